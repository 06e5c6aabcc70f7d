// Step 9: which cases have to be looked at for an alert is read from an index that holds those alone: with many open
// cases, looking costs nothing while nothing is new.
import type { Step } from "./step.ts";

export const step9: Step = {
  both: `
  ALTER TABLE case_file ADD COLUMN alerted_rank INTEGER NOT NULL DEFAULT -1;
  UPDATE case_file SET alerted_rank = coalesce((SELECT a.rank FROM alert_case a WHERE a.case_id = case_file.id), -1);
  CREATE INDEX case_to_alert ON case_file (rank) WHERE rank > alerted_rank AND state <> 'closed';
`,
};
