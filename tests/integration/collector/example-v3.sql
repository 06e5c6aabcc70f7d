-- What a collector with database version 3 left: version 2's, people's accounts, what staff opened, releases of the policy. Never edited.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE account (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    password_at_ms INTEGER NOT NULL
  , full_name TEXT NOT NULL DEFAULT '', one_time_until_ms INTEGER, disabled_at_ms INTEGER) STRICT;
INSERT INTO "account" VALUES('dsl','dsl','scrypt$1024$8$1$AAAA$AAAA',1789380000000,'',NULL,NULL);
INSERT INTO "account" VALUES('it-desk','it','scrypt$1024$8$1$AAAA$AAAA',1789380500000,'Mr Birch',1789985300000,NULL);
INSERT INTO "account" VALUES('was-here','staff','scrypt$1024$8$1$AAAA$AAAA',1789380500000,'Ms Rowan',NULL,1789380600000);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    case_id TEXT,
    detail TEXT NOT NULL
  ) STRICT;
INSERT INTO "audit" VALUES(1,1789380100000,'dsl','case-opened','01K5200000000000000000EVT1','');
INSERT INTO "audit" VALUES(2,1789380200000,'dsl','case-state','01K5200000000000000000EVT1','new → closed');
INSERT INTO "audit" VALUES(3,1789380100000,'dsl','case-opened','01K5200000000000000000EVT2','');
INSERT INTO "audit" VALUES(4,1789380200000,'dsl','case-state','01K5200000000000000000EVT2','new → looking');
INSERT INTO "audit" VALUES(5,1789380800000,'dsl','policy-released',NULL,'7 (2026-09-14) to everybody: The first one.');
CREATE TABLE case_change (
    number INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
INSERT INTO "case_change" VALUES(1,'01K5200000000000000000EVT1',1789380200000,'dsl','{"kind":"state","from":"new","to":"closed","outcome":"no-concern","reason":"A line from a school play."}');
INSERT INTO "case_change" VALUES(2,'01K5200000000000000000EVT2',1789380200000,'dsl','{"kind":"state","from":"new","to":"looking","outcome":null,"reason":""}');
CREATE TABLE case_file (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    severity TEXT,
    source TEXT,
    rank INTEGER NOT NULL,
    user TEXT NOT NULL,
    device TEXT NOT NULL,
    device_label TEXT NOT NULL,
    profile TEXT NOT NULL,
    host TEXT NOT NULL,
    title TEXT NOT NULL,
    first_at_ms INTEGER NOT NULL,
    last_at_ms INTEGER NOT NULL,
    received_at_ms INTEGER NOT NULL,
    count INTEGER NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    opened_at_ms INTEGER,
    last_opened_at_ms INTEGER
  , closed_at_ms INTEGER) STRICT;
INSERT INTO "case_file" VALUES('01K5200000000000000000EVT1','finding','bullying','medium','page',20,'robin.sample@pupils.example-academy.test','01K5200000000000000000DEV1','CB-0142','ks3','chat.example.test','Room 7',1789380000000,1789380000000,1789380061000,1,'closed','no-concern','A line from a school play.',2,1789380100000,1789380100000,1789380200000);
INSERT INTO "case_file" VALUES('01K5200000000000000000EVT2','worry','unkind',NULL,NULL,100,'robin.sample@pupils.example-academy.test','01K5200000000000000000DEV1','CB-0142','ks3','','',1789380060000,1789380060000,1789380061000,1,'looking',NULL,'',2,1789380100000,1789380100000,NULL);
CREATE TABLE device_token (
    hash TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    added_at_ms INTEGER NOT NULL
  ) STRICT;
INSERT INTO "device_token" VALUES('0000000000000000000000000000000000000000000000000000000000000000','made at first start',1789380000000);
CREATE TABLE erased_event (
    id TEXT PRIMARY KEY,
    erased_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE erasing (case_id TEXT PRIMARY KEY) STRICT;
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    received_at_ms INTEGER NOT NULL,
    skew_ms INTEGER NOT NULL,
    device TEXT NOT NULL,
    device_label TEXT NOT NULL,
    user TEXT NOT NULL,
    profile TEXT NOT NULL,
    host TEXT NOT NULL,
    category TEXT NOT NULL,
    action TEXT NOT NULL,
    count INTEGER NOT NULL,
    accident INTEGER NOT NULL,
    proceeded INTEGER NOT NULL,
    case_id TEXT REFERENCES case_file (id),
    body TEXT NOT NULL
  ) STRICT;
INSERT INTO "event" VALUES('01K5200000000000000000EVT1','finding',1789380000000,1789380061000,500,'01K5200000000000000000DEV1','CB-0142','robin.sample@pupils.example-academy.test','ks3','chat.example.test','','',1,0,0,'01K5200000000000000000EVT1','{"format":1,"id":"01K5200000000000000000EVT1","atMs":1789380000000,"device":"01K5200000000000000000DEV1","deviceLabel":"CB-0142","user":"robin.sample@pupils.example-academy.test","profile":"ks3","policyVersion":"2026-09-01","kind":"finding","address":"https://chat.example.test/room/7","title":"Room 7","source":"page","theme":"bullying","severity":"medium","score":58,"excerpt":"you are not wanted here","matches":[{"start":8,"end":18,"phrase":"not wanted"}],"excuses":[],"count":1}');
INSERT INTO "event" VALUES('01K5200000000000000000EVT2','worry',1789380060000,1789380061000,500,'01K5200000000000000000DEV1','CB-0142','robin.sample@pupils.example-academy.test','ks3','','','',1,0,0,'01K5200000000000000000EVT2','{"format":1,"id":"01K5200000000000000000EVT2","atMs":1789380060000,"device":"01K5200000000000000000DEV1","deviceLabel":"CB-0142","user":"robin.sample@pupils.example-academy.test","profile":"ks3","policyVersion":"2026-09-01","kind":"worry","what":"unkind","tell":"ms-maple","tellName":"Ms Maple","words":"Some people in my year made a group chat about me.","reach":"At lunch, please not in front of my form.","address":"","named":true}');
CREATE TABLE policy_release (
    serial INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    version TEXT NOT NULL,
    origin INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
INSERT INTO "policy_release" VALUES(7,1789380800000,'dsl','The first one.','2026-09-14',7,'{"schoolgate":"policy","serial":7}');
INSERT INTO "policy_release" VALUES(8,1789380900000,'dsl','For a try.','2026-09-15',8,'{"schoolgate":"policy","serial":8}');
CREATE TABLE policy_step (
    number INTEGER PRIMARY KEY,
    stage TEXT NOT NULL,
    serial INTEGER NOT NULL REFERENCES policy_release (serial),
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL
  ) STRICT;
INSERT INTO "policy_step" VALUES(1,'',7,1789380800000,'dsl');
INSERT INTO "policy_step" VALUES(2,'pilot',8,1789380900000,'dsl');
CREATE TABLE request_answer (
    number INTEGER PRIMARY KEY,
    host TEXT NOT NULL,
    wanted TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    outcome TEXT,
    note TEXT NOT NULL,
    up_to_ms INTEGER NOT NULL
  ) STRICT;
INSERT INTO "request_answer" VALUES(1,'puzzles.example.test','open',1789380300000,'dsl','opened','For maths club.',1789380250000);
CREATE TABLE session (
    id_hash TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (name),
    made_at_ms INTEGER NOT NULL,
    used_at_ms INTEGER NOT NULL
  ) STRICT;
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
INSERT INTO "setting" VALUES('keep-days','400');
CREATE TABLE sign_in_try (
    limit_name TEXT NOT NULL,
    key TEXT NOT NULL,
    count INTEGER NOT NULL,
    last_at_ms INTEGER NOT NULL,
    PRIMARY KEY (limit_name, key)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "sign_in_try" VALUES('name','dsl',2,1789380400000);
CREATE TABLE staff_order (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    how TEXT NOT NULL,
    what TEXT NOT NULL,
    for_kind TEXT NOT NULL,
    for_value TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    by_name TEXT NOT NULL,
    why TEXT NOT NULL,
    ended_at_ms INTEGER,
    ended_by TEXT NOT NULL DEFAULT ''
  ) STRICT;
INSERT INTO "staff_order" VALUES(1,'01K5200000000000000000ORD1','collector','{"kind":"site","host":"puzzles.example.test","path":""}','group','maths-club',1789380700000,1789384300000,'dsl','Ms Maple','Maths club.',NULL,'');
INSERT INTO "staff_order" VALUES(2,'01K5200000000000000000ORD2','code','{"kind":"site","host":"maps.example.test","path":""}','device','',1789380700000,1789384300000,'it-desk','Mr Birch','Geography.',NULL,'');
CREATE INDEX case_order ON case_file (state, rank DESC, last_at_ms DESC);
CREATE INDEX case_sitting ON case_file (device, what, host, last_at_ms);
CREATE INDEX event_kind ON event (kind, at_ms DESC);
CREATE INDEX event_case ON event (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX event_visit ON event (user, device, host, category, action) WHERE kind = 'blocked-visit';
CREATE INDEX event_request ON event (host, action) WHERE kind = 'review-request';
CREATE INDEX event_worry ON event (device) WHERE kind = 'worry';
CREATE INDEX case_change_case ON case_change (case_id);
CREATE INDEX audit_case ON audit (case_id, act) WHERE case_id IS NOT NULL;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER change_stays BEFORE UPDATE ON case_change BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;
CREATE INDEX case_closed ON case_file (closed_at_ms) WHERE closed_at_ms IS NOT NULL;
CREATE INDEX event_came ON event (received_at_ms) WHERE case_id IS NULL;
CREATE TRIGGER open_not_erasing BEFORE INSERT ON erasing
    WHEN NOT EXISTS (SELECT 1 FROM case_file WHERE id = NEW.case_id AND state = 'closed')
    BEGIN SELECT RAISE(ABORT, 'an open case is never erased'); END;
CREATE TRIGGER case_kept BEFORE DELETE ON case_file
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE case_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'a case goes only when its time is over'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event
    WHEN OLD.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE case_id = OLD.case_id)
    BEGIN SELECT RAISE(ABORT, 'what belongs to a case goes with it'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON case_change
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE case_id = OLD.case_id)
    BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;
CREATE INDEX request_answer_of ON request_answer (host, wanted, number);
CREATE INDEX event_label ON event (device, received_at_ms) WHERE device_label <> '';
CREATE INDEX event_label_name ON event (device_label) WHERE device_label <> '';
CREATE INDEX staff_order_open ON staff_order (until_ms) WHERE ended_at_ms IS NULL AND how = 'collector';
CREATE INDEX policy_step_stage ON policy_step (stage, number);
CREATE TRIGGER release_stays BEFORE UPDATE ON policy_release BEGIN SELECT RAISE(ABORT, 'releases are only added to'); END;
CREATE TRIGGER release_kept BEFORE DELETE ON policy_release BEGIN SELECT RAISE(ABORT, 'releases are only added to'); END;
CREATE TRIGGER step_stays BEFORE UPDATE ON policy_step BEGIN SELECT RAISE(ABORT, 'releases are only added to'); END;
CREATE TRIGGER step_kept BEFORE DELETE ON policy_step BEGIN SELECT RAISE(ABORT, 'releases are only added to'); END;
COMMIT;
PRAGMA user_version = 3;
