// Step 8: a case can be held. It refers to its case without a cascade: while it stands, the database itself lets nothing
// of the case go.
import type { Step } from "./step.ts";

export const step8: Step = {
  both: `
  CREATE TABLE case_hold (
    case_id TEXT PRIMARY KEY REFERENCES case_file (id),
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL
  ) STRICT;
`,
};
