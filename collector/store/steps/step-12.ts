// Step 12: one device can be shut out: when, and by whom.
import type { Step } from "./step.ts";

export const step12: Step = {
  both: `
  ALTER TABLE device ADD COLUMN shut_out_at_ms INTEGER;
  ALTER TABLE device ADD COLUMN shut_out_by TEXT NOT NULL DEFAULT '';
  `,
};
