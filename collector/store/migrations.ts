// The database's shape, step by step. A step that has shipped is never changed; the next one is added below it.

/** `PRAGMA user_version` counts the steps that a database has taken. */
export const sqliteMigrations: readonly string[] = [
  `
  CREATE TABLE device_token (
    hash TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    added_at_ms INTEGER NOT NULL
  ) STRICT;

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
  ) STRICT;
  CREATE INDEX case_order ON case_file (state, rank DESC, last_at_ms DESC);
  CREATE INDEX case_sitting ON case_file (device, what, host, last_at_ms);

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
  CREATE INDEX event_kind ON event (kind, at_ms DESC);
  CREATE INDEX event_case ON event (case_id) WHERE case_id IS NOT NULL;
  CREATE INDEX event_visit ON event (user, device, host, category, action) WHERE kind = 'blocked-visit';
  CREATE INDEX event_request ON event (host, action) WHERE kind = 'review-request';
  CREATE INDEX event_worry ON event (device) WHERE kind = 'worry';

  CREATE TABLE case_change (
    number INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX case_change_case ON case_change (case_id);

  CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    case_id TEXT,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_case ON audit (case_id, act) WHERE case_id IS NOT NULL;
  CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
  CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
  CREATE TRIGGER change_stays BEFORE UPDATE ON case_change BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;
  CREATE TRIGGER change_kept BEFORE DELETE ON case_change BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;

  CREATE TABLE account (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    password_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE session (
    id_hash TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (name),
    made_at_ms INTEGER NOT NULL,
    used_at_ms INTEGER NOT NULL
  ) STRICT;
  `,
];
