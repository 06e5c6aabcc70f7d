// What changed from one state of a policy to the next, in sentences for an IT lead (requirement F12).
// Whatever differs is said: what has words of its own in them, anything else by its place.
import type { Policy, PolicyList, PolicySite } from "../../contract/policy.ts";
import { siteHostText } from "./site-entry.ts";

const mostSentences = 50;
/** An event takes sentences of up to 300 characters. */
const longestSentence = 300;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Fields = { readonly [key: string]: Json };

/** At most 50 sentences, the last of which says how many more there are; none where nothing changed. Never throws. */
export function policyChanges(before: Policy, after: Policy): string[] {
  const said = [...differences(before as unknown as Json, after as unknown as Json, [])].map(
    (sentence) =>
      sentence.length <= longestSentence ? sentence : `${sentence.slice(0, longestSentence - 1)}…`,
  );
  if (said.length <= mostSentences) return said;
  const more = said.length - (mostSentences - 1);
  return [...said.slice(0, mostSentences - 1), `And ${more} more changes.`];
}

function* differences(before: Json, after: Json, path: readonly string[]): Generator<string> {
  if (isSame(before, after)) return;
  const own = describe(before, after, path);
  if (own !== undefined) {
    yield* own;
    return;
  }
  if (isFields(before) && isFields(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* differences(fieldOf(before, key), fieldOf(after, key), [...path, key]);
    }
    return;
  }
  yield `${path.length === 0 ? "The policy" : path.join(".")}: ${show(after)}; it was ${show(before)}.`;
}

/** `null` stands for what is not there: the two differ in nothing but `agreement`, which has words of its own. */
function fieldOf(fields: Fields, key: string): Json {
  return Object.hasOwn(fields, key) ? (fields[key] ?? null) : null;
}

function isFields(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equal as JSON; the order of names in an object does not count, and what is not there is as if it were null. */
function isSame(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, place) => isSame(value, other[place]));
  }
  if (isFields(one) && isFields(other)) {
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
      isSame(fieldOf(one, key), fieldOf(other, key)),
    );
  }
  return (one ?? null) === (other ?? null);
}

function show(value: Json): string {
  if (value === null || value === undefined) return "not said";
  if (typeof value === "string") return `"${value}"`;
  if (Array.isArray(value)) {
    return value.every((one) => typeof one === "string") && value.length <= 8
      ? `[${value.join(", ")}]`
      : `a list of ${value.length}`;
  }
  return typeof value === "object" ? "what the policy says" : String(value);
}

/** Sentences for places that deserve better than their path; undefined for all others. */
function describe(
  before: Json,
  after: Json,
  path: readonly string[],
): Iterable<string> | undefined {
  const [top, id, name, time, inner] = path;
  if (top === "profiles" && id !== undefined) {
    if (path.length === 2) {
      if (before === null) return [`New profile "${id}".`];
      if (after === null) return [`The profile "${id}" is gone.`];
      return undefined;
    }
    if (name === "at" && time !== undefined) {
      const who = `${id}, at the time "${time}"`;
      if (path.length === 4 && (before === null || after === null)) {
        return before === null
          ? [...[`${who}: something is different now.`], ...inside(after, path)]
          : [`${who}: nothing is different any more.`];
      }
      return inner === undefined ? undefined : describeSetting(before, after, who, path.slice(4));
    }
    return describeSetting(before, after, id, path.slice(2));
  }
  if (path.length === 1) return describeTop(before, after, top ?? "");
  if (path.length === 2 && id !== undefined && isFieldsOrNull(before) && isFieldsOrNull(after)) {
    if (top === "groups") return describeGroup(before, after, id);
    const kind = top === "agreements" ? "agreement" : top === "lessons" ? "lesson list" : undefined;
    if (kind !== undefined && (before === null || after === null)) {
      return [before === null ? `New ${kind} "${id}".` : `The ${kind} "${id}" is gone.`];
    }
  }
  return undefined;
}

function inside(after: Json, path: readonly string[]): string[] {
  return [...differences({}, after, path)];
}

function isFieldsOrNull(value: Json): value is Fields | null {
  return value === null || isFields(value);
}

function describeSetting(
  before: Json,
  after: Json,
  who: string,
  path: readonly string[],
): Iterable<string> | undefined {
  const [name, what] = path;
  if (name === "categories" && what !== undefined) {
    return [`${who}: the category "${what}" is now ${show(after)}; it was ${show(before)}.`];
  }
  if (path.length !== 1) return undefined;
  if (name === "allow" || name === "block") {
    return sites(before, after, `${who}: `, name === "allow" ? "opened" : "blocked");
  }
  if (name === "locked") {
    const [gone, come] = compare(before, after, String);
    return [
      ...come.map((one) => `${who}: ${show(one)} is now locked.`),
      ...gone.map((one) => `${who}: ${show(one)} is no longer locked.`),
      ...reordered(before, after, gone, come, `${who}: the locks stand in another order.`),
    ];
  }
  if (name === "agreement") {
    return [`${who}: the agreement is now ${show(after)}; it was ${show(before)}.`];
  }
  return undefined;
}

function sites(before: Json, after: Json, who: string, verb: string): string[] {
  const [gone, come] = compare(before, after, (site) => JSON.stringify(site));
  return [
    ...come.map((one) => `${who}${siteText(one)} is now ${verb}${siteWhy(one)}.`),
    ...gone.map((one) => `${who}${siteText(one)} is no longer ${verb}${siteWhy(one)}.`),
    ...reordered(before, after, gone, come, `${who}the entries stand in another order.`),
  ];
}

function siteText(value: Json): string {
  const site = value as PolicySite;
  return typeof site === "string" ? site : `${siteHostText(site)}${site.path ?? ""}`;
}

function siteWhy(value: Json): string {
  const site = value as PolicySite;
  if (typeof site === "string") return "";
  const parts = [
    site.why,
    site.by === undefined ? undefined : `by ${site.by}`,
    site.until === undefined ? undefined : `until ${site.until}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}

/** What is only in the first and what is only in the second of two lists. */
function compare(
  before: Json,
  after: Json,
  keyOf: (value: Json) => string,
): readonly [gone: readonly Json[], come: readonly Json[]] {
  const [was, is] = [before, after].map((value): readonly Json[] =>
    Array.isArray(value) ? value : [],
  );
  const keysOf = (values: readonly Json[] | undefined) => new Set((values ?? []).map(keyOf));
  const [wasKeys, isKeys] = [keysOf(was), keysOf(is)];
  return [
    (was ?? []).filter((one) => !isKeys.has(keyOf(one))),
    (is ?? []).filter((one) => !wasKeys.has(keyOf(one))),
  ];
}

/** Lists that differ although the same things stand in them. */
function reordered(
  _before: Json,
  _after: Json,
  gone: readonly Json[],
  come: readonly Json[],
  sentence: string,
): string[] {
  return gone.length + come.length === 0 ? [sentence] : [];
}

function describeTop(before: Json, after: Json, top: string): Iterable<string> | undefined {
  switch (top) {
    case "lists":
      return lists(before, after);
    case "protectedSites": {
      const [gone, come] = compare(before, after, String);
      return [
        ...come.map((one) => `${String(one)} is now a protected site.`),
        ...gone.map((one) => `${String(one)} is no longer a protected site.`),
        ...reordered(before, after, gone, come, "The protected sites stand in another order."),
      ];
    }
    case "withdrawn":
      // Whose it is stays in the policy: this goes into events and logs.
      return counted(before, after, "Access is withdrawn by", "entry", "entries");
    case "assignments":
      return counted(before, after, "Profiles are assigned by", "line", "lines");
    case "categories":
      return named(before, after, "category", "categories");
    default:
      return undefined;
  }
}

function counted(
  before: Json,
  after: Json,
  words: string,
  one: string,
  many: string,
): readonly string[] {
  const [gone, come] = compare(before, after, (value) => JSON.stringify(value));
  const size = Array.isArray(after) ? after.length : 0;
  const what = [
    ...(come.length > 0 ? [`${come.length} new`] : []),
    ...(gone.length > 0 ? [`${gone.length} gone`] : []),
    ...(come.length + gone.length === 0 ? ["in another order"] : []),
  ];
  return [`${words} ${size} ${size === 1 ? one : many} now: ${what.join(", ")}.`];
}

function named(before: Json, after: Json, kind: string, kinds: string): readonly string[] {
  const [gone, come] = compare(before, after, (value) => JSON.stringify(value));
  const idOf = (value: Json) => (isFields(value) ? String(value["id"]) : "");
  const goneIds = new Set(gone.map(idOf));
  const comeIds = new Set(come.map(idOf));
  return [
    ...come.map((one) =>
      goneIds.has(idOf(one))
        ? `The ${kind} "${idOf(one)}" is described otherwise.`
        : `New ${kind} "${idOf(one)}".`,
    ),
    ...gone
      .filter((one) => !comeIds.has(idOf(one)))
      .map((one) => `The ${kind} "${idOf(one)}" is gone.`),
    ...reordered(before, after, gone, come, `The ${kinds} stand in another order.`),
  ];
}

function lists(before: Json, after: Json): readonly string[] {
  const [gone, come] = compare(before, after, (value) => JSON.stringify(value));
  const was = new Map((gone as unknown as PolicyList[]).map((list) => [list.id, list]));
  const sentences = (come as unknown as PolicyList[]).map((list) => {
    const old = was.get(list.id);
    was.delete(list.id);
    if (old === undefined) {
      return `New list "${list.id}" (${list.category})${sizeOf(list)}.`;
    }
    const [hostsGone, hostsCome] = compare(old.hosts ?? [], list.hosts ?? [], String);
    const what = [
      ...(old.category === list.category
        ? []
        : [`its category is now "${list.category}", it was "${old.category}"`]),
      ...(hostsCome.length > 0 ? [`${hostsCome.length} hosts more`] : []),
      ...(hostsGone.length > 0 ? [`${hostsGone.length} hosts fewer`] : []),
      ...(old.address === list.address && isSame(placeOf(old), placeOf(list))
        ? []
        : ["it comes from elsewhere"]),
    ];
    return `The list "${list.id}": ${what.length === 0 ? "it is described otherwise" : what.join(", ")}.`;
  });
  sentences.push(...[...was.keys()].map((id) => `The list "${id}" is gone.`));
  return sentences.length === 0 ? ["The lists stand in another order."] : sentences;
}

function placeOf(list: PolicyList): Json {
  return (list.fetch ?? null) as unknown as Json;
}

function sizeOf({ hosts, address, fetch }: PolicyList): string {
  if (hosts !== undefined) return ` of ${hosts.length} hosts`;
  const from = address ?? fetch?.address;
  return from === undefined ? "" : ` from ${from}`;
}

function describeGroup(before: Fields | null, after: Fields | null, id: string): readonly string[] {
  const members = (group: Fields | null) => group?.["members"] ?? [];
  const [gone, come] = compare(members(before), members(after), String);
  const size = [members(after)].flat().length;
  if (before === null) return [`New group "${id}" of ${size}.`];
  if (after === null) return [`The group "${id}" is gone.`];
  const what = [
    ...(before["title"] === after["title"]
      ? []
      : [`its title is now ${show(after["title"] ?? null)}`]),
    ...(come.length > 0 ? [`${come.length} members more`] : []),
    ...(gone.length > 0 ? [`${gone.length} members fewer`] : []),
  ];
  // Who they are stays in the policy: this goes into events and logs.
  return [
    `The group "${id}": ${what.length === 0 ? "its members stand in another order" : what.join(", ")}.`,
  ];
}
