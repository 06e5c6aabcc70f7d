// What changed from one state of a policy to the next, in sentences for an IT lead (requirement F12).
// Whatever differs is said: what has words of its own in them, anything else by its place.
import type { Policy } from "../../contract/policy.ts";
import {
  describeContacts,
  describeGroup,
  describeItems,
  describeSetting,
  describeTop,
  fieldOf,
  isFields,
  isSame,
  show,
} from "./policy-change-words.ts";
import type { Fields, Value } from "./policy-change-words.ts";

const mostSentences = 50;
/** An event takes sentences of up to 300 characters. */
const longestSentence = 300;

/** At most 50 sentences, the last of which says how many more there are; none where nothing changed. Never throws. */
export function policyChanges(before: Policy, after: Policy): string[] {
  const said = [...differences(before as unknown as Value, after as unknown as Value, [])].map(
    (sentence) =>
      sentence.length <= longestSentence ? sentence : `${sentence.slice(0, longestSentence - 1)}…`,
  );
  if (said.length <= mostSentences) return said;
  const more = said.length - (mostSentences - 1);
  return [...said.slice(0, mostSentences - 1), `And ${more} more changes.`];
}

function* differences(before: Value, after: Value, path: readonly string[]): Generator<string> {
  if (isSame(before, after)) return;
  const own = describe(before, after, path);
  if (own !== undefined) {
    yield* own;
    return;
  }
  const [was, is] = [before ?? noneLike(after), after ?? noneLike(before)];
  if (isFields(was) && isFields(is)) {
    let isSaid = false;
    for (const key of new Set([...Object.keys(is), ...Object.keys(was)])) {
      for (const sentence of differences(fieldOf(was, key), fieldOf(is, key), [...path, key])) {
        isSaid = true;
        yield sentence;
      }
    }
    if (isSaid) return;
  }
  if (Array.isArray(was) && Array.isArray(is)) yield* describeItems(was, is, path.join("."));
  else yield `${path.join(".")}: ${show(after)}; it was ${show(before)}.`;
}

/** What is not there is compared as if it were empty. */
function noneLike(other: Value): Value {
  if (isFields(other)) return {};
  return Array.isArray(other) ? [] : undefined;
}

/** Sentences for places that deserve better than their path; undefined for all others. */
function describe(
  before: Value,
  after: Value,
  path: readonly string[],
): Iterable<string> | undefined {
  const [top, id, name, time, inner] = path;
  if (top === "profiles" && id !== undefined) {
    if (path.length === 2) {
      if (before === undefined) return [`New profile "${id}".`];
      if (after === undefined) return [`The profile "${id}" is gone.`];
      return undefined;
    }
    if (name === "at" && time !== undefined) {
      const who = `${id}, at the time "${time}"`;
      if (path.length === 4 && after === undefined) {
        return [`${who}: nothing is different any more.`];
      }
      return inner === undefined ? undefined : describeSetting(before, after, who, path.slice(4));
    }
    return describeSetting(before, after, id, path.slice(2));
  }
  if (path.length === 1) return describeTop(before, after, top ?? "");
  if (path.join(".") === "school.contacts") return describeContacts(before, after);
  if (
    path.length === 2 &&
    id !== undefined &&
    isFieldsOrNothing(before) &&
    isFieldsOrNothing(after)
  ) {
    if (top === "groups") return describeGroup(before, after, id);
    const kind = top === "agreements" ? "agreement" : top === "lessons" ? "lesson list" : undefined;
    if (kind !== undefined && (before === undefined || after === undefined)) {
      return [before === undefined ? `New ${kind} "${id}".` : `The ${kind} "${id}" is gone.`];
    }
  }
  return undefined;
}

function isFieldsOrNothing(value: Value): value is Fields | undefined {
  return value === undefined || isFields(value);
}
