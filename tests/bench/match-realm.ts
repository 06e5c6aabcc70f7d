// Where engines of one size live: a fresh worker of Node or a fresh page, so that loops meet one set of tables only,
// as they do in a pupil's page. Texts and phrases are given once; then it is told what to build and what to run.
import { compareSpans, naiveSpans, type Compared, type Span } from "./match-oracle.ts";
import { engineNames, engines, type EngineName, type Matcher } from "./match-engines.ts";
import { disguises, makeWorkloads, type WorkloadName } from "./match-texts.ts";

export interface RealmInput {
  readonly phrases: readonly string[];
  readonly packed: ArrayBuffer;
  readonly rust: ArrayBuffer | undefined;
  readonly prose: string;
}

/** One thing whose time is measured. `units`: how much of the workload is read, less for those that are slow. */
export type Work =
  | { readonly kind: "build"; readonly engine: EngineName }
  | {
      readonly kind: "run";
      readonly engine: EngineName;
      readonly workload: WorkloadName;
      readonly units: number;
      /** Short ones are done so many times over: clocks of processor time are coarse. */
      readonly times: number;
    };

export interface Found extends Compared {
  /** Of a hundred phrases each, those found in a short line in this dress. */
  readonly dressed: Readonly<Record<string, number>>;
}

export interface Realm {
  /** Does the work at once; the answer is what it counted. Whoever calls takes the time. */
  readonly work: (work: Work) => number;
  /** Units of a workload, all of it. */
  readonly unitsOf: (workload: WorkloadName) => number;
  /** Held against the oracle over so many units of the prose. */
  readonly found: (engine: EngineName, units: number) => Found | undefined;
  /** Memory of an engine's own that no heap shows. */
  readonly bytesOf: (engine: EngineName) => number;
  readonly names: readonly EngineName[];
}

function flat(text: string): string {
  // Reading a unit makes one plain string of what was sliced or joined.
  text.charCodeAt(text.length - 1);
  return text;
}

export function openRealm(input: RealmInput): Realm {
  const workloads = makeWorkloads(input.prose);
  const matchers = new Map<EngineName, Matcher>();
  const portions = new Map<string, readonly string[]>();
  const expected = new Map<number, readonly Span[]>();

  function matcherOf(engine: EngineName): Matcher {
    const matcher = matchers.get(engine);
    if (matcher === undefined) throw new Error(`${engine} is not built`);
    return matcher;
  }

  /** As many pieces of a workload as hold so many units; the last is cut. Made once. */
  function portionOf(workload: WorkloadName, units: number): readonly string[] {
    const key = `${workload}-${units}`;
    let portion = portions.get(key);
    if (portion === undefined) {
      const pieces: string[] = [];
      let room = units;
      for (const piece of workloads[workload]) {
        if (room <= 0) break;
        pieces.push(flat(piece.slice(0, room)));
        room -= piece.length;
      }
      portion = pieces;
      portions.set(key, portion);
    }
    return portion;
  }

  return {
    names: engineNames,
    work(work) {
      if (work.kind === "build") {
        const built: Matcher | undefined = engines[work.engine](input);
        if (built === undefined) return 0;
        matchers.set(work.engine, built);
        // Some prepare themselves only when first asked.
        return 1 + built.scan("nothing of this kind");
      }
      const matcher = matcherOf(work.engine);
      const pieces = portionOf(work.workload, work.units);
      let count = 0;
      for (let time = 0; time < work.times; time += 1) {
        if (work.workload === "joined") count += matcher.scan(pieces.join("\n"));
        else for (const piece of pieces) count += matcher.scan(piece);
      }
      return count;
    },
    unitsOf: (workload) => workloads[workload].reduce((sum, piece) => sum + piece.length, 0),
    found(engine, units) {
      const { scan, spans } = matcherOf(engine);
      if (spans === undefined) return undefined;
      const text = flat(input.prose.slice(0, units));
      const wanted = expected.get(units) ?? naiveSpans(text, input.phrases);
      expected.set(units, wanted);
      const shown = input.phrases.slice(0, 100);
      const dressed = Object.entries(disguises).map(([name, dress]) => {
        const lines = shown.map((phrase) => `today we read ${dress(phrase)} once more`);
        return [name, lines.filter((line) => scan(line) > 0).length] as const;
      });
      return { ...compareSpans(wanted, spans(text)), dressed: Object.fromEntries(dressed) };
    },
    bytesOf: (engine) => matchers.get(engine)?.bytes?.() ?? 0,
  };
}
