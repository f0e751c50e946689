-- Made by the code of commit 6988fd62e4977d6c70366709bf91df45c2fb921d.
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
INSERT INTO "access" VALUES(1,'','organiser','',1,0,'03b466bbd8a31be79049db6adad91f1f613bfff74818e809c38c95f4a171908f',NULL,'');
INSERT INTO "access" VALUES(2,'kept','judge','lin',1,0,'b2b4be74dffd57088eeaed243f66733e51ee97336c88c60a9d0d72bb85f3666f','b2310f60ceb79230ca6a2465f513d3a8cd2ea31b651fd1b3f2d525bb7317f617','');
INSERT INTO "access" VALUES(3,'kept','judge','wu',1,0,'9817c3f5bd74cbd331a36042f3ea3d1fa56dc48d607c664ad7e0e339d083899d','73a28761788f767435ab5c10b474ca54d0c7ec3483cb27aafdeee0e1e9bff3f5','');
INSERT INTO "access" VALUES(4,'kept','organiser','',1,0,'f4cbe2410f45a2273fede6229781d7012f417e3d66a5270828d0a5de56a27487',NULL,'');
INSERT INTO "access" VALUES(5,'kept','scorer','',1,0,'935618756991c4e3d62b211e287d746d9e48362ec995cec9ef44a6ae9263d72d',NULL,'');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "entries" VALUES(1,1,'6354eb20-bfdb-46f0-a684-cc617fdf73c8','setup','organiser:console','2026-11-26T23:13:05+08:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"setup":{"date":null,"format":2,"judges":[{"id":"lin","name":"林","recused":[]},{"id":"wu","name":"吴","recused":[]}],"locale":"zh-CN","rules":{"break_ties":"all","decimals":0,"judges_see_totals":false,"publish":"round","ranking":"dense","release":"complete","tie_breaks":[]},"slug":"kept","stages":[{"advance":2,"base":"0","carry":"0","id":"heat","name":"初赛","rounds":[{"aggregate":"mean","awards":[],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"essay","kind":"judged","max":"20","min":"0","name":"作文","questions":null,"scored_by":"desk","stakes":[],"step":"0.5","weight":"1.5","weighted_decimals":null},{"aggregate":"mean","awards":["10","-10"],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"buzzer","kind":"points","max":"100","min":"-100","name":"抢答","questions":null,"scored_by":"desk","stakes":[],"step":"1","weight":"1","weighted_decimals":null}]},{"advance":null,"base":"0","carry":"0.5","id":"final","name":"决赛","rounds":[{"aggregate":"mean","awards":[],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"talk","kind":"judged","max":"100","min":"0","name":"演讲","questions":null,"scored_by":"desk","stakes":[],"step":"1","weight":"1","weighted_decimals":null}]}],"subtitle":"","teams":[{"colour":"","guest":false,"id":"red","members":[],"name":"红队","organisation":"","region":""},{"colour":"","guest":false,"id":"blue","members":[],"name":"蓝队","organisation":"","region":""},{"colour":"","guest":false,"id":"green","members":[],"name":"绿队","organisation":"","region":""},{"colour":"","guest":false,"id":"grey","members":[],"name":"灰队","organisation":"","region":""}],"timezone":"Asia/Shanghai","title":"An event that is kept","wifi":null}}','31de1c9bcd94a20fa65b854d8ef38e1a0d9f16c79030dbc3e60f88a92b10b320');
INSERT INTO "entries" VALUES(1,2,'07a8a904-8a67-455c-97ea-03de21fe13fe','open','scorer','2026-11-26T23:13:13+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','578b4b57f16190a35092130ebae279bbba097e22895d853d0ce866f17bff1ad9');
INSERT INTO "entries" VALUES(1,3,'fc2d1b8d-ff65-4472-be2a-987ee8ae72f3','mark','judge:lin','2026-11-26T23:13:13+08:00',NULL,'essay','red','lin','17.5',NULL,NULL,'{}','2718012eebcd73ec2b284d640b4b82eb207b10352921956caf994b12c9eb5861');
INSERT INTO "entries" VALUES(1,4,'3b933e99-ec98-41c1-beeb-6bbf680b6a5a','mark','judge:wu','2026-11-26T23:13:13+08:00',NULL,'essay','red','wu','18',NULL,NULL,'{}','9671e7e15e7571cd0f51eb05261b951ef16416c7ca4d692ee857751a094575c8');
INSERT INTO "entries" VALUES(1,5,'2f38828f-e26d-46bd-81eb-a6a140961312','mark','judge:lin','2026-11-26T23:13:13+08:00',NULL,'essay','blue','lin','16',NULL,NULL,'{}','9af7dc5621953f267a2d7ed7e6bc49f09f46eb558fa3bd16057e1f783db217aa');
INSERT INTO "entries" VALUES(1,6,'5d840680-bd49-421a-9b05-8547b9191f3c','mark','judge:wu','2026-11-26T23:13:13+08:00',NULL,'essay','blue','wu','18.5',NULL,NULL,'{}','90995c1cbc8c26f3f191ffcd3f95b81860f1d6fb2be082066d248bb70eb29b25');
INSERT INTO "entries" VALUES(1,7,'72048606-e631-4d14-bafb-56ddcaf89a8c','mark','judge:lin','2026-11-26T23:13:13+08:00',NULL,'essay','green','lin','12',NULL,NULL,'{}','27f3cc0326c9a4bc927659e046f2d8a81585f866969caacaa20bd9379517c26e');
INSERT INTO "entries" VALUES(1,8,'c0285b60-0867-4835-af64-3bd9bf0be2e8','mark','judge:wu','2026-11-26T23:13:13+08:00',NULL,'essay','green','wu','12',NULL,NULL,'{}','fb6511434bdebedae00d552fb28cad2d70fffcbff89bec6e146fbda28ffa0d4b');
INSERT INTO "entries" VALUES(1,9,'4f9e2ba6-77a8-46cd-ba12-d47d50c419a3','mark','judge:lin','2026-11-26T23:13:13+08:00',NULL,'essay','grey','lin','9',NULL,NULL,'{}','12d3ed7a05d6d3cfaf8e9d0fffaedbde4ad2a933d57579ebfdfd549129591edf');
INSERT INTO "entries" VALUES(1,10,'94510aba-3563-4322-a1fd-2d0e529af033','mark','judge:wu','2026-11-26T23:13:13+08:00',NULL,'essay','grey','wu','10.5',NULL,NULL,'{}','049efb685ed22673ca0ccb66187381cea1105bdda2cd8683f369d99a940a6095');
INSERT INTO "entries" VALUES(1,11,'22b60038-b9b9-4504-8204-b8d5c8db0e6e','close','scorer','2026-11-26T23:13:13+08:00',NULL,'essay',NULL,NULL,NULL,NULL,NULL,'{}','b238914c527edbf90615d43964f57806e2faf3485530cf6ba81eaba8a6eae11b');
INSERT INTO "entries" VALUES(1,12,'d91b1de9-e0fb-4714-9577-14c36c303862','correction','scorer','2026-11-26T23:13:13+08:00',NULL,'essay','green','lin','13','misread',NULL,'{}','0c37778a1240d845bbc325988c43be70ddace0407bafa3537b1e85f941db8242');
INSERT INTO "entries" VALUES(1,13,'8fa578f2-6792-451f-b6d9-abe701c0fc3d','open','scorer','2026-11-26T23:13:13+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','66a3e8ed46fef101603f57f0f40c5d892767acee68b6d54baa93eaafcc9d9563');
INSERT INTO "entries" VALUES(1,14,'b99e9886-2ccc-4d8e-ace3-1e973175a9cc','award','scorer','2026-11-26T23:13:13+08:00',NULL,'buzzer','red',NULL,'10',NULL,NULL,'{}','0db7ff4b8ba97d7c6c136c81a5b555657f5c28213989ee006d3773b1b3883f02');
INSERT INTO "entries" VALUES(1,15,'bb5321c7-b504-4a39-a44a-31b46a25839c','award','scorer','2026-11-26T23:13:13+08:00',NULL,'buzzer','blue',NULL,'10',NULL,NULL,'{}','d8832500e768d4743bd00914c812a9c2d93bb1ebcd72e1e8fc2f7820b6bb7195');
INSERT INTO "entries" VALUES(1,16,'82056a89-582d-4913-88e6-247eb98ecfae','award','scorer','2026-11-26T23:13:13+08:00',NULL,'buzzer','grey',NULL,'-10',NULL,NULL,'{}','0605920030a2e7eaeb14cc2a6f4f5a2eba9f35d38f50878cf4594595369b0665');
INSERT INTO "entries" VALUES(1,17,'82cdeed6-016b-40fd-ba69-1f0b797259d9','award','scorer','2026-11-26T23:13:13+08:00',NULL,'buzzer','grey',NULL,'10',NULL,NULL,'{}','3dbbc0ee99c32c6e83092f76062e55ced6f751bc0f109cb9f7a9dd6e85b00234');
INSERT INTO "entries" VALUES(1,18,'d94454fa-e458-422a-bc06-1c220e23ca29','undo','scorer','2026-11-26T23:13:13+08:00',NULL,'buzzer','grey',NULL,NULL,'the wrong team',17,'{}','f8cbb9c8195b9e5226ebda9508f8c5971c64940971d41d97ea3a64b9c25ce37f');
INSERT INTO "entries" VALUES(1,19,'54893fff-5a6e-4ab3-b2fb-836cc6202318','penalty','scorer','2026-11-26T23:13:13+08:00','heat',NULL,'green',NULL,'-3','late',NULL,'{}','c85b236d0d4e096971d659272de6c2e719b6190b49fa634f2ac7675691c18aad');
INSERT INTO "entries" VALUES(1,20,'f1d5ad16-0fde-424e-8faf-5af391c7bbd1','close','scorer','2026-11-26T23:13:13+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','89bd08cdd63d4f4ac52fefc4333a19139beccd16ae8c8484a131c156ecd378c7');
INSERT INTO "entries" VALUES(1,21,'78cb1e1d-1d49-46e5-b5dd-56894f5b292e','advance','scorer','2026-11-26T23:13:13+08:00','heat',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["red","blue"]}','e383986f94df8ae94ef19cdd85441f44a6fb281025288699579bcf180140862c');
INSERT INTO "entries" VALUES(1,22,'46c54b15-49de-4bb8-a534-4273f3954243','open','scorer','2026-11-26T23:13:13+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','715daac36a94ee8f48e3debfde1825c44170a2cfa5578e0823eaac77356414cc');
INSERT INTO "entries" VALUES(1,23,'e4f06d2b-ff79-4ed1-8f02-5301c1349fbd','mark','judge:lin','2026-11-26T23:13:13+08:00',NULL,'talk','red','lin','80',NULL,NULL,'{}','6185f21916447586ced0ef45ec32da88468358ebba24c2c0e52ef67a84cfb877');
INSERT INTO "entries" VALUES(1,24,'2df703a2-57b2-4594-a222-3e3d38c8f129','mark','judge:wu','2026-11-26T23:13:13+08:00',NULL,'talk','red','wu','91',NULL,NULL,'{}','833d35d61dc9230f439fa0a6205411caa22d481031a036959faab0e9b4efeba8');
INSERT INTO "entries" VALUES(1,25,'67a42137-3576-4de7-94e1-e2db50c4730e','mark','judge:lin','2026-11-26T23:13:13+08:00',NULL,'talk','blue','lin','88',NULL,NULL,'{}','54bdd4f2134effabf05e9e4434723af99310c7940ed798fc347ea0f585b4f6a4');
INSERT INTO "entries" VALUES(1,26,'41bae7d4-683b-4938-9bca-f28fd80ff204','mark','judge:wu','2026-11-26T23:13:13+08:00',NULL,'talk','blue','wu','90',NULL,NULL,'{}','71524bdebe8b10f9136b6bda6a59435a79b1b46cea8a1933198c550579cecf4d');
INSERT INTO "entries" VALUES(1,27,'44ca3abc-9b96-4596-8adb-ba2cdb952cf1','close','scorer','2026-11-26T23:13:13+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','2f5853c8f571d9866ab6c10a103a497ca357b3c220e747506c4f46e1a8d6a2eb');
INSERT INTO "entries" VALUES(1,28,'0d4754b2-d3ba-4f4e-86cf-b2acb18a47d0','advance','scorer','2026-11-26T23:13:13+08:00','final',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["blue"]}','957c786b8b16005f802a6914f4021938f56be73fc7aa560979d380d2b7012efa');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	head_version INTEGER NOT NULL, 
	head_hash VARCHAR(64) NOT NULL, rehearsing BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slug)
);
INSERT INTO "events" VALUES(1,'kept',28,'957c786b8b16005f802a6914f4021938f56be73fc7aa560979d380d2b7012efa',0);
CREATE UNIQUE INDEX ix_access_pin_hash ON access (pin_hash);
COMMIT;
