// Before the first paint of a page whose first screen stands in its file; then, once that is painted, its program.
import { forgetVisit } from "../lib/platform/forget-visit.ts";
import { lookFirst } from "../lib/ui/first-look.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

/** A page that is not painted, because nobody sees it, begins all the same. */
const paintPatienceMs = 300;

export default defineUnlistedScript(() => {
  const program = document.createElement("script");
  program.type = "module";
  program.src = document.currentScript?.dataset["src"] ?? "";
  lookFirst(forgetVisit);
  const begin = () => document.head.append(program);
  requestAnimationFrame(() => setTimeout(begin));
  setTimeout(begin, paintPatienceMs);
});
