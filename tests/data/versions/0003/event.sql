-- Made by the code of commit 8604c4d15830977c4762178d5b3490dcd2970474.
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
INSERT INTO "access" VALUES(1,'','organiser','',1,0,'e1bf84c14e6d5dc3c66e4b1b63e5a9ff8287f651386460a02d8a7af9e7662e29',NULL,'');
INSERT INTO "access" VALUES(2,'kept','judge','lin',1,0,'29e983a7dda6069c94b950170de1eab82f07310d979dd5415ce05996f95350cc','1a1fe9452ad7cc0834b768f16eddb6ef59f19b0f6d4412e15cadba29458893e5','');
INSERT INTO "access" VALUES(3,'kept','judge','wu',1,0,'63b70190d86248c2b1f71267ad7731c5a4e90f74906536c367cdaaea9b264022','4d95561810dd085448b89b6288cef6c89ec336871e3dd8a9d18e265978aaf30b','');
INSERT INTO "access" VALUES(4,'kept','organiser','',1,0,'ca52fee2bdaa37da685f76b99dacfb210f3232c52a3be362af697f1da11b585f',NULL,'');
INSERT INTO "access" VALUES(5,'kept','scorer','',1,0,'13211ab34cebafcf3aa663d13c07117cbd90d67acecf690671140693394413bd',NULL,'');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
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
INSERT INTO "entries" VALUES(1,1,'29ee6aaf-9e19-4439-93c6-90d2362a80be','setup','organiser:console','2026-11-26T23:13:15+08:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"setup":{"date":null,"divisions":[],"format":3,"groups":[],"judges":[{"head":false,"id":"lin","name":"林","recused":[],"shadow":false},{"head":false,"id":"wu","name":"吴","recused":[],"shadow":false}],"locale":"zh-CN","prizes":[],"rules":{"better":"higher","break_ties":"all","decimals":0,"judges_see_totals":false,"overall":false,"publish":"round","ranking":"dense","release":"complete","tie_breaks":[],"unscored":"none"},"show":{"accent":"","place":"","theme":"night"},"slug":"kept","stages":[{"above":null,"advance":2,"advance_best":0,"advance_share":null,"base":"0","best_by":"total","by_group":false,"carry":"0","id":"heat","name":"初赛","name_en":"","quota":0,"rounding":"half_up","rounds":[{"aggregate":"mean","appearance":"registration","awards":[],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"essay","kind":"judged","loss":"stake","max":"20","min":"0","name":"作文","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"0.5","team_score":"sum","tokens":[],"weight":"1.5","weighted_decimals":null},{"aggregate":"mean","appearance":"registration","awards":["10","-10"],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"buzzer","kind":"points","loss":"stake","max":"100","min":"-100","name":"抢答","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"1","team_score":"sum","tokens":[],"weight":"1","weighted_decimals":null}],"side_of":"","threshold":null},{"above":null,"advance":null,"advance_best":0,"advance_share":null,"base":"0","best_by":"total","by_group":false,"carry":"0.5","id":"final","name":"决赛","name_en":"","quota":0,"rounding":"half_up","rounds":[{"aggregate":"mean","appearance":"registration","awards":[],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"talk","kind":"judged","loss":"stake","max":"100","min":"0","name":"演讲","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"1","team_score":"sum","tokens":[],"weight":"1","weighted_decimals":null}],"side_of":"","threshold":null}],"subtitle":"","subtitle_en":"","teams":[{"colour":"","division":"","group":"","guest":false,"id":"red","members":[],"name":"红队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"blue","members":[],"name":"蓝队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"green","members":[],"name":"绿队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"grey","members":[],"name":"灰队","name_en":"","organisation":"","reading":"","region":""}],"timezone":"Asia/Shanghai","title":"An event that is kept","title_en":"","wifi":null}}','b2ef30d3db3372dfc006c320f069d7e941dc930435667e37dce054ed0cf4b7b3');
INSERT INTO "entries" VALUES(1,2,'7f492a51-e2b2-4c31-90b9-908b79217fe1','open','scorer','2026-11-26T23:13:24+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','343676300f661f46a106e50ed062c52f24f01f48e4149403570e737dcf333a88');
INSERT INTO "entries" VALUES(1,3,'28ad34ab-5d6b-4d1b-b9ca-042a47b887aa','mark','judge:lin','2026-11-26T23:13:24+08:00',NULL,'essay','red','lin','17.5',NULL,NULL,'{}','d98c033981deee39e7d119c8a11f26ed475cdbeee64e0a37785dd60fd308d348');
INSERT INTO "entries" VALUES(1,4,'02401266-05de-405f-8e5d-3c036ce6d555','mark','judge:wu','2026-11-26T23:13:24+08:00',NULL,'essay','red','wu','18',NULL,NULL,'{}','b9e67e843459291bf5458a0ed5ef3b223a00933302465082100d036fe7636b13');
INSERT INTO "entries" VALUES(1,5,'759a02d4-bb1e-4a4a-a9e3-0b8bc7b76fa7','mark','judge:lin','2026-11-26T23:13:24+08:00',NULL,'essay','blue','lin','16',NULL,NULL,'{}','159cefc99587699d4f33d710eb6ce0775c7946e8c2fdf9873345dd04de6c545e');
INSERT INTO "entries" VALUES(1,6,'ee822d16-77ea-4eeb-be07-343a2bdbaedb','mark','judge:wu','2026-11-26T23:13:24+08:00',NULL,'essay','blue','wu','18.5',NULL,NULL,'{}','8a1b19d7009f89e704feed0fb81623d10bdacb8b4349c09b7132806118ab089a');
INSERT INTO "entries" VALUES(1,7,'10ebbd41-ce58-40ac-a272-435776fa490b','mark','judge:lin','2026-11-26T23:13:24+08:00',NULL,'essay','green','lin','12',NULL,NULL,'{}','ee3ddd3696212a2bf54fbec995a7a100c879c7118073c95d8ae6b45e8500f307');
INSERT INTO "entries" VALUES(1,8,'6b7cbeee-7ffa-4b7a-9de1-f4668de78386','mark','judge:wu','2026-11-26T23:13:24+08:00',NULL,'essay','green','wu','12',NULL,NULL,'{}','aaf611392bf88143d4c0c371cf3732aa2a823cfeb80d96a0ef0535ff87ec5c90');
INSERT INTO "entries" VALUES(1,9,'376f1fa0-0ad3-413b-ae96-c8cf12c4df48','mark','judge:lin','2026-11-26T23:13:24+08:00',NULL,'essay','grey','lin','9',NULL,NULL,'{}','76a8b979fbe83651e3dd0ac6f2736b875fc44b14b98b23ad1505522a45870904');
INSERT INTO "entries" VALUES(1,10,'a59aa84d-8c76-47fd-8fd1-0efee3eb9797','mark','judge:wu','2026-11-26T23:13:24+08:00',NULL,'essay','grey','wu','10.5',NULL,NULL,'{}','f9d0b61fd5602ac5d94fd6b8b0046879b65371f09e5ca0d514549a1ce1b778ec');
INSERT INTO "entries" VALUES(1,11,'8648c12e-f45e-476d-aceb-ed23e739ed4f','close','scorer','2026-11-26T23:13:24+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','e632fbe4b99be78a3e5d0f5034bee2b0e63184f932e92c77ebd3d262b644120e');
INSERT INTO "entries" VALUES(1,12,'7f18cede-29dc-4286-bec1-3f741314493d','correction','scorer','2026-11-26T23:13:24+08:00',NULL,'essay','green','lin','13','misread',NULL,'{}','9af1c1ed01a667560f9ca3aa4ae7d2bb7f32906a254c8e5e5108d9727128bd42');
INSERT INTO "entries" VALUES(1,13,'6eb869c1-448c-4ce6-aa84-653d94fb2fad','open','scorer','2026-11-26T23:13:24+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','b44d2c799ff544386ef39c5ba8bc1fdc057a51c101ac4f558174f5b889612acd');
INSERT INTO "entries" VALUES(1,14,'451a8006-7852-4bc7-a75c-590aedfeef98','award','scorer','2026-11-26T23:13:24+08:00',NULL,'buzzer','red',NULL,'10',NULL,NULL,'{}','3bbe86f61dea7cdb0d0e952acda63acfa976c92c42fdeab62b0eb3e45c4ebab4');
INSERT INTO "entries" VALUES(1,15,'2608623a-2346-4506-96f9-d6c3017ed685','award','scorer','2026-11-26T23:13:24+08:00',NULL,'buzzer','blue',NULL,'10',NULL,NULL,'{}','452b9f5718e2d3c765c2e1e46629b4c848e9987b10b0d7425263487fc085c49b');
INSERT INTO "entries" VALUES(1,16,'bb6c5d51-4e79-4c85-afbe-aaec91a5484a','award','scorer','2026-11-26T23:13:24+08:00',NULL,'buzzer','grey',NULL,'-10',NULL,NULL,'{}','d2fe54be5595d77e9eabb2ad4975f3c6d95f0f42feb3fa535caf08854bf33a33');
INSERT INTO "entries" VALUES(1,17,'781e569f-95c5-4c39-a425-8e2985822081','award','scorer','2026-11-26T23:13:24+08:00',NULL,'buzzer','grey',NULL,'10',NULL,NULL,'{}','8520bc391164ba177e412e9af7d8d4936a11095a77077e5bbfb32e33858210e3');
INSERT INTO "entries" VALUES(1,18,'69e110bd-0660-40bf-820e-eb45c8ea8630','undo','scorer','2026-11-26T23:13:24+08:00',NULL,'buzzer','grey',NULL,NULL,'the wrong team',17,'{}','e8b772699ee46a9f892eccf1dd60e5d2f84a9d0304709b6e3fe3d85c4a83893e');
INSERT INTO "entries" VALUES(1,19,'00bee7a1-8b7c-45f0-8d65-87741ce5f31a','penalty','scorer','2026-11-26T23:13:24+08:00','heat',NULL,'green',NULL,'-3','late',NULL,'{}','15e7df1e5fa73a5152477bebe3af403970a8279a3a9e62473bfc67ff10c33e7a');
INSERT INTO "entries" VALUES(1,20,'2c94bb97-e74a-431f-a991-e0b56ef8bf49','close','scorer','2026-11-26T23:13:24+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','6e544df1da61b1586518ada1a190e7b88cc94e210cdd2574c563d474a1cb9040');
INSERT INTO "entries" VALUES(1,21,'999ae861-e37a-4c1a-b499-7b10fff730c7','advance','scorer','2026-11-26T23:13:24+08:00','heat',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["red","blue"]}','5961c7275c30a46df699732706da48b9cd68add6288d416eba00d1ee1f76c099');
INSERT INTO "entries" VALUES(1,22,'262dd393-a1b6-4ec8-a9d5-444536f47aee','open','scorer','2026-11-26T23:13:24+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','d3fc45c36376d801a60620fd8130900e7170573fd7a372d3aa26a36dc7721995');
INSERT INTO "entries" VALUES(1,23,'fffa477c-d13f-474a-9b66-e62e6ffa7c4e','mark','judge:lin','2026-11-26T23:13:24+08:00',NULL,'talk','red','lin','80',NULL,NULL,'{}','cbc3691d09ca2da95ee8afb8dc49c7d756ee4819a3056f46374c7c89f3fd0842');
INSERT INTO "entries" VALUES(1,24,'839d51fa-a942-4938-b974-82b532038399','mark','judge:wu','2026-11-26T23:13:24+08:00',NULL,'talk','red','wu','91',NULL,NULL,'{}','18f3f76240deb0949cea7dc2036bb09351d1d5f07afd1ad1bc0ca94619083a13');
INSERT INTO "entries" VALUES(1,25,'9ef0f4a8-cea9-45f5-ad9c-f277f637ee8e','mark','judge:lin','2026-11-26T23:13:24+08:00',NULL,'talk','blue','lin','88',NULL,NULL,'{}','a75570a9849dd3e54721aa8d034f6fd2498d531dbecbbd05d921b623598f659e');
INSERT INTO "entries" VALUES(1,26,'7d6c3072-f977-4fc1-8c58-aed713b6bf0a','mark','judge:wu','2026-11-26T23:13:24+08:00',NULL,'talk','blue','wu','90',NULL,NULL,'{}','eb461dd951b39c877c07c17da62e6a2a75f6b2dc28a7a9826fdc97ac77549457');
INSERT INTO "entries" VALUES(1,27,'ef8fb8a8-abd0-4b98-be15-4ebba1b2a84c','close','scorer','2026-11-26T23:13:24+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','f6e6b804d18245d29cb088df809bc390ca4e3c80c690d0a9056fb5d5d4d2b493');
INSERT INTO "entries" VALUES(1,28,'1c877ede-e9fa-4ca3-94e9-41a67791353f','advance','scorer','2026-11-26T23:13:24+08:00','final',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["blue"]}','d327d92a6f0a3826c6a53dceecc966e9bc7486231abcf94d98a62449aad1b9ba');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	head_version INTEGER NOT NULL, 
	head_hash VARCHAR(64) NOT NULL, rehearsing BOOLEAN DEFAULT 0 NOT NULL, printed VARCHAR(255) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slug)
);
INSERT INTO "events" VALUES(1,'kept',28,'d327d92a6f0a3826c6a53dceecc966e9bc7486231abcf94d98a62449aad1b9ba',0,'');
CREATE UNIQUE INDEX ix_access_pin_hash ON access (pin_hash);
COMMIT;
