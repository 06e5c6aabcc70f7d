// The words of `policy-changes.ts`: two values of the policy that differ, and what to say of it.
import type { PolicyList, PolicySite } from "../../contract/policy.ts";
import { siteHostText } from "./site-entry.ts";

/** JSON as it is compared: `undefined` stands for what is not there. */
type Json = null | boolean | number | string | readonly Json[] | Fields;
export type Value = Json | undefined;
export interface Fields {
  readonly [key: string]: Value;
}

/** `undefined` stands for what is not there. */
export function fieldOf(fields: Fields, key: string): Value {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

export function isFields(value: Value): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equal as JSON; the order of names in an object does not count. */
export function isSame(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, place) => isSame(value, other[place]));
  }
  if (isFields(one) && isFields(other)) {
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
      isSame(fieldOf(one, key), fieldOf(other, key)),
    );
  }
  return false;
}

export function show(value: Value): string {
  if (value === undefined) return "not said";
  if (value === null) return "none";
  if (typeof value === "string") return `"${value}"`;
  if (Array.isArray(value)) {
    return value.every((one) => typeof one === "string") && value.length <= 8
      ? `[${value.join(", ")}]`
      : `a list of ${value.length}`;
  }
  return typeof value === "object" ? "what the policy says" : String(value);
}

export function describeSetting(
  before: Value,
  after: Value,
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
      ...reordered(gone, come, `${who}: the locks stand in another order.`),
    ];
  }
  if (name === "agreement") {
    return [`${who}: the agreement is now ${show(after)}; it was ${show(before)}.`];
  }
  return undefined;
}

function sites(before: Value, after: Value, who: string, verb: string): string[] {
  const [gone, come] = compare(before, after, (site) => JSON.stringify(site));
  return [
    ...come.map((one) => `${who}${siteText(one)} is now ${verb}${siteWhy(one)}.`),
    ...gone.map((one) => `${who}${siteText(one)} is no longer ${verb}${siteWhy(one)}.`),
    ...reordered(gone, come, `${who}the entries stand in another order.`),
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
  before: Value,
  after: Value,
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
function reordered(gone: readonly Json[], come: readonly Json[], sentence: string): string[] {
  return gone.length + come.length === 0 ? [sentence] : [];
}

/** A text without its quotation marks. */
function plain(value: Value): string {
  return typeof value === "string" ? value : show(value);
}

export function describeTop(
  before: Value,
  after: Value,
  top: string,
): Iterable<string> | undefined {
  switch (top) {
    case "change": {
      if (!isFields(after)) return ["Who made the change, and why, is not said."];
      const on = after["on"] === undefined ? "" : ` on ${plain(after["on"])}`;
      return [`Changed by ${plain(after["by"])}${on}: ${plain(after["why"])}`];
    }
    case "lists":
      return lists(before, after);
    case "protectedSites": {
      const [gone, come] = compare(before, after, String);
      return [
        ...come.map((one) => `${plain(one)} is now a protected site.`),
        ...gone.map((one) => `${plain(one)} is no longer a protected site.`),
        ...reordered(gone, come, "The protected sites stand in another order."),
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
  before: Value,
  after: Value,
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

function named(before: Value, after: Value, kind: string, kinds: string): readonly string[] {
  const [gone, come] = compare(before, after, (value) => JSON.stringify(value));
  const idOf = (value: Json) => (isFields(value) ? plain(value["id"]) : "");
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
    ...reordered(gone, come, `The ${kinds} stand in another order.`),
  ];
}

export function describeContacts(before: Value, after: Value): readonly string[] {
  return named(before, after, "contact", "contacts");
}

/** Any other list: what is new in it and what is gone. */
export function describeItems(before: Value, after: Value, path: string): readonly string[] {
  const [gone, come] = compare(before, after, (value) => JSON.stringify(value));
  return [
    ...itemTexts(come).map((one) => `${path}: now with ${one}.`),
    ...itemTexts(gone).map((one) => `${path}: no longer with ${one}.`),
    ...reordered(gone, come, `${path}: in another order.`),
  ];
}

/** Short things in one sentence, longer ones each in its own. */
function itemTexts(items: readonly Json[]): string[] {
  const texts = items.map(itemText);
  const areShort = items.every((item) => typeof item === "string" && item.length <= 40);
  return areShort && texts.length > 0 ? [texts.join(", ")] : texts;
}

function itemText(value: Value): string {
  if (!isFields(value)) return show(value);
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${key} ${Array.isArray(inner) ? inner.join(", ") : plain(inner)}`)
    .join("; ");
}

function lists(before: Value, after: Value): readonly string[] {
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

function placeOf(list: PolicyList): Value {
  return list.fetch;
}

function sizeOf({ hosts, address, fetch }: PolicyList): string {
  if (hosts !== undefined) return ` of ${hosts.length} hosts`;
  const from = address ?? fetch?.address;
  return from === undefined ? "" : ` from ${from}`;
}

export function describeGroup(
  before: Fields | undefined,
  after: Fields | undefined,
  id: string,
): readonly string[] {
  const members = (group: Fields | undefined): Value => group?.["members"] ?? [];
  const [gone, come] = compare(members(before), members(after), String);
  const size = [members(after)].flat().length;
  if (before === undefined) return [`New group "${id}" of ${size}.`];
  if (after === undefined) return [`The group "${id}" is gone.`];
  const what = [
    ...(before["title"] === after["title"] ? [] : [`its title is now ${show(after["title"])}`]),
    ...(come.length > 0 ? [`${come.length} members more`] : []),
    ...(gone.length > 0 ? [`${gone.length} members fewer`] : []),
  ];
  // Who they are stays in the policy: this goes into events and logs.
  return [
    `The group "${id}": ${what.length === 0 ? "its members stand in another order" : what.join(", ")}.`,
  ];
}
