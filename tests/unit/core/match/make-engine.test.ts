// Which engine reads, and what happens where WebAssembly is missing, refused, or goes wrong.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readLexicons } from "../../../../lib/build/lexicon-pack.ts";

type Modules = Awaited<ReturnType<typeof load>>;

/** The modules anew: what is known of the platform is found out once. */
async function load() {
  vi.resetModules();
  const [{ makeWasmEngine }, { findHits }, { openLexicon }] = await Promise.all([
    import("../../../../lib/core/match/wasm-engine.ts"),
    import("../../../../lib/core/match/find-hits.ts"),
    import("../../../../lib/core/match/open-lexicon.ts"),
  ]);
  return { makeWasmEngine, findHits, openLexicon };
}

const rows = ["purple elephant", "key ..3 nature", "(red|blue) owl*"];
const text = "theme violence\nlanguage en\n" + rows.map((row) => `50 high | ${row}\n`).join("");
const packed = readLexicons([{ name: "neutral.txt", text }]).lexicon ?? new ArrayBuffer(0);
const page = "a purple elephant, p.u.r.p.l.e elephants, the key to all nature, redowl and red owls";

function open({ openLexicon }: Modules, bytes = packed) {
  const opened = openLexicon(bytes);
  if (!opened.ok) throw new Error("the lexicon does not open");
  return opened.value;
}

afterEach(() => vi.unstubAllGlobals());

describe("WebAssembly", () => {
  let hits = "";
  beforeEach(async () => {
    const modules = await load();
    hits = JSON.stringify(modules.findHits(open(modules), page));
  });

  test("is what reads here", async () => {
    const modules = await load();
    expect(modules.makeWasmEngine(open(modules), 2048)).toBeDefined();
    expect(JSON.parse(hits)).toHaveLength(5);
  });

  const nothing = undefined;
  const refusing = {
    ...WebAssembly,
    Module: function refuse() {
      throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
    },
  };
  const noMemory = {
    Module: WebAssembly.Module,
    Instance: WebAssembly.Instance,
    Memory: function refuse() {
      throw new RangeError("could not allocate memory");
    },
  };

  test.each([
    ["is not there", nothing],
    ["may not be compiled", refusing],
    ["has no memory", noMemory],
  ])("%s: the other engine finds the same", async (_name, platform) => {
    vi.stubGlobal("WebAssembly", platform);
    const modules = await load();
    const lexicon = open(modules);
    expect(modules.makeWasmEngine(lexicon, 2048)).toBeUndefined();
    expect(JSON.stringify(modules.findHits(lexicon, page))).toBe(hits);
  });

  test("has no text encoder: the other engine finds the same", async () => {
    vi.stubGlobal("TextEncoder", undefined);
    const modules = await load();
    const lexicon = open(modules);
    expect(modules.makeWasmEngine(lexicon, 2048)).toBeUndefined();
    expect(JSON.stringify(modules.findHits(lexicon, page))).toBe(hits);
  });

  test("is decoded alike where the platform reads base 64 and where it does not", async () => {
    const fromBase64 = vi.fn((letters: string) => new Uint8Array(Buffer.from(letters, "base64")));
    vi.stubGlobal("Uint8Array", Object.assign(class extends Uint8Array {}, { fromBase64 }));
    const modules = await load();
    expect(modules.makeWasmEngine(open(modules), 2048)).toBeDefined();
    expect(fromBase64).toHaveBeenCalledOnce();
  });
});

describe("damaged tables", () => {
  test("reading goes on, by the other engine where one stumbles, and answers", async () => {
    const modules = await load();
    const bytes = new Uint8Array(packed);
    let opened = 0;
    // Every so many bytes one that is wrong, in ever other places.
    for (let turn = 0; turn < 100; turn += 1) {
      const damaged = bytes.slice();
      for (let place = 0; place < 12; place += 1) {
        const at = 400 + ((turn * 7919 + place * 104_729) % (bytes.length - 400));
        damaged[at] = (turn * 31 + place * 17) & 255;
      }
      const lexicon = modules.openLexicon(damaged.buffer);
      if (!lexicon.ok) continue;
      opened += 1;
      for (const careful of [true, false]) {
        expect(Array.isArray(modules.findHits(lexicon.value, page.repeat(20), careful))).toBe(true);
      }
    }
    expect(opened).toBeGreaterThan(25);
  });

  test("a gate of no phrase, far beyond memory: the other engine answers", async () => {
    const modules = await load();
    const lexicon = open(modules);
    const far = lexicon.tables.gateOf.length;
    const tables = { ...lexicon.tables, gateOf: new Uint32Array(far).fill(0x3fff_ffff) };
    const broken = { ...lexicon, phraseAt: () => undefined, phrases: [], tables };
    expect(modules.findHits(broken, page)).toEqual([]);
  });
});
