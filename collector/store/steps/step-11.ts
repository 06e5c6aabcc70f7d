// Step 11: the address from which an event was sent, as the collector saw it.
import type { Step } from "./step.ts";

export const step11: Step = {
  both: `
  ALTER TABLE event ADD COLUMN sent_from TEXT NOT NULL DEFAULT '';
  `,
};
