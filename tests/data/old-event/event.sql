-- A played event, written by the code of commit 2471cfc, before stored set-ups had a format.
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
INSERT INTO "access" VALUES(1,'','organiser','',1,0,'9a501e93d2fd0cf0cfb1196c131638cd4c2a540d63712d3223e0b499b84c72c0',NULL,'');
INSERT INTO "access" VALUES(2,'spring2024','judge','chen',1,0,'b9dfeb62c702fd019523939cecb9f742eefef350e6da1ec6a1e0f392a748e2d8','265cdfc511c0255aeed53f0aaf21c9b6320fa012e984e479ebf3c1013bf89e05','');
INSERT INTO "access" VALUES(3,'spring2024','judge','lin',1,0,'5dfb6ae0d3a0c361cf4bb0b53c96f57e287c87e5a7224486a66b6dc10a5ac76e','6064c7424328f95c12624456b804d74baea0368442d7a5f4656f472fc3c4d29f','');
INSERT INTO "access" VALUES(4,'spring2024','judge','wu',1,0,'3f34a6d3d13b1314a7cdb3627ad0c00b3d8f9e0218f91e0016d609df468070c6','a6c987f2ae86a8f96901ac51dbed949514ab26c78548e82b91986cbef927b8c7','');
INSERT INTO "access" VALUES(5,'spring2024','judge','zhao',1,0,'f5a0719403e137671f9f4d3af83dfaf9d46a41fbc59999d89bcd2614507cea6c','d2b67966147ee0dcb27b740484cd648b11543e78000a76257b5ae4ff1d7560d5','');
INSERT INTO "access" VALUES(6,'spring2024','organiser','',1,0,'4e057400cb8fcc3d4c65f45a0676051ad65dfd2dd1c7c92decefdf71989ba2f2',NULL,'');
INSERT INTO "access" VALUES(7,'spring2024','scorer','',1,0,'f93a367c92d8d6818cbe75ff3bfffd7248b728e93e595fe5dd0b8ca4b953e43d',NULL,'');
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
INSERT INTO "entries" VALUES(1,1,'6b8432c6-ecb8-4236-a767-fcd8458dbb89','setup','organiser:console','2024-04-13T09:00:14+08:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"setup":{"date":"2024-04-13","judges":[{"id":"lin","name":"林老师","recused":[]},{"id":"wu","name":"吴老师","recused":["south"]},{"id":"chen","name":"陈老师","recused":[]},{"id":"zhao","name":"赵老师","recused":[]}],"locale":"zh-CN","rules":{"break_ties":"all","decimals":2,"publish":"live","ranking":"competition","tie_breaks":["fewest_deductions","round:buzzer"]},"slug":"spring2024","stages":[{"advance":2,"base":"100","carry":"0","id":"prelim","name":"初赛","rounds":[{"aggregate":"mean","awards":[],"better":"higher","decimals":2,"drop_high":1,"drop_low":0,"id":"talk","kind":"judged","max":"100","min":"0","name":"演讲","questions":null,"stakes":[],"step":"0.1","weight":"0.7"},{"aggregate":"median","awards":[],"better":"higher","decimals":1,"drop_high":0,"drop_low":0,"id":"written","kind":"judged","max":"60","min":"0","name":"笔试","questions":null,"stakes":[],"step":"1","weight":"0"},{"aggregate":"mean","awards":["10","-10"],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"buzzer","kind":"points","max":"100","min":"-100","name":"抢答题","questions":null,"stakes":[],"step":"1","weight":"1"},{"aggregate":"mean","awards":[],"better":"higher","decimals":1,"drop_high":0,"drop_low":0,"id":"risk","kind":"points","max":"100","min":"-100","name":"风险题","questions":1,"stakes":["5","10"],"step":"1","weight":"0.15"}]},{"advance":null,"base":"0","carry":"0.5","id":"final","name":"决赛","rounds":[{"aggregate":"sum","awards":[],"better":"higher","decimals":1,"drop_high":0,"drop_low":0,"id":"joint","kind":"judged","max":"20","min":"0","name":"共答题","questions":null,"stakes":[],"step":"1","weight":"0.333"},{"aggregate":"mean","awards":["2","-2"],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"last","kind":"points","max":"20","min":"-20","name":"抢答题","questions":null,"stakes":[],"step":"1","weight":"1"}]}],"subtitle":"第三届技能竞赛","teams":[{"colour":"","guest":false,"id":"east","members":[],"name":"城东队","organisation":"","region":"城东"},{"colour":"","guest":false,"id":"west","members":[],"name":"城西队","organisation":"","region":""},{"colour":"","guest":false,"id":"north","members":[{"name":"李明","role":"医师"}],"name":"城北队","organisation":"北区医院","region":""},{"colour":"","guest":false,"id":"south","members":[],"name":"城南队","organisation":"","region":""},{"colour":"","guest":false,"id":"river","members":[],"name":"沿江队","organisation":"","region":""},{"colour":"","guest":true,"id":"guest","members":[],"name":"表演队","organisation":"","region":""}],"timezone":"Asia/Shanghai","title":"春季学术年会"}}','03df0bee7797184a39e2934f04a41eb5bf2f055e9937b7519d9e0b99e41518ef');
INSERT INTO "entries" VALUES(1,2,'110050fa-5253-4275-b427-df753c833630','open','scorer','2024-04-13T09:00:21+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','e14776237fd61ada5348f5ea3688e8a4432cf2a6bc5e7d917e1392a19963a6db');
INSERT INTO "entries" VALUES(1,3,'b06e06ce-c7cf-4f86-9d16-651ad18baa81','mark','judge:lin','2024-04-13T09:00:28+08:00',NULL,'talk','east','lin','90',NULL,NULL,'{}','057104199567c8d191f2db4d937956b8c7877da19a3c82a8406cf2f4dd1fff15');
INSERT INTO "entries" VALUES(1,4,'75c0a996-9b69-4a24-b7fe-628bb258ff6e','mark','judge:wu','2024-04-13T09:00:35+08:00',NULL,'talk','east','wu','91',NULL,NULL,'{}','32d8da59ba17053d4b812c729f41a5c74b75c8c5e591d8cb687c652bb5aff742');
INSERT INTO "entries" VALUES(1,5,'d9660bd8-d914-45f9-beae-7e3462b13bdc','mark','judge:chen','2024-04-13T09:00:42+08:00',NULL,'talk','east','chen','91',NULL,NULL,'{}','9ddaf1ac616dd796fcb31a6507bcc959ddd4c25d1eabc4ea5c0cb98b7a63d93f');
INSERT INTO "entries" VALUES(1,6,'6dde2667-7b4c-440f-b1bd-907f3f9f3fab','mark','judge:zhao','2024-04-13T09:00:49+08:00',NULL,'talk','east','zhao','95',NULL,NULL,'{}','f1e9c72df7c2968388354f63893ce952db7bab6e8dd6cff98d66f4b383512df4');
INSERT INTO "entries" VALUES(1,7,'7de43888-7d47-491f-ba5e-3007931e1b6f','mark','judge:lin','2024-04-13T09:00:56+08:00',NULL,'talk','west','lin','88.4',NULL,NULL,'{}','0ef9a457df2676ef9ab2b70ddda19ebcc3bb69f3969589bf420a73b1c692533f');
INSERT INTO "entries" VALUES(1,8,'197f3ce6-318e-4a57-9842-491f0fceda4f','mark','judge:wu','2024-04-13T09:01:03+08:00',NULL,'talk','west','wu','90',NULL,NULL,'{}','594e5ce92ad336ea72d6ea8c47b5fa177c673477655409ed21de3f007ecc9e59');
INSERT INTO "entries" VALUES(1,9,'0f872893-b0d4-466b-8aeb-31f529d2399e','mark','judge:chen','2024-04-13T09:01:10+08:00',NULL,'talk','west','chen','88.7',NULL,NULL,'{}','16b8a8640d3a99a0140a85fc93cac68e1d158087bf49aa0a56836eea34995ee6');
INSERT INTO "entries" VALUES(1,10,'e576ad76-d1e1-459b-94f0-7c5619e3347e','mark','judge:zhao','2024-04-13T09:01:17+08:00',NULL,'talk','west','zhao','93.3',NULL,NULL,'{}','9ab54c6494a95b72bd8bfe9f7efa45561b88b27c7c48f44de21ab4a2df5cd4fe');
INSERT INTO "entries" VALUES(1,11,'47e36a61-816f-4a4e-be49-160afb9ad900','mark','judge:lin','2024-04-13T09:01:24+08:00',NULL,'talk','north','lin','85.5',NULL,NULL,'{}','d5c517df88eb4495a4c937b4b44d308ace49329ac24d0a8d8ed09f97bd655682');
INSERT INTO "entries" VALUES(1,12,'2b595876-e96f-450f-a422-9b6b776e0d91','mark','judge:wu','2024-04-13T09:01:31+08:00',NULL,'talk','north','wu','86.2',NULL,NULL,'{}','b9214c49fe0783634bf7cec4a2f8fbf939fe552b94eb2673b095cfbc33464937');
INSERT INTO "entries" VALUES(1,13,'669da639-a5f8-47bd-be78-425cb83cbbc9','mark','judge:chen','2024-04-13T09:01:38+08:00',NULL,'talk','north','chen','87.7',NULL,NULL,'{}','3c1ea35164be76c5fc8149fe05679f14f85388d021b47a2b8c0066f1e610248d');
INSERT INTO "entries" VALUES(1,14,'7cde7700-b514-418a-a2c0-0a28ca752e67','mark','judge:zhao','2024-04-13T09:01:45+08:00',NULL,'talk','north','zhao','90',NULL,NULL,'{}','6b104eb8b1d4ff87abc348cfd6224b1d44ad6d9de70a2a7df58e8670344113f5');
INSERT INTO "entries" VALUES(1,15,'0382e4ce-04fc-4009-91d5-29c1804ebda1','mark','judge:lin','2024-04-13T09:01:52+08:00',NULL,'talk','river','lin','86.5',NULL,NULL,'{}','82efd4d0eade19d3606b0e0b848f91907727a8158976a2201ea3fb6b973f968f');
INSERT INTO "entries" VALUES(1,16,'6948e0bf-588f-4001-a3d7-551773dff334','mark','judge:wu','2024-04-13T09:01:59+08:00',NULL,'talk','river','wu','86.2',NULL,NULL,'{}','d0601a2c7ef8554a80d0ca16364e4483ecc48bbb9488427913a3afb40911fbdb');
INSERT INTO "entries" VALUES(1,17,'362da4ea-41e6-4965-ab50-cee37a3582fc','mark','judge:chen','2024-04-13T09:02:06+08:00',NULL,'talk','river','chen','87.7',NULL,NULL,'{}','4f92f6ea7094116873fde96193c0d7b546d3696137cd78a06552df3006464014');
INSERT INTO "entries" VALUES(1,18,'359be779-11e3-4d83-a807-b54aaed23c07','mark','judge:zhao','2024-04-13T09:02:13+08:00',NULL,'talk','river','zhao','90',NULL,NULL,'{}','8118db1f6a383f9d9659975cf116865bfb078a85780bfc3f104ca5d2da87819d');
INSERT INTO "entries" VALUES(1,19,'ba2d7506-5ef1-4e33-b5e6-18e5add603b5','mark','judge:lin','2024-04-13T09:02:20+08:00',NULL,'talk','guest','lin','70',NULL,NULL,'{}','0ec91048b0c7fa8f2b918d3a5c65def14fd49f7bcb04826804091a9e5658c9e1');
INSERT INTO "entries" VALUES(1,20,'d8cfa8f3-7d8d-4a06-8d92-c48d128a7157','mark','judge:wu','2024-04-13T09:02:27+08:00',NULL,'talk','guest','wu','75',NULL,NULL,'{}','9abcbfa723842229b3b5aa313beffe95cdf1de465728b4385ca2e0680ee57712');
INSERT INTO "entries" VALUES(1,21,'c03fabfd-7882-4eee-ac03-3a0ae45cc382','mark','judge:chen','2024-04-13T09:02:34+08:00',NULL,'talk','guest','chen','80',NULL,NULL,'{}','bf2e7f23675ffd42ad12c948397fb2e133fd6d940a60851433a0089e959772b8');
INSERT INTO "entries" VALUES(1,22,'2c10d58a-6ac0-4b68-ad99-661c6c5628af','mark','judge:zhao','2024-04-13T09:02:41+08:00',NULL,'talk','guest','zhao','85',NULL,NULL,'{}','5c4aaacf06ca61b5f50d6102a6b828f0b25b833ec34ca6c6120a163891639315');
INSERT INTO "entries" VALUES(1,23,'6e8fe676-6bf6-4ff3-a888-dfe815a3ece9','correction','scorer','2024-04-13T09:02:48+08:00',NULL,'talk','north','lin','86.5','看错一位数字',NULL,'{}','00b39effe77848ab7d7beaa91a85d0a04b7053815d437f98c29b512d98836d03');
INSERT INTO "entries" VALUES(1,24,'f4cfb416-99fa-455d-b190-f7d11f225242','excuse','scorer','2024-04-13T09:02:55+08:00',NULL,'talk',NULL,'zhao',NULL,'平板故障离席',NULL,'{}','58d05e53369a9f7826a9da144453f605e3a17257c10c7a9a014b35ab990f78ab');
INSERT INTO "entries" VALUES(1,25,'59b842ee-6cda-47ce-b2ed-f1a694526f75','mark','judge:lin','2024-04-13T09:03:02+08:00',NULL,'talk','south','lin','89.9',NULL,NULL,'{}','9ddf8b34c9182319f4464fc33fc217273c7185727ec4360356aefd08d46de960');
INSERT INTO "entries" VALUES(1,26,'b81d7a2b-aecb-4663-a688-448ad4338c73','mark','judge:chen','2024-04-13T09:03:09+08:00',NULL,'talk','south','chen','90.3',NULL,NULL,'{}','5aaaf1d6ec06283d9d52eecb178ba309dbf7b4234008a09599bd66ebb56c0747');
INSERT INTO "entries" VALUES(1,27,'cc1d3ae5-2b92-4b53-a5f0-a27cdf471143','close','scorer','2024-04-13T09:03:16+08:00',NULL,'talk',NULL,NULL,NULL,NULL,NULL,'{}','869467300282010eea355ed746c27583fb5a9fc7fe4f6137b99256e567b2fc2f');
INSERT INTO "entries" VALUES(1,28,'942ae665-05ce-48ee-807f-d4682bc2a5cc','open','scorer','2024-04-13T09:03:23+08:00',NULL,'written',NULL,NULL,NULL,NULL,NULL,'{}','53c75c9cb526ce922513bb1e2ec7b3b7910cfe0449c3d83e43578df7361b5695');
INSERT INTO "entries" VALUES(1,29,'64a71c30-6264-4712-af10-0e28123e6056','mark','judge:lin','2024-04-13T09:03:30+08:00',NULL,'written','east','lin','50',NULL,NULL,'{}','19f1adafced7fc5a9ca59149dc88f1f25c8be39d99111b9647d3e1a7e5247c53');
INSERT INTO "entries" VALUES(1,30,'2d22aa5d-1ad6-4803-b5b8-05f494320e35','mark','judge:wu','2024-04-13T09:03:37+08:00',NULL,'written','east','wu','52',NULL,NULL,'{}','c4e695349a97771485b01d9573534d212b8adac27b2cc2e5f9904694f26ebc5b');
INSERT INTO "entries" VALUES(1,31,'8404d9c7-ae4d-4542-b8fb-c579a23bc7f2','mark','judge:chen','2024-04-13T09:03:44+08:00',NULL,'written','east','chen','51',NULL,NULL,'{}','7e6e8fdd7e1b1e08f0f6178cb584f141943f0bb74bfa0ad20b7b7cec9371f7c8');
INSERT INTO "entries" VALUES(1,32,'a04b2371-244b-403f-b16c-e6ca28be2944','mark','judge:zhao','2024-04-13T09:03:51+08:00',NULL,'written','east','zhao','52',NULL,NULL,'{}','08dcb5b9c5bacd0a8037c31cd151a73746f0f5308f4dc15902f1bb1ee6d0533d');
INSERT INTO "entries" VALUES(1,33,'60f6cb1f-2b53-4237-baf2-6ed2d7a07d91','mark','judge:lin','2024-04-13T09:03:58+08:00',NULL,'written','west','lin','44',NULL,NULL,'{}','f6072c13da077ae168ee23cd2975aea6d088d65029c7b765616bca1ce0481eae');
INSERT INTO "entries" VALUES(1,34,'9e269357-c2d4-46ba-b9c2-78fccc75ea2f','mark','judge:wu','2024-04-13T09:04:05+08:00',NULL,'written','west','wu','45',NULL,NULL,'{}','ae346932c48a579098bb30ffb51de057e516b94c88ef925c021e4cc352473c18');
INSERT INTO "entries" VALUES(1,35,'445ea2df-ed19-4bc5-b278-c39f56f23801','mark','judge:chen','2024-04-13T09:04:12+08:00',NULL,'written','west','chen','47',NULL,NULL,'{}','0ac0870fa0f69b94e1f95a42f8408857478285541338f21afde382cbb77d0a88');
INSERT INTO "entries" VALUES(1,36,'24edc590-0fe4-408e-a949-8c676bd03348','mark','judge:zhao','2024-04-13T09:04:19+08:00',NULL,'written','west','zhao','48',NULL,NULL,'{}','2eb1cd9c315ffa410f1f2b768055a30010626b1edbec65b7c7ad385baf08195c');
INSERT INTO "entries" VALUES(1,37,'d363dee2-d449-4c18-9b89-d7f2d3810e33','mark','judge:lin','2024-04-13T09:04:26+08:00',NULL,'written','north','lin','60',NULL,NULL,'{}','1ae0bdbecf1cf440c2c742d44cbb1bc0fc962255f4b3ea241311ac4e71a03c78');
INSERT INTO "entries" VALUES(1,38,'90d5c0b0-6352-4af2-aec9-ffceaf6f0003','mark','judge:wu','2024-04-13T09:04:33+08:00',NULL,'written','north','wu','58',NULL,NULL,'{}','bd786daedd7d190da7427992e75769d8447bcbd87d53e47581d4ce72af92be9b');
INSERT INTO "entries" VALUES(1,39,'988bb3b9-1369-4ff8-b3df-4cf48d4c0403','mark','judge:chen','2024-04-13T09:04:40+08:00',NULL,'written','north','chen','59',NULL,NULL,'{}','616991bf5b7dd8419b35d75f6cda3af4f3a92c02813091c3eed1f46a3d995cab');
INSERT INTO "entries" VALUES(1,40,'ca989641-7be2-4f69-8f91-88e8c9b61f86','mark','judge:zhao','2024-04-13T09:04:47+08:00',NULL,'written','north','zhao','59',NULL,NULL,'{}','4b5a8715ad0d20a9e24d8e6922a389671a0c75a910457c503860aacdf167e807');
INSERT INTO "entries" VALUES(1,41,'2e3bf620-3255-4680-a47e-deb755f1cb96','mark','judge:lin','2024-04-13T09:04:54+08:00',NULL,'written','south','lin','40',NULL,NULL,'{}','b3cd108f48e3f84627fe0cd567dcd997202d557c2ebe6f2cb0f679416d03b7ce');
INSERT INTO "entries" VALUES(1,42,'0fa32a48-c955-49eb-8bf1-4ccbaa95fce4','mark','judge:chen','2024-04-13T09:05:01+08:00',NULL,'written','south','chen','41',NULL,NULL,'{}','01e9bf861e37a005a203e4315f9aae50bd9891355a7310b6c0cc1c35502e470f');
INSERT INTO "entries" VALUES(1,43,'1ad764b9-f02e-4985-a1f7-a1813d2d4ca1','mark','judge:zhao','2024-04-13T09:05:08+08:00',NULL,'written','south','zhao','43',NULL,NULL,'{}','6a9a50f5f43fcbf2d3da145113e4e12fa1ff33d4b5840a79b6e2639e430bc368');
INSERT INTO "entries" VALUES(1,44,'e8ad7217-5b01-4221-b758-85cc6528a432','close','scorer','2024-04-13T09:05:15+08:00',NULL,'written',NULL,NULL,NULL,NULL,NULL,'{}','a03e5f7da9d411178278509a6372d3c54df78ff800d4a57bf4cfae74b7651c35');
INSERT INTO "entries" VALUES(1,45,'ce408c2a-5439-47f0-8688-9a9ef03f3500','open','scorer','2024-04-13T09:05:22+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','c5655152d8bdc1ce6ae663ccde7a1605e256233da23e48ce7ca25685c57d1ef9');
INSERT INTO "entries" VALUES(1,46,'53bef1cd-5085-401d-9b5c-4e05a1c4463f','award','judge:lin','2024-04-13T09:05:29+08:00',NULL,'buzzer','east',NULL,'10',NULL,NULL,'{}','f4a563b3423ec2a759f5c43363659ce2d54b29723b8d4f798e47d845f7099b04');
INSERT INTO "entries" VALUES(1,47,'a568b9aa-a4a3-45a5-91b0-4ab4f0be321b','award','judge:wu','2024-04-13T09:05:36+08:00',NULL,'buzzer','west',NULL,'10',NULL,NULL,'{"question":2}','49ff503db0b98fb151d80ab9d1ae728f7ff79a222f837e6b390e299852f644f1');
INSERT INTO "entries" VALUES(1,48,'a64d0a3d-c03a-4c01-af43-4003e45651ed','award','judge:chen','2024-04-13T09:05:43+08:00',NULL,'buzzer','north',NULL,'-10',NULL,NULL,'{"note":"抢答犯规"}','9379d0c03b9d1c78bf7636107bdc7419b3e29c491b2286c1b2c5fe820949ca23');
INSERT INTO "entries" VALUES(1,49,'cfbc7719-3509-4a3b-a5a1-4722cb463612','award','judge:lin','2024-04-13T09:05:50+08:00',NULL,'buzzer','south',NULL,'10',NULL,NULL,'{}','d88533ce4613b4c24844131133dcd5bb57fbb8711997ee537b4e2ef681d68683');
INSERT INTO "entries" VALUES(1,50,'31b4bce2-ec8b-49a7-8b09-f9e17f12985d','undo','judge:lin','2024-04-13T09:05:57+08:00',NULL,'buzzer','south',NULL,NULL,NULL,49,'{}','5501e4605269bdb376d30195ae34de4cdf0d2d96ab9cabf4d23e60dfe716729c');
INSERT INTO "entries" VALUES(1,51,'1296e07d-0432-4bae-9ff1-f0b31041b557','award','judge:lin','2024-04-13T09:06:04+08:00',NULL,'buzzer','river',NULL,'-10',NULL,NULL,'{"question":3}','f02037ccfdc1464cb5e37b069f54f00311ff11911af008f73ece4301de8eaf26');
INSERT INTO "entries" VALUES(1,52,'72517b9c-cfca-4afd-96e1-6aeb5bcca3b5','award','judge:lin','2024-04-13T09:06:11+08:00',NULL,'buzzer','river',NULL,'10',NULL,NULL,'{"question":4}','6989801c2720eeb4a1fce1039607abd25538acfa6bace44a92f39199caf3b004');
INSERT INTO "entries" VALUES(1,53,'cd6e86c9-b506-45f2-9310-c0f2f58716da','award','judge:zhao','2024-04-13T09:06:18+08:00',NULL,'buzzer','south',NULL,'10',NULL,NULL,'{}','eb0a8834dad9574dd78fc7d82f305d814a74218394ec295a25322d398720da7d');
INSERT INTO "entries" VALUES(1,54,'711933a9-3064-4f7f-a58d-0592124cc322','award','scorer','2024-04-13T09:06:25+08:00',NULL,'buzzer','south',NULL,'2.5',NULL,NULL,'{}','018d09f81814e7ff7217155ecaa14bdce4b9a884d12cb02785b3d093001f83f4');
INSERT INTO "entries" VALUES(1,55,'a575485f-4c38-4f52-a126-1b8a97f746cd','undo','scorer','2024-04-13T09:06:32+08:00',NULL,'buzzer','north',NULL,NULL,'不是犯规',48,'{}','fe3703811b0272e0b061f9a1d4a9e84ecee8a724b3a69dbccb0aa301525a14aa');
INSERT INTO "entries" VALUES(1,56,'52917856-2fa2-4b85-9cbb-536cccad83dd','close','scorer','2024-04-13T09:06:39+08:00',NULL,'buzzer',NULL,NULL,NULL,NULL,NULL,'{}','4619dca4a9a8dca2353d9b3bc980cfb3b815183f19558df0c54a4c11f1412bdf');
INSERT INTO "entries" VALUES(1,57,'453d7fea-9c32-4348-9e40-07b6641835cc','setup','organiser','2024-04-13T09:06:46+08:00',NULL,NULL,NULL,NULL,NULL,'更名',NULL,'{"setup":{"date":"2024-04-13","judges":[{"id":"lin","name":"林老师","recused":[]},{"id":"wu","name":"吴老师","recused":["south"]},{"id":"chen","name":"陈老师","recused":[]},{"id":"zhao","name":"赵老师","recused":[]}],"locale":"zh-CN","rules":{"break_ties":"all","decimals":2,"publish":"live","ranking":"competition","tie_breaks":["fewest_deductions","round:buzzer"]},"slug":"spring2024","stages":[{"advance":2,"base":"100","carry":"0","id":"prelim","name":"初赛","rounds":[{"aggregate":"mean","awards":[],"better":"higher","decimals":2,"drop_high":1,"drop_low":0,"id":"talk","kind":"judged","max":"100","min":"0","name":"演讲","questions":null,"stakes":[],"step":"0.1","weight":"0.7"},{"aggregate":"median","awards":[],"better":"higher","decimals":1,"drop_high":0,"drop_low":0,"id":"written","kind":"judged","max":"60","min":"0","name":"笔试","questions":null,"stakes":[],"step":"1","weight":"0"},{"aggregate":"mean","awards":["10","-10"],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"buzzer","kind":"points","max":"100","min":"-100","name":"抢答题","questions":null,"stakes":[],"step":"1","weight":"1"},{"aggregate":"mean","awards":[],"better":"higher","decimals":1,"drop_high":0,"drop_low":0,"id":"risk","kind":"points","max":"100","min":"-100","name":"风险题","questions":1,"stakes":["5","10"],"step":"1","weight":"0.25"}]},{"advance":null,"base":"0","carry":"0.5","id":"final","name":"决赛","rounds":[{"aggregate":"sum","awards":[],"better":"higher","decimals":1,"drop_high":0,"drop_low":0,"id":"joint","kind":"judged","max":"20","min":"0","name":"共答题","questions":null,"stakes":[],"step":"1","weight":"0.333"},{"aggregate":"mean","awards":["2","-2"],"better":"higher","decimals":null,"drop_high":0,"drop_low":0,"id":"last","kind":"points","max":"20","min":"-20","name":"抢答题","questions":null,"stakes":[],"step":"1","weight":"1"}]}],"subtitle":"第三届技能竞赛","teams":[{"colour":"","guest":false,"id":"east","members":[],"name":"城东队","organisation":"","region":"城东"},{"colour":"","guest":false,"id":"west","members":[],"name":"城西队","organisation":"","region":""},{"colour":"","guest":false,"id":"north","members":[{"name":"李明","role":"医师"}],"name":"城北队","organisation":"北区医院","region":""},{"colour":"","guest":false,"id":"south","members":[],"name":"城南联队","organisation":"","region":""},{"colour":"","guest":false,"id":"river","members":[],"name":"沿江队","organisation":"","region":""},{"colour":"","guest":true,"id":"guest","members":[],"name":"表演队","organisation":"","region":""}],"timezone":"Asia/Shanghai","title":"春季学术年会"}}','2232d0d920ed6f0573da76964257a20cbec8c858fa4acf4e96a6333454239da0');
INSERT INTO "entries" VALUES(1,58,'235f6108-8b5e-49c9-ab2a-99cd3a200cfe','open','scorer','2024-04-13T09:06:53+08:00',NULL,'risk',NULL,NULL,NULL,NULL,NULL,'{}','e8598e8dd70be1bd31bd1361a0b4d130e20c00db1fec3a3e0760147cd70f22a1');
INSERT INTO "entries" VALUES(1,59,'fca1b6f8-9a98-44ef-85eb-8cb6d39133df','order','scorer','2024-04-13T09:07:00+08:00',NULL,'risk',NULL,NULL,NULL,NULL,NULL,'{"lots":[["north","river"]],"order":["south","east","west","north","river","guest"]}','d286840782ee2c0fcea62ced3cde000c764c5e0e06e4cfa6be18b59b7dd41296');
INSERT INTO "entries" VALUES(1,60,'98a0cd1f-62b6-45f5-ac4b-573d8ada9440','award','judge:lin','2024-04-13T09:07:07+08:00',NULL,'risk','east',NULL,'0',NULL,NULL,'{"outcome":"declined","stake":"5"}','19c05534f94a480a540b33fedb3a7a1e2f53a588b3a642879596f5825f3272ee');
INSERT INTO "entries" VALUES(1,61,'49c98814-2ea9-4018-aa37-508a9cc4e74c','award','judge:wu','2024-04-13T09:07:14+08:00',NULL,'risk','west',NULL,'10',NULL,NULL,'{"outcome":"right","stake":"10"}','2bdf756a08229f10b890e460df43c4553b7807871c2245f06a4826196db32224');
INSERT INTO "entries" VALUES(1,62,'ac650c7a-831d-444e-81a9-1f2755dbf33c','award','judge:lin','2024-04-13T09:07:21+08:00',NULL,'risk','north',NULL,'0',NULL,NULL,'{"outcome":"declined","stake":"5"}','025736e566e1ebdf49fb16e397172ec06ac69c67304083a728dc44cb929bc518');
INSERT INTO "entries" VALUES(1,63,'49b2dc98-4851-4583-a92c-7afa667d5ac6','award','judge:lin','2024-04-13T09:07:28+08:00',NULL,'risk','river',NULL,'0',NULL,NULL,'{"outcome":"declined","stake":"10"}','9a3406e443cde8f1fcc3f1de41b25e4daaf6a1377e60864bb43d233f8bcea8fa');
INSERT INTO "entries" VALUES(1,64,'bb503140-cca2-461a-af6b-3929f1fec50b','award','scorer','2024-04-13T09:07:35+08:00',NULL,'risk','south',NULL,'5',NULL,NULL,'{"outcome":"right","stake":"5"}','89fcf6bbdc9aa745c6818c7c3ffa1e7db86f3453c168180ce4b902fd5d75b596');
INSERT INTO "entries" VALUES(1,65,'9b044353-bf4b-4d43-a953-a7eb3c3903b7','correction','scorer','2024-04-13T09:07:42+08:00',NULL,'risk','east',NULL,'5','裁判改判',NULL,'{}','a4f32bac742f251e73ff6f0b2056a9ddd352c820616eac1f17c4b74c8a168635');
INSERT INTO "entries" VALUES(1,66,'f2627f73-833e-4344-8ccd-9bd9443191ec','close','scorer','2024-04-13T09:07:49+08:00',NULL,'risk',NULL,NULL,NULL,NULL,NULL,'{}','f60374aa90e336d81275e3c138c098e6a3e6a8defaf96c46059ce20a5728acc9');
INSERT INTO "entries" VALUES(1,67,'c5caa4ff-f6c0-4f0a-93a8-5695a64ee029','penalty','scorer','2024-04-13T09:07:56+08:00','prelim',NULL,'west',NULL,'-0.05','超时',NULL,'{}','5179c760aebc72596e2a6c094fa21852b2a92eafdc8d7efb234423da019f0016');
INSERT INTO "entries" VALUES(1,68,'17cf6f85-8b23-4a28-98e7-7ae0ef10f394','playoff','scorer','2024-04-13T09:08:03+08:00','prelim','playoff1',NULL,NULL,NULL,'晋级名额同分',NULL,'{"awards":["1","-1"],"max":"1000","min":"-1000","name":"Play-off","teams":["east","west"]}','5a184cbb0330d21a3db52d5fa0e9ff09454933879a5c116a81b512db5264b164');
INSERT INTO "entries" VALUES(1,69,'85fc9459-59e7-4754-9648-3f62df832e18','award','judge:chen','2024-04-13T09:08:10+08:00',NULL,'playoff1','west',NULL,'1',NULL,NULL,'{}','df5c4585816802418a671c1eeada0bbb0aa3a104090ef473f2fbb890da28f7d5');
INSERT INTO "entries" VALUES(1,70,'85b569cd-b29b-440a-88e4-676397a29f1b','close','scorer','2024-04-13T09:08:17+08:00',NULL,'playoff1',NULL,NULL,NULL,NULL,NULL,'{}','65be7c2920c07f21da2fd7a48cb053755c59ee7b9d3496c55322388a9a8470eb');
INSERT INTO "entries" VALUES(1,71,'a780f6e3-73d6-4615-b223-37208ef09846','advance','scorer','2024-04-13T09:08:24+08:00','prelim',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["south","west"]}','70221030b18860053b506913a2e9f8a6b62a8acc4ad838b624d166c59dadf504');
INSERT INTO "entries" VALUES(1,72,'851e892c-52de-4641-bdb4-ba57e80ca317','open','scorer','2024-04-13T09:08:31+08:00',NULL,'joint',NULL,NULL,NULL,NULL,NULL,'{}','24ef84f2b4109c8222fdfd898285e4dcaadf68554b552fd07a111b7b3ce4781d');
INSERT INTO "entries" VALUES(1,73,'1f43f761-ad7c-49c5-a49d-8738ebc8eca6','mark','judge:lin','2024-04-13T09:08:38+08:00',NULL,'joint','south','lin','18',NULL,NULL,'{}','ff0df702dae7cb754ef74d75e0c02a7fb0b57e55c4ec6dd39dc2fea64ff4e56f');
INSERT INTO "entries" VALUES(1,74,'8065ee77-bdfb-4d8f-9f1c-d94536e30afe','mark','judge:chen','2024-04-13T09:08:45+08:00',NULL,'joint','south','chen','17',NULL,NULL,'{}','d0ae72cf2a1ca17204a6d8c0aacb293a26cb670dcd5beb565bcbcd4f61f924b0');
INSERT INTO "entries" VALUES(1,75,'19829342-4a46-42b0-aecd-4a9fb957600f','mark','judge:zhao','2024-04-13T09:08:52+08:00',NULL,'joint','south','zhao','16',NULL,NULL,'{}','5e179a71c6673d771ae7d02481bdf25fcf100c135007fc736636b7964cd34936');
INSERT INTO "entries" VALUES(1,76,'8a5d709d-23fa-4566-b824-78859ab7695c','mark','judge:lin','2024-04-13T09:08:59+08:00',NULL,'joint','west','lin','18',NULL,NULL,'{}','f1759aa79afbc8150fb538446d6b9102db5e47620e365d1778e7a4667eb47ca8');
INSERT INTO "entries" VALUES(1,77,'c2e04ccf-14aa-46a0-b746-0c8fbe9f94fe','mark','judge:wu','2024-04-13T09:09:06+08:00',NULL,'joint','west','wu','18',NULL,NULL,'{}','54d5116cf44278e17aa644c61c3259fff1093acf9591fc260df7c077ca4c0a0e');
INSERT INTO "entries" VALUES(1,78,'3b891359-067e-4fe5-9668-6588e7ce4e07','mark','judge:chen','2024-04-13T09:09:13+08:00',NULL,'joint','west','chen','17',NULL,NULL,'{}','2cda332def61a4bcca1fe0618def7841fd3e4d15feb63a22db0a7bdbc3e46254');
INSERT INTO "entries" VALUES(1,79,'3c7f8da5-8fc3-4408-ad75-b6bcb6bde722','mark','judge:zhao','2024-04-13T09:09:20+08:00',NULL,'joint','west','zhao','16',NULL,NULL,'{}','a151d82c198be2838403d02044bf7ab0903dc6f1afbd3f606db801b7f4297fad');
INSERT INTO "entries" VALUES(1,80,'29faa2af-7bcd-40a5-9f49-0c1df414db82','close','scorer','2024-04-13T09:09:27+08:00',NULL,'joint',NULL,NULL,NULL,NULL,NULL,'{}','9d3695753165d6424956c216e2084f5d58b420e4965707faa0b71a3f3cd0a1a6');
INSERT INTO "entries" VALUES(1,81,'ffedb5fb-cda7-470f-b5f1-622e3877c12d','open','scorer','2024-04-13T09:09:34+08:00',NULL,'last',NULL,NULL,NULL,NULL,NULL,'{}','76bf488bb637c33e80f242a8dc5c178e5574c5160d97556ecb684fc62c231fc3');
INSERT INTO "entries" VALUES(1,82,'048f430c-b69a-4c45-9fd1-b49ebebcb409','award','judge:lin','2024-04-13T09:09:41+08:00',NULL,'last','south',NULL,'2',NULL,NULL,'{}','2ae40949acb38c752a2fa02f66f21e31ace3fc9030dd550907d9c4fbb22200c3');
INSERT INTO "entries" VALUES(1,83,'842f8794-ac16-441a-a657-03da5449c158','award','judge:lin','2024-04-13T09:09:48+08:00',NULL,'last','south',NULL,'2',NULL,NULL,'{}','b7b76e6cbcc778c1e3331fb33cce9d319b95a0e99e364383b6038f10bea23832');
INSERT INTO "entries" VALUES(1,84,'7cfe90a5-0663-4ffb-ac7e-3d0186e47371','award','judge:lin','2024-04-13T09:09:55+08:00',NULL,'last','west',NULL,'2',NULL,NULL,'{}','5b9f3680e031c40239c39c2ea953135a7ecf43f7f1015b9885dc5601c483c3da');
INSERT INTO "entries" VALUES(1,85,'36010c59-17c5-4072-b9ed-d8fa8f3823c7','close','scorer','2024-04-13T09:10:02+08:00',NULL,'last',NULL,NULL,NULL,NULL,NULL,'{}','95a900f0ee0e6f0ba438805a8f0aedc243d5959199e490b1edb928fd645c3cc1');
INSERT INTO "entries" VALUES(1,86,'4b31b3e2-4216-4891-991e-611b29faaee9','advance','scorer','2024-04-13T09:10:09+08:00','final',NULL,NULL,NULL,NULL,NULL,NULL,'{"teams":["west"]}','bb69398faaa354ec255bd1f389fbabd44ff33b09f2678c7e04c7e5f2e70fd80d');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	head_version INTEGER NOT NULL, 
	head_hash VARCHAR(64) NOT NULL, rehearsing BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slug)
);
INSERT INTO "events" VALUES(1,'spring2024',86,'bb69398faaa354ec255bd1f389fbabd44ff33b09f2678c7e04c7e5f2e70fd80d',0);
CREATE UNIQUE INDEX ix_access_pin_hash ON access (pin_hash);
COMMIT;
