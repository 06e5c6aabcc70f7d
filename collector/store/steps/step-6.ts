// Step 6: the safeguarding keys, wrapped, and who asks for one.
import type { Step } from "./step.ts";

export const step6: Step = {
  both: `
  CREATE TABLE safeguarding (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE key_asking (
    account TEXT PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  `,
};
