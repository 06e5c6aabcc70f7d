// The first three steps, of the time when SQLite was all there was. They have shipped and are never changed.

export const sqliteSteps1To3: readonly string[] = [
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
  // Retention, answers to requests, and tries at the sign-in that outlive a restart.
  `
  ALTER TABLE case_file ADD COLUMN closed_at_ms INTEGER;
  UPDATE case_file SET closed_at_ms = coalesce(
    (SELECT max(at_ms) FROM case_change
      WHERE case_id = case_file.id AND json_extract(body, '$.kind') = 'state' AND json_extract(body, '$.to') = 'closed'),
    received_at_ms)
  WHERE state = 'closed';
  CREATE INDEX case_closed ON case_file (closed_at_ms) WHERE closed_at_ms IS NOT NULL;
  CREATE INDEX event_came ON event (received_at_ms) WHERE case_id IS NULL;

  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;

  -- Ids alone, so that a device that sends again what was erased here does not bring it back.
  CREATE TABLE erased_event (
    id TEXT PRIMARY KEY,
    erased_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- The cases that are being erased in this very transaction; empty at all other times.
  CREATE TABLE erasing (case_id TEXT PRIMARY KEY) STRICT;
  CREATE TRIGGER open_not_erasing BEFORE INSERT ON erasing
    WHEN NOT EXISTS (SELECT 1 FROM case_file WHERE id = NEW.case_id AND state = 'closed')
    BEGIN SELECT RAISE(ABORT, 'an open case is never erased'); END;
  CREATE TRIGGER case_kept BEFORE DELETE ON case_file
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE case_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'a case goes only when its time is over'); END;
  CREATE TRIGGER event_kept BEFORE DELETE ON event
    WHEN OLD.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE case_id = OLD.case_id)
    BEGIN SELECT RAISE(ABORT, 'what belongs to a case goes with it'); END;
  DROP TRIGGER change_kept;
  CREATE TRIGGER change_kept BEFORE DELETE ON case_change
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE case_id = OLD.case_id)
    BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;

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
  CREATE INDEX request_answer_of ON request_answer (host, wanted, number);

  CREATE TABLE sign_in_try (
    limit_name TEXT NOT NULL,
    key TEXT NOT NULL,
    count INTEGER NOT NULL,
    last_at_ms INTEGER NOT NULL,
    PRIMARY KEY (limit_name, key)
  ) STRICT, WITHOUT ROWID;
  `,
  // Accounts of several people, what staff open for a time, and releases of the policy.
  `
  ALTER TABLE account ADD COLUMN full_name TEXT NOT NULL DEFAULT '';
  ALTER TABLE account ADD COLUMN one_time_until_ms INTEGER;
  ALTER TABLE account ADD COLUMN disabled_at_ms INTEGER;

  CREATE INDEX event_label ON event (device, received_at_ms) WHERE device_label <> '';
  CREATE INDEX event_label_name ON event (device_label) WHERE device_label <> '';

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
  CREATE INDEX staff_order_open ON staff_order (until_ms) WHERE ended_at_ms IS NULL AND how = 'collector';

  CREATE TABLE policy_release (
    serial INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    version TEXT NOT NULL,
    origin INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE policy_step (
    number INTEGER PRIMARY KEY,
    stage TEXT NOT NULL,
    serial INTEGER NOT NULL REFERENCES policy_release (serial),
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL
  ) STRICT;
  CREATE INDEX policy_step_stage ON policy_step (stage, number);
  CREATE TRIGGER release_stays BEFORE UPDATE ON policy_release BEGIN SELECT RAISE(ABORT, 'releases are only added to'); END;
  CREATE TRIGGER release_kept BEFORE DELETE ON policy_release BEGIN SELECT RAISE(ABORT, 'releases are only added to'); END;
  CREATE TRIGGER step_stays BEFORE UPDATE ON policy_step BEGIN SELECT RAISE(ABORT, 'releases are only added to'); END;
  CREATE TRIGGER step_kept BEFORE DELETE ON policy_step BEGIN SELECT RAISE(ABORT, 'releases are only added to'); END;
  `,
];
