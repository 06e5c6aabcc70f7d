// The school's own phrases: names, numbers and days. What their lines say is checked where the lexicons are read.
import { addError, addWarning, checkUnique } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";

/** Lines of all lists together: each costs every page a little. */
const mostPhraseLines = 2000;
const dayMs = 24 * 60 * 60_000;
const oldAfterMs = 2 * 365 * dayMs;

export function checkPhrases(context: CheckContext): void {
  const { phrases } = context.policy;
  checkUnique(
    context,
    "phrases",
    phrases.map(({ id }) => id),
    "list of phrases",
  );
  const lines = phrases.reduce((sum, list) => sum + list.lines.length, 0);
  if (lines > mostPhraseLines) {
    addError(context, "phrases", `${lines} lines`, `at most ${mostPhraseLines} in all lists`);
    return;
  }
  for (const [place, { reviewed }] of phrases.entries()) {
    const atMs = Date.parse(`${reviewed}T00:00:00Z`);
    const path = `phrases.${place}.reviewed`;
    if (atMs > context.atMs + dayMs) {
      addWarning(context, path, `"${reviewed}", a day to come`, "the day of the last review");
    } else if (context.atMs - atMs > oldAfterMs) {
      addWarning(
        context,
        path,
        `"${reviewed}", more than two years ago`,
        "a look at every line, and the new day",
      );
    }
  }
  context.problems.push(...context.checkPhrases(phrases));
}
