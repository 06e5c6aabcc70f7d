// `schoolgate scan` on texts: files, standard input, lines; with the real lexicon, on sentences of this project's own.
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../../cli/kit/project-root.ts";
import { runMain } from "../../../cli/main.ts";
import { languageTags } from "../../../lib/contract/vocabulary.ts";
import { recordIo } from "../../support/command-io.ts";
import { samplePolicy } from "../../support/policies.ts";

/** A case of the Polish phrases: somebody leaves home. */
const polish = readFileSync(join(projectRoot, "tests/eval/cases/pl.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as { id: string; text: string })
  .find(({ id }) => id === "pl-040")!.text;
const unkind = "everyone hates you just leave the school";
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schoolgate-scan-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function put(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function scan(args: readonly string[], input: string | Uint8Array = "") {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const io = recordIo(bytes.length === 0 ? [] : [bytes]);
  const code = await runMain(["scan", ...args], io);
  const lines = io.printed().trimEnd().split("\n");
  return { code, out: io.printed(), notes: io.notes(), lines };
}

// Packing every lexicon takes seconds on a busy machine, once.
beforeAll(async () => void (await scan(["-"], "x")), 240_000);

describe("whole texts", () => {
  it("from a file, in words", async () => {
    const path = await put("note.txt", `\uFEFF${unkind}\n`);
    const { code, out } = await scan([path, "--as", "typed"]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /note\.txt:\n {2}bullying, (?:medium|high), \d+ points: “everyone hates you/,
    );
  });

  it("from standard input, as one line of JSON", async () => {
    const { code, lines } = await scan(["-", "--json", "--as", "typed"], unkind);
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      id: "standard input",
      findings: [
        {
          category: "bullying",
          matches: expect.arrayContaining([expect.objectContaining({ start: 0 })]),
        },
      ],
    });
  });

  it("several, of which one is not there", async () => {
    const path = await put("calm.txt", "the weather is fine");
    const { code, out, notes } = await scan([join(folder, "nowhere.txt"), path]);
    expect(code).toBe(1);
    expect(notes).toContain("no such file");
    expect(out).toContain("calm.txt: no finding");
  });
});

describe("lines", () => {
  it("take their own source, and --as where they say none", async () => {
    const path = await put(
      "rows.jsonl",
      [
        { id: 1, text: unkind, as: "typed" },
        { id: 2, text: unkind, as: null },
        { id: 3, text: unkind, as: "spoken" },
        { id: 4, text: "fine" },
      ]
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(""),
    );
    const { code, lines } = await scan([path, "--jsonl", "--as", "search"]);
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(1);
    expect(rows.map((row) => row["id"] ?? row["line"])).toEqual([1, 2, 3, 4]);
    expect(rows[2]?.["error"]).toContain('"as" is "spoken"; expected one of page, typed, search');
    expect(rows[3]?.["findings"]).toEqual([]);
  });

  it("end at the first that is wrong with --strict, and only then", async () => {
    const input = '{"id":1,"text":"a"}\nnonsense\n{"id":2,"text":"b"}\n';
    const strict = await scan(["--jsonl", "--strict"], input);
    expect({ code: strict.code, lines: strict.lines.length }).toEqual({ code: 1, lines: 2 });
    const patient = await scan(["--jsonl"], input);
    expect({ code: patient.code, lines: patient.lines.length }).toEqual({ code: 1, lines: 3 });
  });

  it("of a file that is not there are told once", async () => {
    const { code, notes } = await scan([join(folder, "nowhere.jsonl"), "--jsonl"]);
    expect(code).toBe(1);
    expect(notes).toContain("no such file");
  });

  it("carry the explanation beside the findings", async () => {
    const { lines } = await scan(
      ["--jsonl", "--explain"],
      JSON.stringify({ id: 1, text: unkind, as: "typed" }),
    );
    const row = JSON.parse(lines[0] ?? "") as { explanation: { themes: { theme: string }[] } };
    expect(row.explanation.themes[0]?.theme).toBe("bullying");
  });
});

describe("what is no UTF-8", () => {
  const little = Buffer.from(`\uFEFF${unkind}\n`, "utf16le");
  const row = JSON.stringify({ id: 1, text: unkind, as: "typed" });
  const wrong: readonly (readonly [name: string, bytes: Uint8Array, found: string])[] = [
    ["UTF-16 with its mark", little, "UTF-16"],
    ["UTF-16 the other way round", Buffer.from(little).swap16(), "UTF-16"],
    ["UTF-16 without a mark", little.subarray(2), "UTF-16, or no text: it is full of NUL bytes"],
    ["Latin-1", Buffer.from(`${unkind}\ncafé\n`, "latin1"), "bytes that are not UTF-8"],
  ];

  it.each(wrong)("is named and not searched: %s", async (name, bytes, found) => {
    const path = await put("wrong.txt", bytes);
    const place = name === "Latin-1" ? ":2" : "";
    const expected = `\n    found:    ${found}\n    expected: UTF-8: save it as UTF-8\n`;
    expect(await scan([path, "--as", "typed"])).toMatchObject({
      code: 1,
      out: "",
      notes: `error: ${path}${place}${expected}`,
    });
    expect(await scan(["-", "--json"], bytes)).toMatchObject({
      code: 1,
      out: "",
      notes: `error: standard input${place}${expected}`,
    });
    expect(await scan(["-", "--phrases", path], "x")).toMatchObject({
      code: 1,
      out: "",
      notes: `error: ${path}${place}${expected}`,
    });
  });

  it("is told of lines, too, where it is UTF-16", async () => {
    const path = await put("wrong.jsonl", Buffer.from(`\uFEFF${row}\n${row}\n`, "utf16le"));
    const { code, out, notes } = await scan([path, "--jsonl"]);
    expect([code, out]).toEqual([1, ""]);
    expect(notes).toContain(`error: ${path}\n    found:    UTF-16\n    expected: UTF-8`);
  });

  it("costs no line where it is one letter", async () => {
    const lines = `${row}\n{"id":2,"text":"café"}\n${row}\n`;
    const path = await put("latin.jsonl", Buffer.from(lines, "latin1"));
    const { code, out } = await scan([path, "--jsonl"]);
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { id: number }).id),
    ).toEqual([1, 2, 1]);
  });
});

describe("for whom", () => {
  const phrases = [
    {
      id: "bus-stop",
      title: "At the bus stop",
      theme: "bullying",
      why: "A name that hurts.",
      source: "the DSL",
      reviewed: "2026-11-16",
      lines: ["60 medium | binbag kid | said"],
    },
  ];

  it("a policy's own phrases are looked for, and its sources kept to", async () => {
    const base = samplePolicy();
    const policy = await put("policy.json", JSON.stringify({ ...base, phrases }));
    const { code, lines } = await scan(
      ["--jsonl", "--policy", policy, "--profile", "ks3"],
      JSON.stringify({ id: 1, text: "look, the binbag kid", as: "typed" }),
    );
    expect(code).toBe(0);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      findings: [{ category: "bullying", score: 60, matches: [{ phrase: "binbag kid" }] }],
    });
  });

  it("phrases of another language are looked for where they are asked for", async () => {
    const line = JSON.stringify({ id: 1, text: polish, as: "typed" });
    const { lines: without } = await scan(["--jsonl"], line);
    expect(JSON.parse(without[0] ?? "")).toMatchObject({ findings: [] });
    const { lines } = await scan(["--jsonl", "--explain", "--languages", "pl"], line);
    const row = JSON.parse(lines[0] ?? "") as {
      findings: { category: string; matches: { phrase: string }[] }[];
      languages: { pl: { themes: { theme: string; isFinding: boolean }[] } };
    };
    expect(row.findings.map(({ category }) => category)).toContain("running-away");
    expect(row.findings[0]?.matches[0]?.phrase).toMatch(/^pl: /);
    expect(row.languages.pl.themes).toContainEqual(
      expect.objectContaining({ theme: "running-away", isFinding: true }),
    );
  });

  it("a policy's languages are looked for", async () => {
    const base = samplePolicy();
    const { ks3 } = base.profiles;
    const monitoring = { ...ks3?.monitoring, languages: ["pl"] };
    const profiles = { ...base.profiles, ks3: { ...ks3, monitoring } };
    const policy = await put("polish.json", JSON.stringify({ ...base, profiles }));
    const { out } = await scan(["-", "--as", "typed", "--policy", policy], polish);
    expect(out).toContain("running-away");
  });

  it("a file of phrases is looked for", async () => {
    const path = await put(
      "own.txt",
      "theme bullying\nlanguage en\n## names\n60 medium | binbag kid\n",
    );
    const { out } = await scan(["-", "--as", "typed", "--phrases", path], "the binbag kid again");
    expect(out).toContain("bullying, medium, 60 points: “binbag kid”");
  });

  it("a file of phrases that is wrong is told with its line", async () => {
    const path = await put("bad.txt", "theme bullying\nlanguage en\n60 medium | (\n");
    const { code, notes } = await scan(["-", "--phrases", path], "x");
    expect(code).toBe(1);
    expect(notes).toContain(`${path}:3`);
    // Nothing else is wrong, and nothing else is said to be.
    expect(notes.trim().split("\n")).toHaveLength(2);
    expect(notes).toMatch(/^the phrases cannot be read/);
  });

  it.each([
    [[], "no text is given"],
    [["--strict", "-"], "--strict goes with --jsonl"],
    [["-", "-"], "- is given twice"],
    [
      ["-", "--languages", "pl,klingon"],
      `--languages "klingon" is not known; expected one or more of ${languageTags.join(", ")}`,
    ],
    [["-", "--level", "ks9"], '--level "ks9" is not a reading level'],
    [["-", "--level", "ks3", "--profile", "ks3"], "--level or --profile"],
    [["-", "--level", "ks3", "--policy", "p.json"], "--level goes without --policy"],
  ] as const)("refuses %j", async (args, note) => {
    const { code, notes } = await scan(args, "x");
    expect({ code, says: notes.includes(note) }).toEqual({ code: 2, says: true });
  });
});

describe("--explain", () => {
  it("says of a finding which phrases make it and what would keep it from being one", async () => {
    const { out } = await scan(["-", "--explain", "--as", "typed"], unkind);
    expect(out).toMatch(/bullying: \d+ points, reported from 50: a finding, /);
    expect(out).toMatch(
      /\+ 0–\d+ “everyone hates you.*”: weighs \d+, by itself \d+ points\n +phrase: /,
    );
    expect(out).toMatch(/a threshold of \d+ or more would keep it from being a finding/);
    expect(out).toMatch(/as page \d+, as typed \d+, as search \d+ points/);
  });

  it("says what excuses took away, kind by kind, and what is missing", async () => {
    const { out } = await scan(
      ["-", "--explain", "--as", "typed"],
      "In chapter three of the novel he said everyone hates you, and our analysis asks why",
    );
    expect(out).toMatch(/bullying: \d+ points, reported from 50: no finding/);
    expect(out).toMatch(/excuses:\n {6}\S.*: without it \d+ points/);
    expect(out).toMatch(/it is \d+ points short of a finding/);
    expect(out).toMatch(/without any excuse it would have \d+ points: a finding/);
  });

  it("says that nothing stands there", async () => {
    const { out } = await scan(["-", "--explain"], "qqq");
    expect(out).toContain("no finding: no phrase of any theme stands here.");
  });

  it("tells in JSON what it tells in words", async () => {
    const { lines } = await scan(["-", "--explain", "--json", "--as", "typed"], unkind);
    const { findings, explanation } = JSON.parse(lines[0] ?? "") as {
      findings: { category: string; score: number }[];
      explanation: { themes: { theme: string; score: number; isFinding: boolean }[] };
    };
    const told = explanation.themes.filter(({ isFinding }) => isFinding);
    expect(told.map(({ theme, score }) => [theme, score])).toEqual(
      findings.map(({ category, score }) => [category, score]),
    );
  });
});
