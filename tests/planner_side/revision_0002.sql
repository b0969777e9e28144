-- A territory as Loopwise wrote it at revision 0002. Never made again: old files stay old.
BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(300) NOT NULL, 
	status VARCHAR(300) NOT NULL, 
	grade VARCHAR(300) NOT NULL, 
	street VARCHAR(300) NOT NULL, 
	postcode VARCHAR(300) NOT NULL, 
	town VARCHAR(300) NOT NULL, 
	region VARCHAR(300) NOT NULL, 
	country VARCHAR(300) NOT NULL, 
	lat DOUBLE, 
	lon DOUBLE, 
	precision VARCHAR(300) NOT NULL, 
	phone VARCHAR(300) NOT NULL, 
	email VARCHAR(300) NOT NULL, 
	website VARCHAR(300) NOT NULL, 
	calls_per_cycle DOUBLE, 
	call_minutes INTEGER, 
	opening_hours JSON, 
	notes VARCHAR(20000) NOT NULL, 
	source VARCHAR(300) NOT NULL, 
	external_id VARCHAR(300) NOT NULL, 
	since DATE, likelihood DOUBLE, must_by DATE, 
	CONSTRAINT ck_account_place_precision CHECK ((lat IS NULL) = (precision = 'none')), 
	CONSTRAINT ck_account_grade_known CHECK (grade IN ('A', 'B', 'C', 'D', '')), 
	CONSTRAINT ck_account_precision_known CHECK (precision IN ('given', 'hand', 'house', 'street', 'postcode', 'town', 'none')), 
	CONSTRAINT ck_account_status_known CHECK (status IN ('customer', 'prospect', 'lapsed')), 
	CONSTRAINT ck_account_place_whole CHECK ((lat IS NULL) = (lon IS NULL)), 
	CONSTRAINT ck_account_call_minutes_positive CHECK (call_minutes > 0), 
	CONSTRAINT ck_account_calls_per_cycle_positive CHECK (calls_per_cycle >= 0), 
	CONSTRAINT ck_account_lat_on_earth CHECK (lat BETWEEN -90 AND 90), 
	CONSTRAINT ck_account_lon_on_earth CHECK (lon BETWEEN -180 AND 180)
);
INSERT INTO "account" VALUES(1,'Aire Valley Tools','customer','A','','','','','',53.83,-1.78,'hand','','','',NULL,NULL,NULL,'','','',NULL,NULL,'2026-12-04');
INSERT INTO "account" VALUES(2,'Wharfe Gears','prospect','B','','','','','',NULL,NULL,'none','','','',NULL,NULL,NULL,'','','',NULL,0.4,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE block (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	date DATE NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text VARCHAR(300) NOT NULL, 
	place_name VARCHAR(300) NOT NULL, 
	lat DOUBLE, 
	lon DOUBLE, 
	position INTEGER, 
	uid VARCHAR(300) NOT NULL, 
	CONSTRAINT ck_block_lat_on_earth CHECK (lat BETWEEN -90 AND 90), 
	CONSTRAINT ck_block_lon_on_earth CHECK (lon BETWEEN -180 AND 180), 
	CONSTRAINT ck_block_place_whole CHECK ((lat IS NULL) = (lon IS NULL)), 
	CONSTRAINT ck_block_start_in_day CHECK (start BETWEEN 0 AND 86399), 
	CONSTRAINT ck_block_end_in_day CHECK ("end" BETWEEN 0 AND 86400), 
	CONSTRAINT ck_block_forwards CHECK (start < "end")
);
INSERT INTO "block" VALUES(1,'2026-12-01',36000,39600,'Dentist','',NULL,NULL,NULL,'');
CREATE TABLE calendar_event (
	uid VARCHAR(80) NOT NULL, 
	sequence INTEGER NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	exported_at VARCHAR(32) NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	cancelled BOOLEAN NOT NULL, 
	told JSON NOT NULL, 
	CONSTRAINT pk_calendar_event PRIMARY KEY (uid)
);
CREATE TABLE call (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account INTEGER NOT NULL, 
	day DATE NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER, 
	minutes INTEGER, 
	state VARCHAR(300) NOT NULL, 
	locked BOOLEAN NOT NULL, 
	objective VARCHAR(300) NOT NULL, 
	outcome VARCHAR(20000) NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	CONSTRAINT ck_call_state_known CHECK (state IN ('draft', 'asked', 'confirmed', 'made', 'missed')), 
	CONSTRAINT ck_call_minutes_positive CHECK (minutes > 0), 
	CONSTRAINT ck_call_start_in_day CHECK (start BETWEEN 0 AND 86399), 
	CONSTRAINT fk_call_account FOREIGN KEY(account) REFERENCES account (id), 
	CONSTRAINT uq_call_uid UNIQUE (uid)
);
INSERT INTO "call" VALUES(1,1,'2026-12-01',0,NULL,NULL,'draft',0,'trial','','cc3a8b45b16f462194f8f98d89335443');
CREATE TABLE contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account INTEGER NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	role VARCHAR(300) NOT NULL, 
	criteria VARCHAR(20000) NOT NULL, 
	phone VARCHAR(300) NOT NULL, 
	email VARCHAR(300) NOT NULL, 
	last_seen DATE, 
	left_on DATE, 
	notes VARCHAR(20000) NOT NULL, 
	CONSTRAINT fk_contact_account FOREIGN KEY(account) REFERENCES account (id)
);
INSERT INTO "contact" VALUES(1,1,'Helen Sykes','Decider','up-time','','',NULL,NULL,'');
CREATE TABLE duplicate (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account INTEGER NOT NULL, 
	other INTEGER NOT NULL, 
	score DOUBLE NOT NULL, 
	decided VARCHAR(300) NOT NULL, 
	CONSTRAINT ck_duplicate_decided_known CHECK (decided IN ('open', 'apart')), 
	CONSTRAINT fk_duplicate_account FOREIGN KEY(account) REFERENCES account (id), 
	CONSTRAINT fk_duplicate_other FOREIGN KEY(other) REFERENCES account (id), 
	CONSTRAINT uq_duplicate_account_other UNIQUE (account, other)
);
CREATE TABLE fact (
	name VARCHAR(60) NOT NULL, 
	value VARCHAR(2000) NOT NULL, 
	CONSTRAINT pk_fact PRIMARY KEY (name)
);
CREATE TABLE hotel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(300) NOT NULL, 
	lat DOUBLE NOT NULL, 
	lon DOUBLE NOT NULL, 
	price DOUBLE NOT NULL, 
	notes VARCHAR(20000) NOT NULL, 
	CONSTRAINT ck_hotel_lat_on_earth CHECK (lat BETWEEN -90 AND 90), 
	CONSTRAINT ck_hotel_lon_on_earth CHECK (lon BETWEEN -180 AND 180)
);
INSERT INTO "hotel" VALUES(1,'Inn at York',53.96,-1.08,84.5,'');
CREATE TABLE itinerary (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	date DATE NOT NULL, 
	day_off BOOLEAN NOT NULL, 
	work_start INTEGER, 
	work_end INTEGER, 
	start_name VARCHAR(300) NOT NULL, 
	start_lat DOUBLE, 
	start_lon DOUBLE, 
	end_name VARCHAR(300) NOT NULL, 
	end_lat DOUBLE, 
	end_lon DOUBLE, 
	note VARCHAR(20000) NOT NULL, 
	CONSTRAINT ck_itinerary_end_whole CHECK ((end_lat IS NULL) = (end_lon IS NULL)), 
	CONSTRAINT ck_itinerary_start_whole CHECK ((start_lat IS NULL) = (start_lon IS NULL)), 
	CONSTRAINT uq_itinerary_date UNIQUE (date)
);
INSERT INTO "itinerary" VALUES(1,'2026-12-02',1,NULL,NULL,'',NULL,NULL,'',NULL,NULL,'Leave');
CREATE TABLE journal_entry (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR(32) NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	args JSON NOT NULL, 
	state VARCHAR(8) NOT NULL
);
INSERT INTO "journal_entry" VALUES(1,'2026-11-24T09:00:00+00:00','record_made','{"kind": "account", "id": 1, "name": "Aire Valley Tools"}','done');
INSERT INTO "journal_entry" VALUES(2,'2026-11-24T09:00:00+00:00','record_made','{"kind": "account", "id": 2, "name": "Wharfe Gears"}','done');
INSERT INTO "journal_entry" VALUES(3,'2026-11-24T09:00:00+00:00','record_made','{"kind": "contact", "id": 1, "name": "Aire Valley Tools"}','done');
INSERT INTO "journal_entry" VALUES(4,'2026-11-24T09:00:00+00:00','record_made','{"kind": "order", "id": 1, "name": "Aire Valley Tools"}','done');
INSERT INTO "journal_entry" VALUES(5,'2026-11-24T09:00:00+00:00','record_made','{"kind": "call", "id": 1, "name": "Aire Valley Tools"}','done');
INSERT INTO "journal_entry" VALUES(6,'2026-11-24T09:00:00+00:00','record_made','{"kind": "turnover", "id": 1, "name": "Aire Valley Tools"}','done');
INSERT INTO "journal_entry" VALUES(7,'2026-11-24T09:00:00+00:00','record_made','{"kind": "block", "id": 1, "name": ""}','done');
INSERT INTO "journal_entry" VALUES(8,'2026-11-24T09:00:00+00:00','record_made','{"kind": "hotel", "id": 1, "name": "Inn at York"}','done');
INSERT INTO "journal_entry" VALUES(9,'2026-11-24T09:00:00+00:00','record_made','{"kind": "itinerary", "id": 1, "name": ""}','done');
INSERT INTO "journal_entry" VALUES(10,'2026-11-24T09:00:00+00:00','record_changed','{"kind": "account", "id": 1, "name": "Aire Valley Tools"}','done');
INSERT INTO "journal_entry" VALUES(11,'2026-11-24T09:00:00+00:00','record_changed','{"kind": "account", "id": 2, "name": "Wharfe Gears"}','undone');
CREATE TABLE journal_image (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	entry INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	"row" INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	CONSTRAINT fk_journal_image_entry FOREIGN KEY(entry) REFERENCES journal_entry (id)
);
INSERT INTO "journal_image" VALUES(1,1,'account',1,NULL,'{"id": 1, "name": "Aire Valley Tools", "status": "customer", "grade": "A", "street": "", "postcode": "", "town": "", "region": "", "country": "", "lat": 53.83, "lon": -1.78, "precision": "hand", "phone": "", "email": "", "website": "", "calls_per_cycle": null, "call_minutes": null, "opening_hours": null, "notes": "", "source": "", "external_id": "", "since": null, "likelihood": null, "must_by": null}');
INSERT INTO "journal_image" VALUES(2,2,'account',2,NULL,'{"id": 2, "name": "Wharfe Gears", "status": "prospect", "grade": "B", "street": "", "postcode": "", "town": "", "region": "", "country": "", "lat": null, "lon": null, "precision": "none", "phone": "", "email": "", "website": "", "calls_per_cycle": null, "call_minutes": null, "opening_hours": null, "notes": "", "source": "", "external_id": "", "since": null, "likelihood": 0.4, "must_by": null}');
INSERT INTO "journal_image" VALUES(3,3,'contact',1,NULL,'{"id": 1, "account": 1, "name": "Helen Sykes", "role": "Decider", "criteria": "up-time", "phone": "", "email": "", "last_seen": null, "left_on": null, "notes": ""}');
INSERT INTO "journal_image" VALUES(4,4,'order',1,NULL,'{"id": 1, "account": 1, "date": "2026-10-01", "line": "inserts", "amount": 1200.0, "text": ""}');
INSERT INTO "journal_image" VALUES(5,5,'call',1,NULL,'{"id": 1, "account": 1, "day": "2026-12-01", "position": 0, "start": null, "minutes": null, "state": "draft", "locked": false, "objective": "trial", "outcome": "", "uid": "cc3a8b45b16f462194f8f98d89335443"}');
INSERT INTO "journal_image" VALUES(6,6,'turnover',1,NULL,'{"id": 1, "account": 1, "year": 2026, "potential": 40000.0, "revenue": 18000.0}');
INSERT INTO "journal_image" VALUES(7,7,'block',1,NULL,'{"id": 1, "date": "2026-12-01", "start": 36000, "end": 39600, "text": "Dentist", "place_name": "", "lat": null, "lon": null, "position": null, "uid": ""}');
INSERT INTO "journal_image" VALUES(8,8,'hotel',1,NULL,'{"id": 1, "name": "Inn at York", "lat": 53.96, "lon": -1.08, "price": 84.5, "notes": ""}');
INSERT INTO "journal_image" VALUES(9,9,'itinerary',1,NULL,'{"id": 1, "date": "2026-12-02", "day_off": true, "work_start": null, "work_end": null, "start_name": "", "start_lat": null, "start_lon": null, "end_name": "", "end_lat": null, "end_lon": null, "note": "Leave"}');
INSERT INTO "journal_image" VALUES(10,10,'account',1,'{"id": 1, "name": "Aire Valley Tools", "status": "customer", "grade": "A", "street": "", "postcode": "", "town": "", "region": "", "country": "", "lat": 53.83, "lon": -1.78, "precision": "hand", "phone": "", "email": "", "website": "", "calls_per_cycle": null, "call_minutes": null, "opening_hours": null, "notes": "", "source": "", "external_id": "", "since": null, "likelihood": null, "must_by": null}','{"id": 1, "name": "Aire Valley Tools", "status": "customer", "grade": "A", "street": "", "postcode": "", "town": "", "region": "", "country": "", "lat": 53.83, "lon": -1.78, "precision": "hand", "phone": "", "email": "", "website": "", "calls_per_cycle": null, "call_minutes": null, "opening_hours": null, "notes": "", "source": "", "external_id": "", "since": null, "likelihood": null, "must_by": "2026-12-04"}');
INSERT INTO "journal_image" VALUES(11,11,'account',2,'{"id": 2, "name": "Wharfe Gears", "status": "prospect", "grade": "B", "street": "", "postcode": "", "town": "", "region": "", "country": "", "lat": null, "lon": null, "precision": "none", "phone": "", "email": "", "website": "", "calls_per_cycle": null, "call_minutes": null, "opening_hours": null, "notes": "", "source": "", "external_id": "", "since": null, "likelihood": 0.4, "must_by": null}','{"id": 2, "name": "Wharfe Gears", "status": "prospect", "grade": "B", "street": "", "postcode": "", "town": "", "region": "", "country": "", "lat": null, "lon": null, "precision": "none", "phone": "", "email": "", "website": "", "calls_per_cycle": null, "call_minutes": null, "opening_hours": null, "notes": "asked for a trial", "source": "", "external_id": "", "since": null, "likelihood": 0.4, "must_by": null}');
CREATE TABLE "order" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account INTEGER NOT NULL, 
	date DATE NOT NULL, 
	line VARCHAR(300) NOT NULL, 
	amount DOUBLE NOT NULL, 
	text VARCHAR(20000) NOT NULL, 
	CONSTRAINT fk_order_account FOREIGN KEY(account) REFERENCES account (id)
);
INSERT INTO "order" VALUES(1,1,'2026-10-01','inserts',1200.0,'');
CREATE TABLE territory (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(300) NOT NULL, 
	base_name VARCHAR(300) NOT NULL, 
	base_lat DOUBLE NOT NULL, 
	base_lon DOUBLE NOT NULL, 
	time_zone VARCHAR(300) NOT NULL, 
	country VARCHAR(300) NOT NULL, 
	currency VARCHAR(300) NOT NULL, 
	units VARCHAR(300) NOT NULL, 
	cost_per_km DOUBLE NOT NULL, 
	working_days JSON NOT NULL, 
	work_start INTEGER NOT NULL, 
	work_end INTEGER NOT NULL, 
	lunch_start INTEGER NOT NULL, 
	lunch_end INTEGER NOT NULL, 
	lunch_minutes INTEGER NOT NULL, 
	call_minutes INTEGER NOT NULL, 
	open_days JSON NOT NULL, 
	open_start INTEGER NOT NULL, 
	open_end INTEGER NOT NULL, 
	nights_away INTEGER NOT NULL, 
	cycle_weeks INTEGER NOT NULL, 
	calls_a DOUBLE NOT NULL, 
	calls_b DOUBLE NOT NULL, 
	calls_c DOUBLE NOT NULL, 
	calls_d DOUBLE NOT NULL, 
	road_factor DOUBLE NOT NULL, 
	speeds JSON NOT NULL, 
	is_sample BOOLEAN NOT NULL, holidays_off BOOLEAN DEFAULT 1 NOT NULL, most_driving INTEGER, most_working INTEGER, not_before_share DOUBLE DEFAULT (0.6) NOT NULL, smallest_gap INTEGER DEFAULT 5 NOT NULL, prospect_hours DOUBLE DEFAULT (0.0) NOT NULL, night_days JSON DEFAULT '[0, 1, 2, 3]' NOT NULL, hour_worth DOUBLE DEFAULT (25.0) NOT NULL, 
	CONSTRAINT ck_territory_units_known CHECK (units IN ('km', 'mi')), 
	CONSTRAINT ck_territory_base_lat_on_earth CHECK (base_lat BETWEEN -90 AND 90), 
	CONSTRAINT ck_territory_base_lon_on_earth CHECK (base_lon BETWEEN -180 AND 180), 
	CONSTRAINT ck_territory_cost_positive CHECK (cost_per_km >= 0), 
	CONSTRAINT ck_territory_only_one CHECK (id = 1), 
	CONSTRAINT ck_territory_lunch_forwards CHECK (lunch_start <= lunch_end), 
	CONSTRAINT ck_territory_road_factor_real CHECK (road_factor >= 1), 
	CONSTRAINT ck_territory_work_forwards CHECK (work_start < work_end)
);
INSERT INTO "territory" VALUES(1,'Old territory','Leeds',53.8,-1.55,'Europe/London','GB','GBP','km',0.3,'[0, 1, 2, 3, 4]',28800,63000,43200,50400,30,35,'[0, 1, 2, 3, 4]',28800,61200,0,13,4.0,2.0,1.0,0.5,1.3,'[[1, 32], [3.5, 38], [7.5, 45], [15, 48], [30, 50], [100, 80]]',0,1,NULL,NULL,0.6,5,4.0,'[0, 1, 2, 3]',25.0);
CREATE TABLE turnover (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	potential DOUBLE, 
	revenue DOUBLE, 
	CONSTRAINT fk_turnover_account FOREIGN KEY(account) REFERENCES account (id), 
	CONSTRAINT uq_turnover_account_year UNIQUE (account, year)
);
INSERT INTO "turnover" VALUES(1,1,2026,40000.0,18000.0);
CREATE INDEX ix_account_external_id ON account (external_id);
CREATE INDEX ix_account_name ON account (name);
CREATE INDEX ix_calendar_event_day ON calendar_event (day);
CREATE INDEX ix_journal_entry_state ON journal_entry (state);
CREATE INDEX ix_call_account ON call (account);
CREATE INDEX ix_call_day ON call (day);
CREATE INDEX ix_contact_account ON contact (account);
CREATE INDEX ix_duplicate_account ON duplicate (account);
CREATE INDEX ix_duplicate_other ON duplicate (other);
CREATE INDEX ix_journal_image_entry ON journal_image (entry);
CREATE INDEX ix_order_account ON "order" (account);
CREATE INDEX ix_order_date ON "order" (date);
CREATE INDEX ix_turnover_account ON turnover (account);
CREATE INDEX ix_block_date ON block (date);
CREATE INDEX ix_block_uid ON block (uid);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('territory',1);
INSERT INTO "sqlite_sequence" VALUES('account',2);
INSERT INTO "sqlite_sequence" VALUES('journal_entry',11);
INSERT INTO "sqlite_sequence" VALUES('journal_image',11);
INSERT INTO "sqlite_sequence" VALUES('contact',1);
INSERT INTO "sqlite_sequence" VALUES('order',1);
INSERT INTO "sqlite_sequence" VALUES('call',1);
INSERT INTO "sqlite_sequence" VALUES('turnover',1);
INSERT INTO "sqlite_sequence" VALUES('block',1);
INSERT INTO "sqlite_sequence" VALUES('hotel',1);
INSERT INTO "sqlite_sequence" VALUES('itinerary',1);
COMMIT;
