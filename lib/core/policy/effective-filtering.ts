// What happens to kinds of site, to sites that nobody knows, to searches, downloads, camera and microphone.
import type { Policy } from "../../contract/policy.ts";
import { youtubeModes } from "../../contract/vocabulary.ts";
import type { Action, DownloadKind, ReadingLevel, YoutubeMode } from "../../contract/vocabulary.ts";
import { freeHostingCategory, illegalCategory } from "./category.ts";
import type { CategoryDefault } from "./effective-policy.ts";
import { foldSetting, isStricter, keepOn, keepStricter, ruleOf } from "./fold-setting.ts";
import type { Folding, Held, Said, SettingsAt } from "./fold-setting.ts";
import { hostCovers, normaliseHost } from "./host.ts";
import type { EffectivePolicy, Setting } from "./types.ts";

const settingOf = (held: Held<Action>): Setting => ({ action: held.value, rule: ruleOf(held) });

/** A school's own category that no profile of the chain names is treated like a site that no list knows. */
export function foldCategories(
  policy: Policy,
  folding: Folding,
  known: readonly CategoryDefault[],
  unknown: Setting,
  freeHosting: Setting,
): EffectivePolicy["categories"] {
  const starts = new Map<string, Said<Action>>();
  for (const { id } of policy.categories) {
    starts.set(id, { value: unknown.action, rule: unknown.rule });
  }
  for (const { id, strictest } of known) {
    starts.set(id, { value: strictest, rule: `built-in ${id}` });
  }
  const folded: Record<string, EffectivePolicy["categories"][string]> = {};
  for (const [id, start] of starts) {
    const held = foldSetting(folding, {
      locks: ["categories", `categories.${id}`],
      read: ({ categories }, path) => sayCategory(categories, id, path),
      start,
      keep: keepStricter,
    });
    const never = policy.unlocks.never.indexOf(id);
    const lock =
      held.lock ?? (never >= 0 && held.value === "block" ? `unlocks.never.${never}` : undefined);
    folded[id] =
      lock === undefined ? settingOf(held) : { ...settingOf({ ...held, lock }), isLocked: true };
  }
  folded[illegalCategory] = { action: "block", rule: `built-in ${illegalCategory}` };
  if (starts.has(freeHostingCategory)) folded[freeHostingCategory] = freeHosting;
  return folded;
}

function sayCategory(
  categories: Readonly<Record<string, Action>> | undefined,
  id: string,
  path: string,
): Said<Action> | undefined {
  if (categories === undefined || !Object.hasOwn(categories, id)) return undefined;
  const action = categories[id];
  return action === undefined ? undefined : { value: action, rule: `${path}.categories.${id}` };
}

export function foldUnknownSites(folding: Folding, standard: Action): Setting {
  return settingOf(
    foldSetting(folding, {
      locks: ["unknownSites"],
      read: ({ unknownSites }, path) =>
        unknownSites === undefined
          ? undefined
          : { value: unknownSites, rule: `${path}.unknownSites` },
      start: { value: standard, rule: "built-in unknownSites" },
      keep: keepStricter,
    }),
  );
}

/**
 * A line for the category `free-hosting` counts as one for `freeHosting`. Where neither is said: the stricter of what
 * the category's file says and of what happens to unknown sites, for that is what such a site is.
 */
export function foldFreeHosting(
  folding: Folding,
  known: readonly CategoryDefault[],
  unknown: Setting,
): Setting {
  const standard = known.find(({ id }) => id === freeHostingCategory)?.strictest;
  return settingOf(
    foldSetting(folding, {
      locks: ["freeHosting", "categories", `categories.${freeHostingCategory}`],
      read: ({ freeHosting, categories }, path) =>
        freeHosting === undefined
          ? sayCategory(categories, freeHostingCategory, path)
          : { value: freeHosting, rule: `${path}.freeHosting` },
      start:
        standard === undefined || isStricter(unknown.action, standard)
          ? { value: unknown.action, rule: unknown.rule }
          : { value: standard, rule: `built-in ${freeHostingCategory}` },
      keep: keepStricter,
    }),
  );
}

/** What YouTube is asked for where the policy says nothing. */
function youtubeFor(reading: ReadingLevel): YoutubeMode {
  if (reading === "staff") return "off";
  return reading === "ks1" || reading === "ks2" ? "strict" : "moderate";
}

export function foldSearch(folding: Folding, reading: ReadingLevel): EffectivePolicy["search"] {
  const locks = ["search"];
  const safe = foldSetting<boolean | undefined>(folding, {
    locks,
    read: ({ search }, path) =>
      search?.safe === undefined ? undefined : { value: search.safe, rule: `${path}.search.safe` },
    start: { value: undefined, rule: "built-in search" },
    // Where the locking profile says nothing of it, locked search is safe search.
    keep: (held, said) => keepOn(held ?? true, said ?? true),
  });
  const engines: Record<string, Setting> = {};
  for (const engine of namedEngines(folding)) {
    const held = foldSetting<Action | undefined>(folding, {
      locks,
      read: ({ search }, path) => {
        const action = search?.engines?.[engine];
        return action === undefined
          ? undefined
          : { value: action, rule: `${path}.search.engines.${engine}` };
      },
      start: { value: undefined, rule: "built-in search" },
      // An engine of which the locking profile says nothing is treated as its categories are: only closing is stricter.
      keep: (held, said) =>
        held === undefined
          ? { value: said === "block" ? said : held, isLoosening: said !== "block" }
          : keepStricter(held, said ?? held),
    });
    if (held.value !== undefined) {
      engines[engine] = { action: held.value, rule: ruleOf(held) };
    }
  }
  const images = foldSetting<Action>(folding, {
    locks,
    read: ({ search }, path) =>
      search?.images === undefined
        ? undefined
        : { value: search.images, rule: `${path}.search.images` },
    start: { value: "allow", rule: "built-in search" },
    keep: keepStricter,
  });
  const youtube = foldSetting<YoutubeMode>(folding, {
    locks,
    read: ({ search }, path) =>
      search?.youtube === undefined
        ? undefined
        : { value: search.youtube, rule: `${path}.search.youtube` },
    start: { value: youtubeFor(reading), rule: "built-in search" },
    keep: (held, said) => {
      const isLoosening = youtubeModes.indexOf(said) > youtubeModes.indexOf(held);
      return { value: isLoosening ? held : said, isLoosening };
    },
  });
  return {
    isSafe: safe.value ?? (safe.lock !== undefined || reading !== "staff"),
    safeRule: ruleOf(safe),
    engines,
    images: settingOf(images),
    youtube: youtube.value,
  };
}

function namedEngines({ links }: Folding): Set<string> {
  const sections = links.flatMap(({ profile }) => [profile, ...Object.values(profile.at ?? {})]);
  return new Set(sections.flatMap(({ search }) => Object.keys(search?.engines ?? {})));
}

function cleanHosts(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => normaliseHost(text)))].filter(
    (host) => host !== undefined,
  );
}

/** `keep` of hosts that are excepted: only those that were before, or parts of them. */
function keepCovered(held: readonly string[], said: readonly string[]) {
  const value = said.filter((host) => held.some((one) => hostCovers(one, host)));
  return { value, isLoosening: value.length < said.length };
}

/** `keep` of things that are stopped: what was before, and more. */
function keepAll<T>(held: readonly T[], said: readonly T[]) {
  const value = [...new Set([...held, ...said])];
  return {
    value: value.length > held.length ? value : held,
    isLoosening: held.some((one) => !said.includes(one)),
  };
}

export function foldDownloads(folding: Folding): EffectivePolicy["downloads"] {
  const locks = ["downloads"];
  const standard = "built-in downloads";
  const hosts =
    (name: "from" | "notFrom") =>
    ({ downloads }: SettingsAt, path: string): Said<readonly string[]> | undefined => {
      const texts = downloads?.[name];
      return texts === undefined
        ? undefined
        : { value: cleanHosts(texts), rule: `${path}.downloads.${name}` };
    };
  const block = foldSetting<readonly DownloadKind[]>(folding, {
    locks,
    read: ({ downloads }, path) =>
      downloads?.block === undefined
        ? undefined
        : { value: downloads.block, rule: `${path}.downloads.block` },
    start: { value: [], rule: standard },
    keep: keepAll,
  });
  const start = { value: [], rule: standard };
  const from = foldSetting(folding, { locks, read: hosts("from"), start, keep: keepCovered });
  const notFrom = foldSetting(folding, { locks, read: hosts("notFrom"), start, keep: keepAll });
  const said = [block, notFrom, from].find(({ rule }) => rule !== standard) ?? block;
  return { block: block.value, from: from.value, notFrom: notFrom.value, rule: ruleOf(said) };
}

export function foldCamera(folding: Folding): EffectivePolicy["cameraAndMicrophone"] {
  const held = foldSetting<readonly string[] | undefined>(folding, {
    locks: ["cameraAndMicrophone"],
    read: ({ cameraAndMicrophone }, path) =>
      cameraAndMicrophone === undefined
        ? undefined
        : {
            value: cleanHosts(cameraAndMicrophone.only),
            rule: `${path}.cameraAndMicrophone.only`,
          },
    start: { value: undefined, rule: "" },
    keep: (held, said = []) =>
      held === undefined ? { value: said, isLoosening: false } : keepCovered(held, said),
  });
  return held.value === undefined ? undefined : { only: held.value, rule: ruleOf(held) };
}
