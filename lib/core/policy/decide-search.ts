// The step at which the policy speaks of search engines and of searching for pictures.
import { answer, isPassed, isStricter } from "./decide-asked.ts";
import type { Asked } from "./decide-asked.ts";
import { isImageSearch, searchEngineAt, searchPageOf } from "./search-engines.ts";
import type { Decision, Setting } from "./types.ts";

/**
 * A page or frame that searches on an engine which the policy names, or that shows the pictures a search found: the
 * stricter of the two. `search.images` that allows says nothing. A warning says nothing of frames.
 * Of an engine that cannot be made safe, and so stands in a blocked list, what its own pages load opens with it.
 */
export function onEngine(asked: Asked): Decision | undefined {
  const { parsed, context, effective } = asked;
  const engine = parsed === undefined ? undefined : searchEngineAt(parsed.host);
  if (parsed === undefined || engine === undefined) return undefined;
  const { engines, images } = effective.search;
  const named = Object.hasOwn(engines, engine.id) ? engines[engine.id] : undefined;
  const detail = { matched: parsed.host, why: "" };
  if (context.kind === "other") {
    if (engine.safe !== "never" || named === undefined || named.action === "block")
      return undefined;
    return answer(named.action === "monitor" ? "monitor" : "allow", "engine", {
      ...detail,
      rule: named.rule,
      why: `A part of the search engine ${engine.title}, which the policy opens (${named.rule}).`,
    });
  }
  const said: { readonly setting: Setting; readonly what: string }[] = [];
  if (named !== undefined && searchPageOf(parsed) !== undefined) {
    said.push({ setting: named, what: `The search engine ${engine.title}` });
  }
  if (images.action !== "allow" && isImageSearch(parsed)) {
    said.push({ setting: images, what: `Searching for pictures with ${engine.title}` });
  }
  const [first, second] = said.filter(
    ({ setting }) => setting.action !== "warn" || context.kind === "main_frame",
  );
  if (first === undefined) return undefined;
  const strictest =
    second !== undefined && isStricter(second.setting.action, first.setting.action)
      ? second
      : first;
  const { action, rule } = strictest.setting;
  const why = `${strictest.what}: ${action} (${rule}).`;
  if (action === "warn" && isPassed(asked, (host) => searchEngineAt(host)?.id === engine.id)) {
    return answer("allow", "proceeded", {
      ...detail,
      rule,
      why: `${why} The warning was read and passed.`,
    });
  }
  return answer(action, "engine", { ...detail, rule, why });
}
