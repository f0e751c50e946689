-- Made by the code of commit b998fbe845889180d58aa94131502cc2121e853c.
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
INSERT INTO "access" VALUES(1,'','organiser','',1,0,'2bdf0e39089c98854a28f6c690e6b6a0e92fd1a8adb60ffa56127bebcdc09390',NULL,'');
INSERT INTO "access" VALUES(2,'kept','judge','lin',1,0,'9016296f349067296882a2244feade6ee4671896cbf04fa10d8e33108d785d3e','66ec4028f7db94b2ab72d252c631a32731674253107a192115f6843359a48eda','');
INSERT INTO "access" VALUES(3,'kept','judge','wu',1,0,'4d0155b5f5b8ac9ef7481af604280e430d57d88fe17bafb83f64380b6af28389','0ca2dd2968fa2fc116128aa2cf757b1a6a35226b73a326fefc21b3ca79fed5a9','');
INSERT INTO "access" VALUES(4,'kept','organiser','',1,0,'8df9f12e3924519af6865a4545fc3ee5f71354404094c1f0614661bf5e89733e',NULL,'');
INSERT INTO "access" VALUES(5,'kept','presenter','',1,0,'69d23cc948316ad3d30fdd48f167e4923cc159b1937f6b99e89d511f6d465214','513ac45586370be1e73064cfe8eb77f288f9404971ef1ba71814a45d256fdf74','');
INSERT INTO "access" VALUES(6,'kept','scorer','',1,0,'9bb3a20a81e31192902981b8fa71b6d1265f840c080bdd027a52f3af0d5afc5a',NULL,'');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
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
INSERT INTO "entries" VALUES(1,1,'dd2ac276-5063-48dc-ae20-c6dc573b457f','setup','organiser:console','2026-11-26T23:14:10+08:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"setup":{"date":null,"divisions":[],"format":3,"groups":[],"judges":[{"head":false,"id":"lin","name":"林","recused":[],"shadow":false},{"head":false,"id":"wu","name":"吴","recused":[],"shadow":false}],"locale":"zh-CN","prizes":[],"rules":{"better":"higher","break_ties":"all","decimals":0,"judges_see_totals":false,"overall":false,"publish":"round","ranking":"dense","release":"complete","tie_breaks":[],"unscored":"none"},"show":{"accent":"","place":"","theme":"night"},"slug":"kept","stages":[{"above":null,"advance":2,"advance_best":0,"advance_share":null,"base":"0","best_by":"total","by_group":false,"carry":"0","id":"heat","name":"初赛","name_en":"","quota":0,"rounding":"half_up","rounds":[{"aggregate":"mean","appearance":"registration","awards":[],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"essay","kind":"judged","loss":"stake","max":"20","min":"0","name":"作文","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"0.5","team_score":"sum","tokens":[],"weight":"1.5","weighted_decimals":null},{"aggregate":"mean","appearance":"registration","awards":["10","-10"],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"buzzer","kind":"points","loss":"stake","max":"100","min":"-100","name":"抢答","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"1","team_score":"sum","tokens":[],"weight":"1","weighted_decimals":null}],"side_of":"","threshold":null},{"above":null,"advance":null,"advance_best":0,"advance_share":null,"base":"0","best_by":"total","by_group":false,"carry":"0.5","id":"final","name":"决赛","name_en":"","quota":0,"rounding":"half_up","rounds":[{"aggregate":"mean","appearance":"registration","awards":[],"best":null,"better":"higher","by":"team","card":null,"criteria":[],"decimals":null,"declined":"0","drop_high":0,"drop_low":0,"fouls":null,"group":"","id":"talk","kind":"judged","loss":"stake","max":"100","min":"0","name":"演讲","name_en":"","order":"highest","panel":null,"performance":"","present":null,"questions":null,"scored_by":"desk","stakes":[],"step":"1","team_score":"sum","tokens":[],"weight":"1","weighted_decimals":null}],"side_of":"","threshold":null}],"subtitle":"","subtitle_en":"","teams":[{"colour":"","division":"","group":"","guest":false,"id":"red","members":[],"name":"红队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"blue","members":[],"name":"蓝队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"green","members":[],"name":"绿队","name_en":"","organisation":"","reading":"","region":""},{"colour":"","division":"","group":"","guest":false,"id":"grey","members":[],"name":"灰队","name_en":"","organisation":"","reading":"","region":""}],"timezone":"Asia/Shanghai","title":"An event that is kept","title_en":"","wifi":null}}','bda8feb6c27b7e234fc8bd13b9d0b2877d3864af92f31d6802c5366fc7fd95cc');
INSERT INTO "entries" VALUES(1,2,'6e01363d-d856-4fb6-bfc3-dc9a6ac8aa33','open','scorer','2026-11-26T23:14:16+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','668858fb0892194a4bd2d95697d5cf183eafdfa688d9e76c0c70e0f94551607e');
INSERT INTO "entries" VALUES(1,3,'93eb0133-9ae6-45f5-a682-5273ef453ec3','mark','judge:lin','2026-11-26T23:14:16+08:00',NULL,'essay','red','lin','17.5',NULL,NULL,'{}','54aa462a166460423628f57bed3befef2cb72dc54ae0acd2753c3b24186f95a1');
INSERT INTO "entries" VALUES(1,4,'087cda9a-a8de-4bcd-9ab4-6035e2e4183e','mark','judge:wu','2026-11-26T23:14:16+08:00',NULL,'essay','red','wu','18',NULL,NULL,'{}','f3c1554d5bca416b46a42e09557078d914a6638ebbb91ae492e41244d4b89997');
INSERT INTO "entries" VALUES(1,5,'e2669970-d4e1-4ce5-bf48-011933fd7d93','mark','judge:lin','2026-11-26T23:14:16+08:00',NULL,'essay','blue','lin','16',NULL,NULL,'{}','537268a3d3e5d1305fb02e3fd75e69ccff7f92b983e0e8d56c3f19de4f6e0e25');
INSERT INTO "entries" VALUES(1,6,'4ad66173-388d-49a4-82f0-84e1fdffa2a7','mark','judge:wu','2026-11-26T23:14:16+08:00',NULL,'essay','blue','wu','18.5',NULL,NULL,'{}','713e4c90815a95e65ce2c680df3c12aef4377a97000bd46a4157da2543441eff');
INSERT INTO "entries" VALUES(1,7,'d4baea57-597a-4b2d-b1fb-c2b4b9d6265e','mark','judge:lin','2026-11-26T23:14:16+08:00',NULL,'essay','green','lin','12',NULL,NULL,'{}','718a79e7dbb9a1859ad7f0cfa732fe53364240c5dd409a445906d6ada8bb6806');
INSERT INTO "entries" VALUES(1,8,'e78a0a14-12cc-4738-8ca6-4f7a2b63a4fd','mark','judge:wu','2026-11-26T23:14:16+08:00',NULL,'essay','green','wu','12',NULL,NULL,'{}','997d8750d80dc3bf6a8ce4e6c2194c5eb4687899b7a2164df786b3136d4fc1b2');
INSERT INTO "entries" VALUES(1,9,'6ba10cfa-27d4-416e-adaa-815c771723f0','mark','judge:lin','2026-11-26T23:14:16+08:00',NULL,'essay','grey','lin','9',NULL,NULL,'{}','fb4a77fe4716080be2a4b5f649b80ffbfc45b0226f88fdeb4c2b9cc13fc68991');
INSERT INTO "entries" VALUES(1,10,'8b1f2585-31e0-48b7-8a3c-c7c6f44876ca','mark','judge:wu','2026-11-26T23:14:16+08:00',NULL,'essay','grey','wu','10.5',NULL,NULL,'{}','14b781d0fa1fed534fe4a6a97938f92fc13b06d682de854f60bce8f55bfb3e0c');
INSERT INTO "entries" VALUES(1,11,'dcda966d-fb45-4ed2-ba9e-47df81d4afdc','close','scorer','2026-11-26T23:14:16+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','a8bc68fb2f47367d4377c37ae9726660282b3b744ae6b0888e5626dcbfce9c41');
INSERT INTO "entries" VALUES(1,12,'842f0af0-8a89-4e53-aa60-bd06cdbc5dea','correction','scorer','2026-11-26T23:14:16+08:00',NULL,'essay','green','lin','13','misread',NULL,'{}','870b628848a1e3a889dca2691c77b0aeccbca1fa7f475a3eea3c7318f99e6835');
INSERT INTO "entries" VALUES(1,13,'81ce0e68-2d05-4e00-8eaf-dab267fe259e','open','scorer','2026-11-26T23:14:16+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','6282d79c2fbede602a1a815a320c13a8e48d59faefb94e51db03fc44fbeab6d6');
INSERT INTO "entries" VALUES(1,14,'067ef9c5-2e8b-47a9-9dc4-dbdd8f25e138','award','scorer','2026-11-26T23:14:16+08:00',NULL,'buzzer','red',NULL,'10',NULL,NULL,'{}','4fc5e2a9b0bb5dbc82ff4f8d51e0604465accb8af6cb91c5042ead07cc50f550');
INSERT INTO "entries" VALUES(1,15,'86045032-968b-413c-acbf-81e830565c6c','award','scorer','2026-11-26T23:14:16+08:00',NULL,'buzzer','blue',NULL,'10',NULL,NULL,'{}','90fc8dc37ba242cf96cd1211ae0325a8d03df571dc1ee7bd403ab9438b4ed027');
INSERT INTO "entries" VALUES(1,16,'f19d50a2-5f7c-4690-b2a7-70e76eb19e96','award','scorer','2026-11-26T23:14:16+08:00',NULL,'buzzer','grey',NULL,'-10',NULL,NULL,'{}','5b271ef70291bb9aa1e786bc3013a2e6f8d63b2bc8b78147f579c09fea2f047b');
INSERT INTO "entries" VALUES(1,17,'4d5c2c57-dfc5-449c-98e2-3cae3ef60d1c','award','scorer','2026-11-26T23:14:16+08:00',NULL,'buzzer','grey',NULL,'10',NULL,NULL,'{}','9cc3a7ff053b7fb2faa7674c9b7eccc9e0a8d8376dac3da3e1074b1604406389');
INSERT INTO "entries" VALUES(1,18,'f0ef8f92-976e-4a3c-b28c-51037daffddf','undo','scorer','2026-11-26T23:14:16+08:00',NULL,'buzzer','grey',NULL,NULL,'the wrong team',17,'{}','a0bf0b79c8bc98377f93792c9d113e6161e00dd2d542bcc5b13d5a8f88dc6f1a');
INSERT INTO "entries" VALUES(1,19,'02e23fe1-6e39-4501-a206-25c7dd1af6a8','penalty','scorer','2026-11-26T23:14:16+08:00','heat',NULL,'green',NULL,'-3','late',NULL,'{}','77e7258c12f06a489e36517a9bfcd61d30a780a353f2f5474fc6d3bd1380e29a');
INSERT INTO "entries" VALUES(1,20,'b978060b-8b37-412e-b540-a3ccb76ad806','close','scorer','2026-11-26T23:14:16+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','3ec4636eea43f81ef68ff2d609005ff67f9f3f6cde5b686ef541e2473d880424');
INSERT INTO "entries" VALUES(1,21,'7a4e11e5-1165-4af9-a0d2-3001ce5d9bac','advance','scorer','2026-11-26T23:14:16+08:00','heat',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["red","blue"]}','24623123c00c6cb8a93aaeb9ceca6bf2ba97883a6507a030d771512fa8accb78');
INSERT INTO "entries" VALUES(1,22,'dfd6b2b4-ac77-420f-b47d-c2638f7ee01a','open','scorer','2026-11-26T23:14:16+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','49909ae7b2991c58c98f2681a343e50a45ace2c7702460c71b71449bcd3103b2');
INSERT INTO "entries" VALUES(1,23,'4f9a9bb5-4f32-413a-9a67-f2957bca9714','mark','judge:lin','2026-11-26T23:14:16+08:00',NULL,'talk','red','lin','80',NULL,NULL,'{}','47cc2d3c5bc677d0f6653a5a8c623a711ffdccae699f8bd8cf2ca276d411ab1c');
INSERT INTO "entries" VALUES(1,24,'0c171c4d-d799-461c-ba50-8ee99f10488d','mark','judge:wu','2026-11-26T23:14:16+08:00',NULL,'talk','red','wu','91',NULL,NULL,'{}','c492606faff52b3ba2d28ca930092541ff34b0b65c6bbb4354c05c3390af6354');
INSERT INTO "entries" VALUES(1,25,'c13be2e7-7b84-4fd3-9338-348a5647f697','mark','judge:lin','2026-11-26T23:14:16+08:00',NULL,'talk','blue','lin','88',NULL,NULL,'{}','40860347522de378ceddc1e334641a048fb80cfba476b47a4fd213be408a6605');
INSERT INTO "entries" VALUES(1,26,'c2b3b62f-d9d5-44e2-962e-a5a89c807e30','mark','judge:wu','2026-11-26T23:14:16+08:00',NULL,'talk','blue','wu','90',NULL,NULL,'{}','257ebe664d0443948391df6bd0b17c53046413703b87051fbe4c46223f57b857');
INSERT INTO "entries" VALUES(1,27,'e15d50d5-06ea-4370-80f2-d08e257d5044','close','scorer','2026-11-26T23:14:16+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','c0bbf818ced313d93c0b0a7d327bb26b9415315d0c25183880f3b9a7ccb3994a');
INSERT INTO "entries" VALUES(1,28,'b34b83a1-f250-4ada-8be0-74ebcb262de7','advance','scorer','2026-11-26T23:14:16+08:00','final',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["blue"]}','0bada8185909a1a02f9365b170869d4b9c29db754960cffe8199efca6556aa89');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	head_version INTEGER NOT NULL, 
	head_hash VARCHAR(64) NOT NULL, rehearsing BOOLEAN DEFAULT 0 NOT NULL, printed VARCHAR(255) DEFAULT '' NOT NULL, ledger VARCHAR(36) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slug)
);
INSERT INTO "events" VALUES(1,'kept',28,'0bada8185909a1a02f9365b170869d4b9c29db754960cffe8199efca6556aa89',0,'','');
CREATE TABLE histories (
	id INTEGER NOT NULL, 
	event_slug VARCHAR(64) NOT NULL, 
	ledger VARCHAR(36) NOT NULL, 
	version INTEGER NOT NULL, 
	next VARCHAR(36) NOT NULL, 
	how VARCHAR(16) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE offers (
	event_slug VARCHAR(64) NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	origin VARCHAR(36) NOT NULL, 
	ledger VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	judge VARCHAR(64) NOT NULL, 
	body TEXT NOT NULL, 
	why TEXT NOT NULL, 
	closed BOOLEAN NOT NULL, 
	given VARCHAR(40) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	PRIMARY KEY (event_slug, uid)
);
CREATE TABLE pair (
	id INTEGER NOT NULL, 
	part VARCHAR(8) NOT NULL, 
	other VARCHAR(255) NOT NULL, 
	generation INTEGER NOT NULL, 
	armed BOOLEAN NOT NULL, 
	term INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE parted (
	id INTEGER NOT NULL, 
	event_slug VARCHAR(64) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	since INTEGER NOT NULL, 
	until INTEGER NOT NULL, 
	entries TEXT NOT NULL, 
	kept VARCHAR(255) NOT NULL, 
	PRIMARY KEY (id)
);
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
CREATE TABLE seal_keys (
	public_key VARCHAR(64) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (public_key)
);
INSERT INTO "seal_keys" VALUES('6c913ce136f798e8282acd9a22b9cb3f3212e5af93bdf91f24b9badb92937ae0','2026-11-26T15:14:10+00:00');
CREATE UNIQUE INDEX ix_access_pin_hash ON access (pin_hash);
CREATE INDEX ix_histories_event_slug ON histories (event_slug);
COMMIT;
