// Where and when something happened excuses nothing: “… at the party on saturday” behind a threat leaves it a threat. An
// excuse whose word is too common takes hundreds of concerns with it, and no single case of ours would show that.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadScanner } from "../../../eval/load-scanner.ts";
import { readSets } from "../../../eval/read-sets.ts";

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

/** Of a hundred concerns with a tail behind them. Measured: 0.4; before such excuses were narrowed, 6.5. */
const mostSilentOfHundred = 0.6;

test("a concern with an everyday tail is a concern", async () => {
  const rows = await readSets(fileURLToPath(new URL("../../../eval/cases", import.meta.url)));
  const scanner = await loadScanner("ks3");
  const isFound = (text: string): boolean => scanner.scan({ text, source: "typed" }).length > 0;
  const concerns = rows.filter(
    ({ label, source, text }) =>
      label === "harmful" &&
      source === "typed" &&
      text.length < 140 &&
      // Those of other languages have lexicons of their own.
      /^[\x20-\x7e]+$/.test(text) &&
      isFound(text),
  );
  expect(concerns.length).toBeGreaterThan(2000);
  const silent = tails.map((tail) => {
    const lost = concerns.filter(({ text }) => !isFound(`${text.replace(/[.!?]+$/, "")} ${tail}`));
    return { tail, share: (100 * lost.length) / concerns.length, ids: lost.map(({ id }) => id) };
  });
  const mean = silent.reduce((sum, { share }) => sum + share, 0) / tails.length;
  const worst = silent.toSorted((a, b) => b.share - a.share).slice(0, 3);
  expect(mean, JSON.stringify(worst)).toBeLessThanOrEqual(mostSilentOfHundred);
  expect(worst[0]?.share, JSON.stringify(worst[0])).toBeLessThanOrEqual(3);
});
