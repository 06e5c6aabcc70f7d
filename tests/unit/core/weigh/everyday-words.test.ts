// Where and when something happened excuses nothing: “… at the party on saturday” behind a threat leaves it a threat. An
// excuse whose word is too common takes hundreds of concerns with it, and no single case of ours would show that. Nor does
// what others write above and below a threat.
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { loadScanner } from "../../../eval/load-scanner.ts";
import { readSets, type EvalRow } from "../../../eval/read-sets.ts";

const tails = [
  "after the lesson",
  "at school with the teachers and pupils",
  "on the bus home",
  "in the park on friday",
  "when the doctor came",
  "by the wall in my coat",
  "in the kitchen at dinner",
  "at the party on saturday",
  "with my dog and my cat",
  "while we watched a film",
  "on my birthday",
  "during maths",
  "in the toilets at break",
  "when mum was at work",
  "and the police came",
  "and mr smith saw it",
  "at church on sunday",
  "after i did my homework",
  "on the way to the shops",
  "in the group chat",
  "when i was asleep in bed",
  "and everyone laughed",
  "in the summer holidays",
  "at christmas",
  "because of my friends",
  "when i am at college",
  "on tiktok and insta",
  "and he is a good friend",
  "in front of the teacher and the students",
  "near the library",
] as const;

let concerns: readonly EvalRow[];
let chatter: readonly string[];
let isFound: (text: string, source: "typed" | "page") => boolean;

beforeAll(async () => {
  const rows = await readSets(fileURLToPath(new URL("../../../eval/cases", import.meta.url)));
  const scanner = await loadScanner("ks3");
  isFound = (text, source) => scanner.scan({ text, source }).length > 0;
  concerns = rows.filter(
    ({ label, source, text }) =>
      label === "harmful" &&
      source === "typed" &&
      text.length < 140 &&
      // Those of other languages have lexicons of their own.
      /^[\x20-\x7e]+$/.test(text) &&
      isFound(text, source),
  );
  chatter = rows.filter(({ id }) => id.startsWith("everyday-")).map(({ text }) => text);
});

/** So many of a hundred concerns (each `every`-th) that are found by themselves are not found so. */
function silentOfHundred(
  place: (text: string, at: number) => string,
  source: "typed" | "page",
  every = 1,
) {
  const tried = concerns.filter((_, at) => at % every === 0);
  const silent = tried.filter(({ text }, at) => !isFound(place(text, at), source));
  return { share: (100 * silent.length) / tried.length, ids: silent.map(({ id }) => id) };
}

test("there are concerns and everyday lines enough", () => {
  expect(concerns.length).toBeGreaterThan(2000);
  expect(chatter.length).toBeGreaterThan(300);
});

// Measured: 0.4; before such excuses were narrowed, 6.5.
test("a concern with an everyday tail is a concern", () => {
  const silent = tails.map((tail) => ({
    tail,
    ...silentOfHundred((text) => `${text.replace(/[.!?]+$/, "")} ${tail}`, "typed", 4),
  }));
  const mean = silent.reduce((sum, { share }) => sum + share, 0) / tails.length;
  const worst = silent.toSorted((a, b) => b.share - a.share);
  expect(mean, JSON.stringify(worst.slice(0, 3))).toBeLessThanOrEqual(0.6);
  expect(worst[0]?.share, JSON.stringify(worst[0])).toBeLessThanOrEqual(3);
});

// Measured: 0.1 and 1.0; before an excuse ended with its line and its sentence, 16.6 and 16.6.
test.each([
  ["lines of a chat", "\n", "page", 0.5],
  ["sentences of one message", ". ", "typed", 1.5],
] as const)("a concern between two everyday %s is a concern", (_, between, source, most) => {
  const pick = (at: number): string => chatter[at % chatter.length] ?? "";
  const place = (text: string, at: number): string =>
    [pick(7 * at), text, pick(11 * at + 5)].join(between);
  const { share, ids } = silentOfHundred(place, source);
  expect(share, JSON.stringify(ids)).toBeLessThanOrEqual(most);
});
