// What the form does not need for its first moment: it is drawn without, and these are read from the package behind it.
import { helpBeyond } from "../../lib/core/report/help-for.ts";
import { helpForWorry } from "../../lib/core/report/help-for-worry.ts";
import { CheckStep } from "./check-step.tsx";
import { FoundDraft } from "./found-draft.tsx";
import { HelpNow } from "./help-now.tsx";
import { MyWorries } from "./my-worries.tsx";
import { Outcome } from "./outcome.tsx";

export const laterParts = {
  CheckStep,
  FoundDraft,
  HelpNow,
  MyWorries,
  Outcome,
  helpForWorry,
  helpBeyond,
};
