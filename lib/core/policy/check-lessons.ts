// Lesson lists, and what staff can open for a time.
import { addError, addWarning, oneOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { illegalCategory } from "./category.ts";
import { checkSiteList } from "./check-sites.ts";

export function checkLessons(context: CheckContext): void {
  const { lessons, unlocks } = context.policy;
  for (const [id, lesson] of Object.entries(lessons)) {
    checkSiteList(context, `lessons.${id}.sites`, lesson.sites);
  }
  for (const [place, category] of unlocks.never.entries()) {
    const path = `unlocks.never.${place}`;
    if (!context.categories.has(category)) {
      addError(context, path, `"${category}"`, oneOf(category, context.categories, "a category"));
    } else if (category === illegalCategory) {
      addWarning(context, path, `"${category}"`, "nothing: it is always one");
    } else if (unlocks.never.indexOf(category) < place) {
      addWarning(context, path, `"${category}" a second time`, "each category once");
    }
  }
}
