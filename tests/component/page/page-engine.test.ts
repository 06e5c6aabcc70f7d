// One engine for several frames: its tables are opened once, each frame has its own settings and school's phrases, and
// what frames scan in turns does not meet.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createPageEngine, type LoadTables } from "../../../lib/app/page/page-engine.ts";
import { readLexicons } from "../../../lib/build/lexicon-pack.ts";
import type { Theme } from "../../../lib/contract/vocabulary.ts";

function packed(theme: string, ...phrases: readonly string[]): ArrayBuffer {
  const rows = phrases.map((phrase) => `80 high | ${phrase}`).join("\n");
  const text = `theme ${theme}\nlanguage en\n${rows}\n`;
  const { lexicon, problems } = readLexicons([{ name: "a.txt", text }]);
  if (lexicon === undefined) throw new Error(JSON.stringify(problems));
  return lexicon;
}

const english = packed("violence", "purple elephant", "red ..2 owl");
const polish = packed("violence", "brown bear");
const base64 = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString("base64");
const ownPhrases = base64(packed("bullying", "grey heron"));
const newPhrases = base64(packed("bullying", "brown bear"));
const wanting = (...themes: readonly Theme[]) => ({
  thresholds: Object.fromEntries(themes.map((theme) => [theme, 50])),
});

function engine(load: LoadTables = async (language) => (language ? polish : english)) {
  const asked: string[] = [];
  const made = createPageEngine((language) => {
    asked.push(language ?? "en");
    return load(language);
  });
  return { engine: made, asked };
}

const read = (text: string) => ({ text, source: "page" as const });

test("tables are asked for at once, and once for all frames", async () => {
  const { engine: shared, asked } = engine();
  expect(asked).toEqual(["en"]);
  const [first, second] = await Promise.all([
    shared.open({}, wanting("violence")),
    shared.open({ languages: ["pl"] }, wanting("violence")),
  ]);
  expect(await shared.open({ languages: ["pl"] }, wanting("violence"))).toBeDefined();
  expect(asked).toEqual(["en", "pl"]);
  expect(first?.scan(read("a brown bear"))).toHaveLength(0);
  expect(second?.scan(read("a brown bear"))).toHaveLength(1);
});

test("each frame is held to its own thresholds and the phrases it was told of", async () => {
  const { engine: shared } = engine();
  const text = read("a purple elephant, a grey heron, a brown bear");
  const themes = async (own: string | undefined, ...wanted: readonly Theme[]) =>
    (await shared.open({ ownPhrases: own }, wanting(...wanted)))
      ?.scan(text)
      .map(({ category, matches }) => `${category}: ${matches[0]?.phrase}`);
  expect(await themes(undefined, "violence", "bullying")).toEqual(["violence: purple elephant"]);
  expect(await themes(ownPhrases, "bullying")).toEqual(["bullying: grey heron"]);
  // A new policy came before the next frame.
  expect(await themes(newPhrases, "bullying")).toEqual(["bullying: brown bear"]);
  expect(await themes("no base64!", "violence")).toEqual(["violence: purple elephant"]);
});

test("tables that could not be had are asked for again by the next frame", async () => {
  const answers = [undefined, new ArrayBuffer(4), english];
  const { engine: shared, asked } = engine(async () => answers.shift());
  expect(await shared.open({}, wanting("violence"))).toBeUndefined();
  expect(await shared.open({}, wanting("violence"))).toBeUndefined();
  expect(await shared.open({}, wanting("violence"))).toBeDefined();
  expect(asked).toHaveLength(3);
});

test("a language that cannot be had leaves the others to be looked for", async () => {
  const { engine: shared } = engine(async (language) => (language === "cy" ? undefined : english));
  const scanner = await shared.open({ languages: ["cy", "pl"] }, wanting("violence"));
  const found = scanner?.scan(read("a purple elephant")) ?? [];
  expect(found.map(({ matches }) => matches[0]?.phrase)).toEqual([
    "purple elephant",
    "pl: purple elephant",
  ]);
});

test("frames whose pieces are scanned in turns find what each finds alone", async () => {
  const { engine: shared } = engine();
  const words = ["purple", "elephant", "red", "owl", "k1te", "pur-ple", "heron", "…", "é"];
  const texts = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3000 })
    .map((some) => some.join(" "));
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 2, maxLength: 4 }), async (given) => {
      const scanned = async (at: number, text: string, pause: () => Promise<void>) => {
        const wanted = at % 2 === 0 ? { ownPhrases } : {};
        const scanner = await shared.open(wanted, wanting("violence", "bullying"));
        return scanner?.scanInPieces(read(text), pause);
      };
      const alone = [];
      for (const [at, text] of given.entries()) {
        alone.push(await scanned(at, text, () => Promise.resolve()));
      }
      const turn = () => new Promise<void>((next) => setImmediate(next));
      const together = await Promise.all(given.map((text, at) => scanned(at, text, turn)));
      expect(together).toEqual(alone);
    }),
    { numRuns: 30 },
  );
});
