// Step 5: alerts. Who can be told, how far each case's alert has come, and the messages.
import type { Step } from "./step.ts";

export const step5: Step = {
  both: `
  CREATE TABLE alert_setting (
    number INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE alert_contact (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    channel TEXT NOT NULL,
    target TEXT NOT NULL,
    confirmed_at_ms INTEGER,
    place INTEGER,
    when_told TEXT NOT NULL,
    cover TEXT NOT NULL,
    digest INTEGER NOT NULL,
    nonce TEXT NOT NULL,
    nonce_until_ms INTEGER NOT NULL,
    nonce_tries INTEGER NOT NULL,
    added_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE alert_case (
    case_id TEXT PRIMARY KEY REFERENCES case_file (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    since_ms INTEGER NOT NULL,
    round INTEGER NOT NULL,
    place INTEGER NOT NULL,
    told_at_ms INTEGER,
    ended_at_ms INTEGER,
    ended_by TEXT NOT NULL,
    next_at_ms INTEGER NOT NULL,
    is_unheard INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX alert_case_waiting ON alert_case (next_at_ms) WHERE ended_at_ms IS NULL;

  CREATE TABLE alert_message (
    id TEXT PRIMARY KEY,
    once TEXT UNIQUE,
    contact_id TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    made_at_ms INTEGER NOT NULL,
    due_at_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    lease_until_ms INTEGER NOT NULL DEFAULT 0,
    leased_by TEXT NOT NULL DEFAULT '',
    ended_at_ms INTEGER,
    outcome TEXT NOT NULL DEFAULT '',
    trouble TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX alert_message_waiting ON alert_message (due_at_ms) WHERE ended_at_ms IS NULL;
  CREATE INDEX alert_message_of ON alert_message (contact_id, made_at_ms);
  CREATE INDEX alert_message_made ON alert_message (made_at_ms);

  -- Which case goes with which message; one row for each step of each case and each who is told of it.
  CREATE TABLE alert_item (
    case_id TEXT NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    round INTEGER NOT NULL,
    place INTEGER NOT NULL,
    contact_id TEXT NOT NULL,
    message_id TEXT NOT NULL REFERENCES alert_message (id) ON DELETE CASCADE,
    PRIMARY KEY (case_id, rank, round, place, contact_id)
  ) STRICT;
  CREATE INDEX alert_item_message ON alert_item (message_id);
`,
};
