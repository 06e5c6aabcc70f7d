// Step 10: what was refused of a device by kind, and which versions it last spoke of.
import type { Step } from "./step.ts";

export const step10: Step = {
  both: `
  CREATE TABLE device_refusal (
    device TEXT NOT NULL,
    why TEXT NOT NULL,
    count INTEGER NOT NULL,
    last_at_ms INTEGER NOT NULL,
    PRIMARY KEY (device, why)
  ) STRICT;

  CREATE TABLE device_about (
    device TEXT PRIMARY KEY,
    extension TEXT NOT NULL,
    policy TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
  `,
};
