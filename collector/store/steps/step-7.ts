// Step 7: the devices that have enrolled, by their keys; and enrolments that were refused, by credential and hour.
import type { Step } from "./step.ts";

export const step7: Step = {
  both: `
  CREATE TABLE device (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    label TEXT NOT NULL,
    enrolled_at_ms INTEGER NOT NULL,
    last_seen_at_ms INTEGER NOT NULL,
    last_count INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    refused_at_ms INTEGER,
    refused_why TEXT NOT NULL
  ) STRICT;
  CREATE INDEX device_token_time ON device (token_hash, enrolled_at_ms);
  CREATE INDEX device_seen ON device (last_seen_at_ms DESC);

  CREATE TABLE enrol_refusal (
    token_hash TEXT NOT NULL,
    hour_ms INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (token_hash, hour_ms)
  ) STRICT;
  `,
};
