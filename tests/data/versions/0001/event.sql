-- Made by the code of commit 1c59f146473b30ef927f49794a9247b38dd96dad.
BEGIN TRANSACTION;
CREATE TABLE access (
	id INTEGER NOT NULL, 
	event_slug VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	subject VARCHAR(64) NOT NULL, 
	generation INTEGER NOT NULL, 
	pin_attempt INTEGER NOT NULL, 
	token_hash VARCHAR(64), 
	pin_hash VARCHAR(64), 
	PRIMARY KEY (id), 
	UNIQUE (event_slug, role, subject), 
	UNIQUE (token_hash)
);
INSERT INTO "access" VALUES(1,'','organiser','',1,0,'2a0078e826b890a86232e0b368a91c9e39838af82b71f8137adb5053f661b273',NULL);
INSERT INTO "access" VALUES(2,'kept','judge','lin',1,0,'c2aabc739a1232eed54be2defb9a04941f6ff9f8195d2534d151d064a81dd613','f07211d6a25dc9a3c22f72854f2552aaea4d4bf23be27ea40c9d0f1b35b05a1c');
INSERT INTO "access" VALUES(3,'kept','judge','wu',1,0,'2533a3b2dd4e92af9fdc72052a91c42717360891a8b87e6d23e86014bf3a2e09','577d16a3e3a5993372507ebfcb23bf37b0ebf562069237e2ebe5832b08ea8b0e');
INSERT INTO "access" VALUES(4,'kept','organiser','',1,0,'e67c97769dfe0d4cd72a0fb6c22ea4ef331e03eaccdeb16f71e752d2d3d16aa0',NULL);
INSERT INTO "access" VALUES(5,'kept','scorer','',1,0,'698d75f2f1aa942cad71c5cb827fec318dd1835c5722af1f99509a77b1a7cba6',NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
INSERT INTO "entries" VALUES(1,1,'a9bf3d0a-5eeb-4469-9f5d-efdcddd1a8df','setup','organiser:console','2026-11-26T23:12:55+08:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"setup":{"date":null,"judges":[{"id":"lin","name":"林","recused":[]},{"id":"wu","name":"吴","recused":[]}],"locale":"zh-CN","rules":{"break_ties":"all","decimals":0,"publish":"round","ranking":"dense","tie_breaks":[]},"slug":"kept","stages":[{"advance":2,"base":"0","carry":"0","id":"heat","name":"初赛","rounds":[{"aggregate":"mean","awards":[],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"essay","kind":"judged","max":"20","min":"0","name":"作文","questions":null,"stakes":[],"step":"0.5","weight":"1.5"},{"aggregate":"mean","awards":["10","-10"],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"buzzer","kind":"points","max":"100","min":"-100","name":"抢答","questions":null,"stakes":[],"step":"1","weight":"1"}]},{"advance":null,"base":"0","carry":"0.5","id":"final","name":"决赛","rounds":[{"aggregate":"mean","awards":[],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"talk","kind":"judged","max":"100","min":"0","name":"演讲","questions":null,"stakes":[],"step":"1","weight":"1"}]}],"subtitle":"","teams":[{"guest":false,"id":"red","members":[],"name":"红队","organisation":"","region":""},{"guest":false,"id":"blue","members":[],"name":"蓝队","organisation":"","region":""},{"guest":false,"id":"green","members":[],"name":"绿队","organisation":"","region":""},{"guest":false,"id":"grey","members":[],"name":"灰队","organisation":"","region":""}],"timezone":"Asia/Shanghai","title":"An event that is kept"}}','4a75b51ac3e892007a60a4490aacf5c163ce3dfaeb1369d4a846f8edf8bab396');
INSERT INTO "entries" VALUES(1,2,'5c7c8191-013e-49f7-bf3b-676828bebe40','open','scorer','2026-11-26T23:13:00+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','2c6e3fe05b14f4f989d545f40adef58b8f3c9db9ce28739eed678dbaad250b6b');
INSERT INTO "entries" VALUES(1,3,'fd3c66d6-b0fd-4e92-aa2e-aed513620c8b','mark','judge:lin','2026-11-26T23:13:00+08:00',NULL,'essay','red','lin','17.5',NULL,NULL,'{}','f98a1ec1f8be4aefaec458ce9ca63e64392dd20b1ba53fce56bfe60e88e33d0f');
INSERT INTO "entries" VALUES(1,4,'79ef8ac7-170d-497e-a2f1-ffae3264a2a6','mark','judge:wu','2026-11-26T23:13:00+08:00',NULL,'essay','red','wu','18',NULL,NULL,'{}','1035d8de9100cabca4ca7a903aaf243539640a36e652525208e1ff2c64ca0c22');
INSERT INTO "entries" VALUES(1,5,'b45bc5e8-9134-44f2-968d-444e3d91b15b','mark','judge:lin','2026-11-26T23:13:00+08:00',NULL,'essay','blue','lin','16',NULL,NULL,'{}','5e4afed3deea893ccbf142a82a91259345e9e7b07e632a3a5e520ee5c3e805b4');
INSERT INTO "entries" VALUES(1,6,'7f0e6971-f8cd-4a78-aa86-52092f46c272','mark','judge:wu','2026-11-26T23:13:00+08:00',NULL,'essay','blue','wu','18.5',NULL,NULL,'{}','c19c628d21c5c30c09af4a606e5158086d02824e0f5c8090bdfc93114197790f');
INSERT INTO "entries" VALUES(1,7,'5740f6ed-d03e-492b-8368-2ce18236c6bb','mark','judge:lin','2026-11-26T23:13:00+08:00',NULL,'essay','green','lin','12',NULL,NULL,'{}','dcccba50693df87cc67dc1042f2593f9620ccc1e156d04abca44fc4d3a04c161');
INSERT INTO "entries" VALUES(1,8,'f9a007ec-c9ef-45ee-8bdb-217fea3d4420','mark','judge:wu','2026-11-26T23:13:00+08:00',NULL,'essay','green','wu','12',NULL,NULL,'{}','8b752a790a924b9a37dffe603d963758479609d0a7738d55acbd183fd29969af');
INSERT INTO "entries" VALUES(1,9,'e22df08a-a41c-436e-8629-cd543c91cea3','mark','judge:lin','2026-11-26T23:13:00+08:00',NULL,'essay','grey','lin','9',NULL,NULL,'{}','8cae002f14d386d3d83294dbfff31af793c6ca5e73e96277eb532f89f7675b51');
INSERT INTO "entries" VALUES(1,10,'f9340a0d-d95a-471d-8619-ede3c68d2f95','mark','judge:wu','2026-11-26T23:13:00+08:00',NULL,'essay','grey','wu','10.5',NULL,NULL,'{}','78c57d7a94681511c92a28561b07d430a1e846d0ae4c2bb6ad3e7e0fe55f2aab');
INSERT INTO "entries" VALUES(1,11,'6e3a5b80-f413-4d19-891c-56c7a4707943','close','scorer','2026-11-26T23:13:00+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','c6550c2a4ef4019494a7a5c7be456f80f985b71d350ed5edd4affbcc3fd890ce');
INSERT INTO "entries" VALUES(1,12,'57a7e59e-306d-4618-ab55-a93c2d6d3f27','correction','scorer','2026-11-26T23:13:00+08:00',NULL,'essay','green','lin','13','misread',NULL,'{}','c207215494ff6fadbb7a16a85d58374ed2c4886cc91be6959d7357e91e347dd4');
INSERT INTO "entries" VALUES(1,13,'998dbf32-0923-48f0-b946-a538778efa21','open','scorer','2026-11-26T23:13:00+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','51d115a31a21032c68580687d260e1093a327637cab5c403b8081cabade30d64');
INSERT INTO "entries" VALUES(1,14,'da17d62e-8573-4c5e-825a-13a2b5701d4e','award','scorer','2026-11-26T23:13:00+08:00',NULL,'buzzer','red',NULL,'10',NULL,NULL,'{}','e65937a396ed8dd573ab81a917ceeb5154e881afbd962db9fba63827160d07d2');
INSERT INTO "entries" VALUES(1,15,'aa2a4374-f5f1-436b-a897-ef74d7fc2aa9','award','scorer','2026-11-26T23:13:00+08:00',NULL,'buzzer','blue',NULL,'10',NULL,NULL,'{}','c9a71dd0de5d05020000540d082996e67ca41c5ea8a38d22fea22c4503ed41b5');
INSERT INTO "entries" VALUES(1,16,'f14840c4-4284-4cc7-8ea6-47b14fe0cf59','award','scorer','2026-11-26T23:13:00+08:00',NULL,'buzzer','grey',NULL,'-10',NULL,NULL,'{}','820da9b323cdf02f3dfddf9aad3c47eb6fc9c1588a2f5f18d90daa769cc8d53f');
INSERT INTO "entries" VALUES(1,17,'7effccc7-e33e-486b-bc0f-3f523024fa42','award','scorer','2026-11-26T23:13:00+08:00',NULL,'buzzer','grey',NULL,'10',NULL,NULL,'{}','602df96ce1e4b03ad37e967874b254a45a67007866728552b93642dc74d008a4');
INSERT INTO "entries" VALUES(1,18,'40e2373f-40db-4ccc-8a4c-e3efb7ea35f0','undo','scorer','2026-11-26T23:13:00+08:00',NULL,'buzzer','grey',NULL,NULL,'the wrong team',17,'{}','2e9cf85f9bc6d66af7f43c5d9ac92e99c002fc74e4712ef2f2729fe37c60c2a4');
INSERT INTO "entries" VALUES(1,19,'50360457-d091-4bda-8d9c-4bf54dc39eb0','penalty','scorer','2026-11-26T23:13:01+08:00','heat',NULL,'green',NULL,'-3','late',NULL,'{}','1aec6e96736738fe1727da4246b31bf0adf62babae08781c1164f86762fd441d');
INSERT INTO "entries" VALUES(1,20,'6858ed16-ff81-4843-918f-7d64cb574886','close','scorer','2026-11-26T23:13:01+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','391ec36cd1bbb1669b712405e0832b3e3b428c0b3715291995fa5daee46ea5fd');
INSERT INTO "entries" VALUES(1,21,'28a11976-1cac-4f56-bcee-808c825559bb','advance','scorer','2026-11-26T23:13:01+08:00','heat',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["red","blue"]}','6bd277a0b2be4b7f77b6b48fcd53492e8bda95c8e9b7990d982579e38f89fd49');
INSERT INTO "entries" VALUES(1,22,'0985dd86-10ee-4122-92a7-a6f47ea80b8c','open','scorer','2026-11-26T23:13:01+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','7574467254fe7fe9d9a17ebf69a5da840f7ac410a41064ae99faf1be02bf7e15');
INSERT INTO "entries" VALUES(1,23,'a9950e13-2c95-4e9c-af39-e5e2c4d19682','mark','judge:lin','2026-11-26T23:13:01+08:00',NULL,'talk','red','lin','80',NULL,NULL,'{}','be3f0a4c5db16ab48d9a744e2e434d6f0c8181e2374602c09664a9bf8c8f97ed');
INSERT INTO "entries" VALUES(1,24,'206afc3b-b641-403e-9b97-3be27b5624e8','mark','judge:wu','2026-11-26T23:13:01+08:00',NULL,'talk','red','wu','91',NULL,NULL,'{}','2142cfcf1f13c6f0d85867fb7a0946333d9f5bd9436cb7f663d86670e79768c4');
INSERT INTO "entries" VALUES(1,25,'b9c87fb7-12fe-44d2-a9d9-4cad488c057f','mark','judge:lin','2026-11-26T23:13:01+08:00',NULL,'talk','blue','lin','88',NULL,NULL,'{}','31e3fff93a2885a0e9d1cf4061e0a60d2671bd13061ebeedb2ea3f5ff203c31d');
INSERT INTO "entries" VALUES(1,26,'87ded825-f4b2-44d5-9f6a-3b94c92b0098','mark','judge:wu','2026-11-26T23:13:01+08:00',NULL,'talk','blue','wu','90',NULL,NULL,'{}','36e1d59d9c1be00360171407aca5d3de1535401076957fcbebcf43df0dea2c90');
INSERT INTO "entries" VALUES(1,27,'4baf2756-2834-4f83-87f0-5f9736966c8d','close','scorer','2026-11-26T23:13:01+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','7451c16ee024c98a50576d2d05c2a41b84c96aee68a5e1df68bb690f0efc6032');
INSERT INTO "entries" VALUES(1,28,'2a26cdc6-2dc8-4dda-bfed-d2de25842455','advance','scorer','2026-11-26T23:13:01+08:00','final',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["blue"]}','9fc8293f9c1ddbbb718d30046a623c74e448ea1106e65a0ab8bde2ed59176e14');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	head_version INTEGER NOT NULL, 
	head_hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slug)
);
INSERT INTO "events" VALUES(1,'kept',28,'9fc8293f9c1ddbbb718d30046a623c74e448ea1106e65a0ab8bde2ed59176e14');
CREATE UNIQUE INDEX ix_access_pin_hash ON access (pin_hash);
COMMIT;
