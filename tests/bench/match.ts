// Measures the match engine: `node tests/bench/match.ts [--rounds N]`. One JSON line per figure, no judgement.
// Processor time of this process is used, not the clock on the wall, and a loop that only touches each character
// runs beside it, so that figures from a busy or slow machine can still be compared ("touchRatio").
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { loadLexiconFolder } from "../../lib/build/lexicon-folder.ts";
import { readLexicons } from "../../lib/build/lexicon-pack.ts";
import { findHits } from "../../lib/core/match/find-hits.ts";
import { openLexicon } from "../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../lib/core/match/types.ts";

const units = 2_000_000;
const roundsAt = process.argv.indexOf("--rounds");
const rounds = roundsAt > 0 ? Number(process.argv[roundsAt + 1]) : 5;

function print(row: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

/** Processor milliseconds. */
function spend(work: () => unknown): number {
  const begun = process.cpuUsage();
  work();
  const spent = process.cpuUsage(begun);
  return (spent.user + spent.system) / 1000;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

/** A small repeatable chance (mulberry32). */
function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const chance = makeChance(7);
const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T;
const common =
  `the of and to in a is that it was for on are with as they be at this have from or had by hot but some what there
   we can out other were all your when up use word how said an each she which do their time if will way about many
   then them would write like so these her long make thing see him two has look more day could go come did my sound
   no most number who over know water than call first people may down side been now find any new work part take get
   place made live where after back little only round man year came show every good me give our under name`.split(
    /\s+/,
  );

function invent(): string {
  const syllable = (): string =>
    pick(Array.from("bcdfghklmnprstvw")) +
    pick(Array.from("aeiou")) +
    pick(["", "n", "r", "s", "t"]);
  return Array.from({ length: 2 + Math.floor(chance() * 2) }, syllable).join("");
}

/** Prose-like text: common words by rank, invented ones between, a planted phrase now and then. */
function makeText(planted: readonly string[]): string {
  const words: string[] = [];
  for (let length = 0; length < units;) {
    const roll = chance();
    let next = common[Math.floor(chance() ** 2 * common.length)] ?? "the";
    if (roll < 0.001 && planted.length > 0) next = pick(planted);
    else if (roll < 0.35) next = invent();
    if (chance() < 0.1) next += pick([".", ",", "; "]);
    words.push(next);
    length += next.length + 1;
  }
  return words.join(" ");
}

function touch(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum ^= text.charCodeAt(at);
  return sum;
}

function measure(name: string, lexicon: Lexicon, bytes: number, text: string): void {
  const cold = spend(() => findHits(lexicon, text.slice(0, 200_000)));
  const engine: number[] = [];
  const touching: number[] = [];
  let hits = 0;
  for (let round = 0; round < rounds; round += 1) {
    engine.push(spend(() => (hits = findHits(lexicon, text).length)));
    touching.push(spend(() => touch(text)));
  }
  const nodes = Array.from({ length: 5000 }, (_, place) => text.slice(place * 40, place * 40 + 40));
  const nodeMs = spend(() => nodes.forEach((node) => findHits(lexicon, node, false)));
  print({
    bench: name,
    phrases: lexicon.phrases.length,
    bytes,
    firstPass200kMs: Math.round(cold * 10) / 10,
    mcuPerS: Math.round(text.length / 100 / median(engine)) / 10,
    touchRatio: Math.round((10 * median(engine)) / median(touching)) / 10,
    nodes5000Ms: Math.round(nodeMs * 10) / 10,
    hits,
  });
}

function open(bytes: ArrayBuffer | undefined): Lexicon {
  const opened = openLexicon(bytes ?? new ArrayBuffer(0));
  if (!opened.ok) throw new Error(opened.error.map((one) => one.what).join("; "));
  return opened.value;
}

print({ machine: cpus()[0]?.model, cores: cpus().length, node: process.version, units, rounds });
// First, as in a page, which opens one lexicon: after others the loops have met arrays of other widths.
const own = await loadLexiconFolder(
  fileURLToPath(new URL("../../rules/lexicons", import.meta.url)),
);
if (own.lexicon) measure("own-lexicons", open(own.lexicon), own.lexicon.byteLength, makeText([]));
for (const count of [1000, 10_000]) {
  const phrases = new Set<string>();
  while (phrases.size < count) {
    phrases.add(
      Array.from({ length: 2 + Math.floor(chance() * 3) }, () =>
        chance() < 0.5 ? pick(common) : invent(),
      ).join(" "),
    );
  }
  const list = [...phrases];
  const text = `theme drugs\nlanguage en\n${list.map((phrase) => `40 low | ${phrase}`).join("\n")}`;
  let packed: ArrayBuffer | undefined;
  const packMs = spend(() => (packed = readLexicons([{ name: "bench.txt", text }]).lexicon));
  print({ bench: "pack", phrases: count, packMs: Math.round(packMs) });
  measure(`plain-${count}`, open(packed), packed?.byteLength ?? 0, makeText(list));
}
