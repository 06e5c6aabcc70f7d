// Search engines: safe search as redirects, and what the policy says of engines and of picture search. Headers are set
// where they are sent (`searchHeaders`): one rule for a header costs every request of every page (measured).
import type { Action } from "../../contract/vocabulary.ts";
import { hostCovers } from "../policy/host.ts";
import { safeSearchRules, searchEngineAt } from "../policy/search-engines.ts";
import { searchEngines } from "../policy/search-engine-table.ts";
import type { PagePlace, SearchEngine } from "../policy/search-engine-table.ts";
import type { EffectivePolicy, Setting } from "../policy/types.ts";
import { ladder } from "./ladder.ts";
import { pagesAndFrames, pagesOnly, redirectTo } from "./rule-draft.ts";
import type { CompileInput, Draft } from "./rule-draft.ts";
import { resourceTypes } from "./types.ts";
import type { DnrCondition, DnrResourceType, RuleReason } from "./types.ts";
import { anySignBut, unsafeQueries } from "./unsafe-query.ts";

const partsOnly = resourceTypes.filter((type) => !pagesAndFrames.includes(type));
const regexSigns = /[\\^$.*+?()[\]{}|]/g;

/**
 * The pages of a place, told by the whole address so that a redirect can carry it on. `query`: what has to follow the
 * path, in the place of the place's own parameters.
 */
function placeCondition(place: PagePlace, query?: string): Omit<DnrCondition, "resourceTypes"> {
  const literal = (text: string): string => text.replaceAll(regexSigns, String.raw`\$&`);
  const starts = place.pathStarts.map(literal).join("|");
  const where = {
    requestDomains: place.domains,
    ...(place.notDomains === undefined ? {} : { excludedRequestDomains: place.notDomains }),
  };
  const pairs = place.parameters?.map(
    ({ name, value }) => `${literal(name)}=${value === undefined ? "[^&#]*" : literal(value)}`,
  );
  if (query !== undefined) {
    return {
      ...where,
      regexFilter: `^https?://${anySignBut("/")}+(?:${starts})${anySignBut("?#")}*${query}`,
      isUrlFilterCaseSensitive: true,
    };
  }
  const rest =
    pairs === undefined ? ".*" : String.raw`[^?#]*\?(?:[^#]*&)?(?:${pairs.join("|")})(?:[&#].*)?`;
  return { ...where, regexFilter: `^https?://[^/]+(?:${starts})${rest}$` };
}

/** The place with as many beginnings of a path at a time as fit into a rule. */
function fewStarts(place: PagePlace, mostStartSigns: number): PagePlace[] {
  const groups: string[][] = [];
  for (const start of place.pathStarts) {
    const last = groups.at(-1);
    if (last === undefined || last.join("").length + start.length > mostStartSigns) {
      groups.push([start]);
    } else {
      last.push(start);
    }
  }
  return groups.map((pathStarts) => ({ ...place, pathStarts }));
}

export function addSafeSearch(draft: Draft, input: CompileInput): void {
  const { search } = input.effective;
  const reason = (rule: string, words: string): RuleReason => ({
    rule,
    category: "",
    list: "",
    words,
  });
  if (!search.isSafe) return;
  const safe = reason(search.safeRule, `Safe search is held on (${search.safeRule}).`);
  for (const rule of safeSearchRules()) {
    const { removeParams, addParams, toHost, alsoData, alsoPictures, ...place } = rule;
    const resourceTypes: readonly DnrResourceType[] = [
      ...pagesAndFrames,
      ...(alsoData ? (["xmlhttprequest"] as const) : []),
      ...(alsoPictures ? (["image"] as const) : []),
    ];
    const queryTransform = {
      removeParams,
      addOrReplaceParams: addParams.map(({ key, value }) => ({ key, value })),
    };
    const redirect = {
      transform: {
        ...(toHost === undefined ? {} : { host: toHost }),
        ...(addParams.length === 0 ? {} : { queryTransform }),
      },
    };
    // Another host is another address; on the same host only what is not safe yet may match.
    const beside = place.parameters?.map(({ name }) => name);
    const unsafe = addParams.flatMap(({ key, value }) => unsafeQueries(key, value, beside));
    const conditions =
      toHost === undefined
        ? unsafe.flatMap(({ regex, mostStartSigns }) =>
            fewStarts(place, mostStartSigns).map((few) => placeCondition(few, regex)),
          )
        : [placeCondition(place)];
    for (const where of conditions) {
      const condition = { ...where, resourceTypes };
      draft.add("safeSearch", ladder.safeSearch, { type: "redirect", redirect }, condition, safe);
    }
  }
}

/** What is said of one kind of page: places, and the setting. */
interface Said {
  readonly places: readonly PagePlace[];
  readonly setting: Setting;
  readonly what: string;
}

function saidOf(engine: SearchEngine, { engines, images }: EffectivePolicy["search"]): Said[] {
  const named = Object.hasOwn(engines, engine.id) ? engines[engine.id] : undefined;
  const said: Said[] = [];
  if (named !== undefined) {
    const places = [...engine.search, ...engine.images];
    said.push({ places, setting: named, what: `The search engine ${engine.title}` });
  }
  if (images.action !== "allow" && engine.images.length > 0) {
    const what = `Searching for pictures with ${engine.title}`;
    said.push({ places: engine.images, setting: images, what });
  }
  return said;
}

const engineLadder: Readonly<Record<Action, number>> = {
  block: ladder.engineBlock,
  warn: ladder.engineWarn,
  monitor: ladder.engineOpen,
  allow: ladder.engineOpen,
};

export function addEngines(draft: Draft, input: CompileInput): void {
  for (const engine of searchEngines) {
    for (const { places, setting, what } of saidOf(engine, input.effective.search)) {
      const { action, rule } = setting;
      const reason = { rule, category: "", list: "", words: `${what}: ${action} (${rule}).` };
      const priority = engineLadder[action];
      const isOpen = action === "allow" || action === "monitor";
      for (const place of places) {
        const where = placeCondition(place);
        if (isOpen) {
          const open = { ...where, resourceTypes: pagesAndFrames };
          draft.add("engine", priority, { type: "allow" }, open, reason);
          continue;
        }
        const toPage = redirectTo(input.pages.blocked, true);
        draft.add("engine", priority, toPage, { ...where, resourceTypes: pagesOnly }, reason);
        if (action === "warn") continue;
        const frames = { ...where, resourceTypes: ["sub_frame"] } as const;
        draft.add("engine", priority, { type: "block" }, frames, reason);
      }
    }
    addEngineParts(draft, input, engine);
  }
}

/** An engine that stands in a blocked list and is opened needs its own scripts and pictures. */
function addEngineParts(draft: Draft, input: CompileInput, engine: SearchEngine): void {
  const { engines } = input.effective.search;
  const named = Object.hasOwn(engines, engine.id) ? engines[engine.id] : undefined;
  if (engine.safe !== "never" || named === undefined || named.action === "block") return;
  const domains = [...engine.search, ...engine.images].flatMap((place) => place.domains);
  draft.add(
    "engine",
    ladder.engineOpen,
    { type: "allow" },
    { requestDomains: [...new Set(domains)], resourceTypes: partsOnly },
    {
      rule: named.rule,
      category: "",
      list: "",
      words: `A part of the search engine ${engine.title}, which the policy opens (${named.rule}).`,
    },
  );
}

/** Where a warning of a search engine was passed on a host: the pages of which that engine's warnings speak. */
export function warnedEnginePages(
  host: string,
  effective: EffectivePolicy,
): readonly Omit<DnrCondition, "resourceTypes">[] {
  const engine = searchEngineAt(host);
  if (engine === undefined) return [];
  return saidOf(engine, effective.search)
    .filter(({ setting }) => setting.action === "warn")
    .flatMap(({ places }) => places)
    .flatMap((place) => {
      const requestDomains = place.domains.some((domain) => hostCovers(domain, host))
        ? [host]
        : place.domains.filter((domain) => hostCovers(host, domain));
      return requestDomains.length === 0 ? [] : [{ ...placeCondition(place), requestDomains }];
    });
}
