-- Made by the code of commit e66a57eba8be2337185de3945e6f5f085ec28404.
BEGIN TRANSACTION;
CREATE TABLE access (
	id INTEGER NOT NULL, 
	event_slug VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	subject VARCHAR(64) NOT NULL, 
	generation INTEGER NOT NULL, 
	pin_attempt INTEGER NOT NULL, 
	token_hash VARCHAR(64), 
	pin_hash VARCHAR(64), name VARCHAR(80) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (event_slug, role, subject), 
	UNIQUE (token_hash)
);
INSERT INTO "access" VALUES(1,'','organiser','',1,0,'5eaa5841b20523f4f45a3c53576ce2216299d9de8a83aa120a3d6df50bca940e',NULL,'');
INSERT INTO "access" VALUES(2,'kept','judge','lin',1,0,'0fcb8f67db3ecf85d4d173e11d9705669c7d483be19ac19be8090f29044e7a44','8c9ec6ec4a91751646242a5e4e8f3a86d40ecebe4efd300a5e3001e2bbfc8c60','');
INSERT INTO "access" VALUES(3,'kept','judge','wu',1,0,'48f697fa80874ddc6f28e3f7913818c76900c584bf2b5359f3a56dc81fea8cfc','61d2e89e7f85c080e8b4b6b27d84498712b4034f737b849c84aba1a5c17e64ca','');
INSERT INTO "access" VALUES(4,'kept','organiser','',1,0,'e2d6e8571fbb129583dddba2d0015f761758ac8c995817d5becd15e95ca3425c',NULL,'');
INSERT INTO "access" VALUES(5,'kept','presenter','',1,0,'33aea902b37ec17eaa0278ab7750b853528a5a2108aed0be59c7b483430441d4','c3b435917a8466656ae1a2870fa23476ccb5f111f148d4faac851615e251c9d3','');
INSERT INTO "access" VALUES(6,'kept','scorer','',1,0,'8d93ac0bcfb35f4d555ade8ca7ccff9cf1fb130b9062749440f49e58e71daebe',NULL,'');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE entries (
	event_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	"by" VARCHAR(80) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	stage VARCHAR(64), 
	round VARCHAR(64), 
	team VARCHAR(64), 
	judge VARCHAR(64), 
	value VARCHAR(32), 
	reason TEXT, 
	voids INTEGER, 
	detail TEXT NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (event_id, version), 
	UNIQUE (event_id, uid), 
	FOREIGN KEY(event_id) REFERENCES events (id)
);
INSERT INTO "entries" VALUES(1,1,'b34f291f-3602-45cc-8d8f-1bcfd2074ddb','setup','organiser:console','2026-11-26T23:13:27+08:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"setup":{"date":null,"divisions":[],"format":3,"groups":[],"judges":[{"head":false,"id":"lin","name":"林","recused":[],"shadow":false},{"head":false,"id":"wu","name":"吴","recused":[],"shadow":false}],"locale":"zh-CN","prizes":[],"rules":{"better":"higher","break_ties":"all","decimals":0,"judges_see_totals":false,"overall":false,"publish":"round","ranking":"dense","release":"complete","tie_breaks":[],"unscored":"none"},"show":{"accent":"","place":"","theme":"night"},"slug":"kept","stages":[{"above":null,"advance":2,"advance_best":0,"advance_share":null,"base":"0","best_by":"total","by_group":false,"carry":"0","id":"heat","name":"初赛","name_en":"","quota":0,"rounding":"half_up","rounds":[{"aggregate":"mean","appearance":"registration","awards":[],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"essay","kind":"judged","loss":"stake","max":"20","min":"0","name":"作文","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"0.5","team_score":"sum","tokens":[],"weight":"1.5","weighted_decimals":null},{"aggregate":"mean","appearance":"registration","awards":["10","-10"],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"buzzer","kind":"points","loss":"stake","max":"100","min":"-100","name":"抢答","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"1","team_score":"sum","tokens":[],"weight":"1","weighted_decimals":null}],"side_of":"","threshold":null},{"above":null,"advance":null,"advance_best":0,"advance_share":null,"base":"0","best_by":"total","by_group":false,"carry":"0.5","id":"final","name":"决赛","name_en":"","quota":0,"rounding":"half_up","rounds":[{"aggregate":"mean","appearance":"registration","awards":[],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"talk","kind":"judged","loss":"stake","max":"100","min":"0","name":"演讲","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"1","team_score":"sum","tokens":[],"weight":"1","weighted_decimals":null}],"side_of":"","threshold":null}],"subtitle":"","subtitle_en":"","teams":[{"colour":"","division":"","group":"","guest":false,"id":"red","members":[],"name":"红队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"blue","members":[],"name":"蓝队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"green","members":[],"name":"绿队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"grey","members":[],"name":"灰队","name_en":"","organisation":"","reading":"","region":""}],"timezone":"Asia/Shanghai","title":"An event that is kept","title_en":"","wifi":null}}','07d549d337d1ff456a6e1e234df40023d88405c281bd3e276933078cb69555ed');
INSERT INTO "entries" VALUES(1,2,'312e6627-9a13-4997-a255-1b5cd83b4642','open','scorer','2026-11-26T23:13:35+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','d7adcdf744f501af5df5c77f5d36598f1f1326d224989566c4a7a10d2e60b68d');
INSERT INTO "entries" VALUES(1,3,'53e2c0aa-06c9-4349-93dd-5e99db333d7a','mark','judge:lin','2026-11-26T23:13:35+08:00',NULL,'essay','red','lin','17.5',NULL,NULL,'{}','43c279bb740f32bc5f77bfe4758bfbc018e8749cc6333773b9c2ce3e6a776fa4');
INSERT INTO "entries" VALUES(1,4,'2c601ddd-3674-4daf-a811-5d33730d003b','mark','judge:wu','2026-11-26T23:13:35+08:00',NULL,'essay','red','wu','18',NULL,NULL,'{}','1600a325a9c11667d6d1e5e39d9ebba80f1fbf278d6b9ad7b044ff74ee29e64f');
INSERT INTO "entries" VALUES(1,5,'60a25e17-c4f6-4366-95b7-747b35dd62fc','mark','judge:lin','2026-11-26T23:13:35+08:00',NULL,'essay','blue','lin','16',NULL,NULL,'{}','9a1919e93cfadac9e78c3f60d923dd7aee37abc9c288d69bbff53519515b82a6');
INSERT INTO "entries" VALUES(1,6,'40156710-d7e5-49e2-bc50-6a440e8c8096','mark','judge:wu','2026-11-26T23:13:35+08:00',NULL,'essay','blue','wu','18.5',NULL,NULL,'{}','ff384181e1a6c46dcb411ee5cb6f9f1847eba2a2fda5a222779c49440ec1b712');
INSERT INTO "entries" VALUES(1,7,'e16d8df2-19ff-4eb4-9204-2bbcc780c64c','mark','judge:lin','2026-11-26T23:13:35+08:00',NULL,'essay','green','lin','12',NULL,NULL,'{}','9e052632fb24b27e7452a54a5ba9c479bb412bcdc541fa1f69e03aac3aae88bd');
INSERT INTO "entries" VALUES(1,8,'db6458d4-0359-4c10-925d-619ee53e6310','mark','judge:wu','2026-11-26T23:13:36+08:00',NULL,'essay','green','wu','12',NULL,NULL,'{}','2ca943d2d4d57b55f34ea4b367ee8e9449a4a71fa76a479478bfe1a8febcda20');
INSERT INTO "entries" VALUES(1,9,'93fd2528-e33a-450b-8e4b-79b2fdda12e4','mark','judge:lin','2026-11-26T23:13:36+08:00',NULL,'essay','grey','lin','9',NULL,NULL,'{}','93791423d02437295141609ffc563e44b0800f3ae3db5935a67ad071618c9ef3');
INSERT INTO "entries" VALUES(1,10,'e36e4518-e5d0-43cc-9eef-251adc44d54f','mark','judge:wu','2026-11-26T23:13:36+08:00',NULL,'essay','grey','wu','10.5',NULL,NULL,'{}','603378e8491e74ac194febb0a24458cddec9ab74d314f865bd282ff9d0b8efae');
INSERT INTO "entries" VALUES(1,11,'502a2211-47b6-4903-a4a7-5ae2a739de98','close','scorer','2026-11-26T23:13:36+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','fe343d7fe0abcc8cd73dfa2d2fcce3899eaf4cacf7a242160b7277f90615ce4d');
INSERT INTO "entries" VALUES(1,12,'557f5b10-1e4d-4cd3-9375-c3a02811709f','correction','scorer','2026-11-26T23:13:36+08:00',NULL,'essay','green','lin','13','misread',NULL,'{}','705eb929d91152b5f847099ef04dcf5a2079ffd8cecc4509668d829936635fe5');
INSERT INTO "entries" VALUES(1,13,'aa0be5dc-52b8-4f76-805e-746d80e57f09','open','scorer','2026-11-26T23:13:36+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','736d91ee33ca4628962d4d2d3ecbc942ee3eb41f74b13acdc6b2eda0d63890f0');
INSERT INTO "entries" VALUES(1,14,'4b8d7bc3-e20c-47b0-9787-49baf5a2f696','award','scorer','2026-11-26T23:13:36+08:00',NULL,'buzzer','red',NULL,'10',NULL,NULL,'{}','15558af7422ef8976938fd7a716669a8c6b3c67d4b77665e8449b058a0459cbe');
INSERT INTO "entries" VALUES(1,15,'9fd83161-9e76-4dc6-97d0-f0b7d7d3e9e1','award','scorer','2026-11-26T23:13:36+08:00',NULL,'buzzer','blue',NULL,'10',NULL,NULL,'{}','4af6d9f646331dca2c41642d5e6c0bbbbbe37f872d244aff1df22c9533991442');
INSERT INTO "entries" VALUES(1,16,'4cae1dea-8170-4274-9ad8-1929534f45ff','award','scorer','2026-11-26T23:13:36+08:00',NULL,'buzzer','grey',NULL,'-10',NULL,NULL,'{}','38eb30d3b58f2544b28be5e2d685652538ad77a932f897f16180ebf9993cfa5f');
INSERT INTO "entries" VALUES(1,17,'05e324aa-61fb-42f1-a119-1522f68def78','award','scorer','2026-11-26T23:13:36+08:00',NULL,'buzzer','grey',NULL,'10',NULL,NULL,'{}','edaaad4e09af325a0252ab2e32141bcb11d8fd74777abc58398d130613889553');
INSERT INTO "entries" VALUES(1,18,'efd83865-91ac-4b8f-976e-6adad582e289','undo','scorer','2026-11-26T23:13:36+08:00',NULL,'buzzer','grey',NULL,NULL,'the wrong team',17,'{}','2d676a683243d982b5fcf38d1604a62fbadae6dcb0ee59d12aea3b8e35ea2755');
INSERT INTO "entries" VALUES(1,19,'0a242ce0-a72e-445b-bb6d-5a3c809fb079','penalty','scorer','2026-11-26T23:13:36+08:00','heat',NULL,'green',NULL,'-3','late',NULL,'{}','a6759c6f48db0c10df9089ff8b542a4cbcf3ecbc7a5b50c64dcdefe6010c7fc9');
INSERT INTO "entries" VALUES(1,20,'d4d9c6df-1639-422b-82f1-80cf31228444','close','scorer','2026-11-26T23:13:36+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','5d6f3ab692e4a3bee2a084e7d6bf1a97888d63c1932428d715b87caf36184e9e');
INSERT INTO "entries" VALUES(1,21,'b860cfa1-c72d-481c-9aa9-41c072f40622','advance','scorer','2026-11-26T23:13:36+08:00','heat',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["red","blue"]}','fa5dc7a8c222c01343c10f65bdf69fed00ee59412a91954f9435f0fdcde2531e');
INSERT INTO "entries" VALUES(1,22,'5fa2a785-7b4d-49f0-a447-7fc35d018f55','open','scorer','2026-11-26T23:13:36+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','ced3681249521b4f9e4c7f37daa7e5fec89c454585f3d81584677d5a1fdf8ba5');
INSERT INTO "entries" VALUES(1,23,'c645c02f-1e49-4f28-a7e3-28aa359d635f','mark','judge:lin','2026-11-26T23:13:36+08:00',NULL,'talk','red','lin','80',NULL,NULL,'{}','47e1839d3e81da70ad5266bfbcbfdff2c0071bcb4fa6b3859713fdc44272550d');
INSERT INTO "entries" VALUES(1,24,'d32ba91c-967f-4fbe-a030-2b8d1a3500fb','mark','judge:wu','2026-11-26T23:13:36+08:00',NULL,'talk','red','wu','91',NULL,NULL,'{}','b9a0d2bb2f26881edb4ce9064d77a659c4e5007b5c9da10081a9cc2a97c00fde');
INSERT INTO "entries" VALUES(1,25,'79645925-385e-4f16-8379-ccc04b369b4a','mark','judge:lin','2026-11-26T23:13:36+08:00',NULL,'talk','blue','lin','88',NULL,NULL,'{}','be49bf8921e3666fba204996449c534ae564bf88be0f9b795bf427c3139ea80c');
INSERT INTO "entries" VALUES(1,26,'0794530a-c390-41f4-8ac4-3ae732bd72a1','mark','judge:wu','2026-11-26T23:13:36+08:00',NULL,'talk','blue','wu','90',NULL,NULL,'{}','938b91fe1d8bd1b35e2452c5df45056156a112d95d412e15fc4e126a405188ca');
INSERT INTO "entries" VALUES(1,27,'017956e5-dbbd-4db2-89dd-fe409b142284','close','scorer','2026-11-26T23:13:36+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','bfe349782197799c08c40950e4ae24938ac470efbf24e3b5535ad1d19d2c8aae');
INSERT INTO "entries" VALUES(1,28,'78fbc1b0-c2bf-491a-8f6d-fec278a8f91b','advance','scorer','2026-11-26T23:13:36+08:00','final',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["blue"]}','d4b08c714a95ee77b00e3dc43c1b1f38aaf1e14276eeb72b4c0d8324b3a63c7d');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	head_version INTEGER NOT NULL, 
	head_hash VARCHAR(64) NOT NULL, rehearsing BOOLEAN DEFAULT 0 NOT NULL, printed VARCHAR(255) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slug)
);
INSERT INTO "events" VALUES(1,'kept',28,'d4b08c714a95ee77b00e3dc43c1b1f38aaf1e14276eeb72b4c0d8324b3a63c7d',0,'');
CREATE TABLE pictures (
	event_slug VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	tone VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (event_slug, hash)
);
CREATE UNIQUE INDEX ix_access_pin_hash ON access (pin_hash);
COMMIT;
