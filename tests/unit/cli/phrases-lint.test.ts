// `phrases lint` on files as people write them, right and wrong.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMain } from "../../../cli/main.ts";
import { recordIo } from "../../support/command-io.ts";
import { samplePolicy } from "../../support/policies.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schoolgate-phrases-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Found {
  readonly path: string;
  readonly what: string;
  readonly expected: string;
  readonly level: string;
}

async function put(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function lint(...args: string[]) {
  const io = recordIo();
  const code = await runMain(["phrases", "lint", ...args], io);
  return { code, out: io.printed(), notes: io.notes() };
}

async function problemsOf(path: string, ...args: string[]) {
  const { code, out } = await lint(path, "--json", ...args);
  return { code, ...(JSON.parse(out) as { counts: object; problems: Found[] }) };
}

const head =
  "theme bullying\nlanguage en\nsource the DSL\nreviewed 2026-11-20\n## where it happens\n";

describe("a file that is right", () => {
  it("is tried on harmless texts, and nothing is said against it", async () => {
    const path = await put(
      "right.txt",
      `${head}60 medium | sit at the (bins|wheelie bin) table | said\n`,
    );
    const { code, out } = await lint(path);
    expect(out).toMatch(/1 phrases, tried on \d{3,} harmless texts\nnothing to complain of/);
    expect(code).toBe(0);
  });

  it("may use the shared classes", async () => {
    const path = await put(
      "classes.txt",
      `${head}60 medium | {kin} sold at the wheelie bin | said\n`,
    );
    expect(await problemsOf(path)).toMatchObject({ code: 0, problems: [] });
  });
});

describe("what is wrong comes back with its line", () => {
  it.each([
    ["two letters", "60 low | ab", "can be 2 letters alone", "error"],
    ["three letters", "40 low | zyq", "can be 3 letters alone", "warning"],
    ["an identity word", "50 low | muslims", "who somebody is and nothing else", "error"],
    [
      "one among others",
      "50 low | (wheelie bin|lesbian)",
      "who somebody is and nothing else",
      "error",
    ],
    ["a question mark after a word", "50 low | the wheelie? bin", "“wheelie?”", "error"],
    ["with words around it", "50 low | she is ..2 (autistic|deaf)", "who somebody is", "error"],
    ["with its ending open", "50 low | somali*", "who somebody is", "error"],
    ["a common word", "50 low | school", "one common word alone", "error"],
    ["everyday words", "50 low | i want to", "everyday words alone", "error"],
    [
      "a costly pattern",
      "50 low | (of|to|and|the) ..4 (in|you|it|for|day) (be|of)",
      "costs much",
      "error",
    ],
    [
      "one word that weighs too much",
      "60 low | zyzzyva",
      "one word that is a finding by itself",
      "warning",
    ],
    ["no severity", "60 | wheelie bin", "“60”", "error"],
    ["a weight of none", "0 low | wheelie bin", "weight 0", "error"],
    ["an option that is none", "60 low | wheelie bin | loud", "option “loud”", "error"],
    ["a bracket that is open", "60 low | (wheelie bin", "bracket", "error"],
    ["a class that is none", "60 low | {teachers} bin", "class {teachers}", "error"],
    ["a line that is nothing", "wheelie bin", "“wheelie bin”", "error"],
  ])("%s", async (_name, line, what, level) => {
    const path = await put("wrong.txt", `${head}${line}\n`);
    const few = await put("few.txt", "the weather is fine\n");
    const { code, problems } = await problemsOf(path, "--against", few);
    const found = problems.filter((one) => one.path === `${path}:6`);
    expect(found.map((one) => `${one.level} ${one.what}`).join("\n")).toContain(what);
    expect(found.some((one) => one.level === level && one.what.includes(what))).toBe(true);
    expect(code).toBe(level === "error" ? 1 : 0);
  });

  it("an identity word is taken where hostility must stand near it", async () => {
    const path = await put("needs.txt", `${head}50 low | (gay|lesbian) | needs=hostile\n`);
    const { problems } = await problemsOf(path);
    expect(problems.filter(({ what }) => what.includes("who somebody is"))).toMatchObject([
      { level: "warning" },
    ]);
  });

  it("doubles, and the phrase that stood first", async () => {
    const path = await put("twice.txt", `${head}60 low | wheelie bin\n55 low | Wheelie Bin\n`);
    const { code, problems } = await problemsOf(path);
    expect(problems).toMatchObject([{ path: `${path}:7`, level: "warning" }]);
    expect(problems[0]?.what).toContain(`${path}:6`);
    expect(code).toBe(0);
  });

  it.each([
    ["no source", head.replace("source the DSL\n", ""), "no source"],
    ["no date", head.replace("reviewed 2026-11-20\n", ""), "no date of review"],
    ["an old date", head.replace("2026-11-20", "2024-01-31"), "more than two years ago"],
    ["a date to come", head.replace("2026-11-20", "2027-01-31"), "a day to come"],
    [
      "a speaker who is no day",
      head.replace("reviewed", "speaker soon\nreviewed"),
      "speaker “soon”",
    ],
    ["no reason", head.replace("## where it happens\n", ""), "a phrase without a reason"],
  ])("%s", async (_name, start, what) => {
    const path = await put("head.txt", `${start}60 low | wheelie bin\n`);
    const few = await put("few.txt", "the weather is fine\n");
    const { code, problems } = await problemsOf(path, "--against", few);
    expect(problems.map((one) => one.what).join("\n")).toContain(what);
    expect(problems.every((one) => one.level === "warning")).toBe(true);
    expect(code).toBe(0);
  });

  it("an empty file", async () => {
    const path = await put("empty.txt", "");
    const { code, counts, problems } = await problemsOf(path);
    expect({ code, counts }).toMatchObject({ code: 1, counts: { phrases: 0 } });
    expect(problems).toContainEqual(
      expect.objectContaining({ path: `${path}:1`, what: "no phrase", level: "error" }),
    );
  });

  it("a wrong header once, and each phrase's own fault", async () => {
    const path = await put(
      "header.txt",
      `${head.replace("theme bullying", "theme owls")}60 low | wheelie bin\n60 low | (\n60 grave | bin\n`,
    );
    const { code, problems } = await problemsOf(path);
    expect(problems.map((one) => one.path)).toEqual([`${path}:1`, `${path}:7`, `${path}:8`]);
    expect(code).toBe(1);
  });

  it("a date that is none", async () => {
    const path = await put(
      "date.txt",
      `${head.replace("2026-11-20", "2026-13-45")}60 low | wheelie bin\n`,
    );
    const few = await put("few.txt", "the weather is fine\n");
    const { problems } = await problemsOf(path, "--against", few);
    expect(problems).toMatchObject([{ path: `${path}:4`, what: "reviewed “2026-13-45”" }]);
  });

  it.each([
    ["UTF-16", Buffer.from(`\uFEFF${head}60 low | wheelie bin\n`, "utf16le"), "", "UTF-16"],
    [
      "Latin-1",
      Buffer.from(`${head}60 low | café bin\n`, "latin1"),
      ":6",
      "bytes that are not UTF-8",
    ],
  ])("a file that is no UTF-8: %s", async (_name, bytes, line, found) => {
    const path = await put("coded.txt", bytes);
    expect(await lint(path)).toEqual({
      code: 1,
      out: "",
      notes: `error: ${path}${line}\n    found:    ${found}\n    expected: UTF-8: save it as UTF-8\n`,
    });
  });

  it("nothing is wrong with a byte order mark of UTF-8", async () => {
    const path = await put("mark.txt", `\uFEFF${head}60 low | wheelie bin\n`);
    expect(await problemsOf(path)).toMatchObject({ code: 0, problems: [] });
  });
});

describe("what would have been flagged", () => {
  it("in the repository's harmless texts", async () => {
    const path = await put("shop.txt", `${head}60 low | the queue for the canteen\n`);
    const { code, problems } = await problemsOf(path);
    expect(problems).toMatchObject([{ path: `${path}:6`, level: "error" }]);
    expect(problems[0]?.what).toMatch(
      /would have flagged 1 of \d+ harmless texts: “the queue for the canteen” in \S*chat\.txt:\d+/i,
    );
    expect(code).toBe(1);
  });

  it("in a school's own folder, each line a text", async () => {
    const own = join(folder, "own");
    await mkdir(join(own, "below"), { recursive: true });
    await writeFile(
      join(own, "newsletter.txt"),
      "Put it in the wheelie bin, please.\n\nThe bin is full.\n",
    );
    await writeFile(
      join(own, "below", "more.jsonl"),
      '{"id":"a-1","text":"a wheelie bin"}\n{"text":1}\n',
    );
    const path = await put("bin.txt", `${head}60 low | wheelie bin\n`);
    const { code, problems, counts } = await problemsOf(path, "--against", own);
    expect(counts).toEqual({ phrases: 1, texts: 3 });
    expect(problems.map((one) => one.what).join("\n")).toContain("would have flagged 2 of 3");
    expect(problems.map((one) => one.path)).toContain(join(own, "below", "more.jsonl:2"));
    expect(code).toBe(1);
  });

  it("depends on the level", async () => {
    const path = await put("level.txt", `${head}44 low | the queue for the canteen\n`);
    expect((await problemsOf(path, "--level", "ks3")).code).toBe(0);
    expect((await problemsOf(path, "--level", "ks1")).code).toBe(1);
  });

  it("and good lines are tried although another is wrong", async () => {
    const path = await put("mixed.txt", `${head}60 low | (\n60 low | the queue for the canteen\n`);
    const { problems } = await problemsOf(path);
    expect(problems.map((one) => one.path)).toEqual([`${path}:6`, `${path}:7`]);
  });
});

describe("a policy", () => {
  const list = (lines: readonly string[], id = "a") => ({
    id,
    title: "At the bus stop",
    theme: "bullying",
    why: "A name that hurts.",
    source: "the DSL",
    reviewed: "2026-11-16",
    lines,
  });

  it("has its lists tried, with places in the policy", async () => {
    const phrases = [
      list(["60 medium | wheelie bin kid"]),
      list(
        [
          "# why",
          "60 low | muslims",
          "60 low | the queue for the canteen",
          "60 low | {kin} queue zonk",
        ],
        "b",
      ),
    ];
    const path = await put("policy.json", JSON.stringify({ ...samplePolicy(), phrases }));
    const { code, problems, counts } = await problemsOf(path);
    expect(code).toBe(1);
    expect(counts).toMatchObject({ phrases: 4 });
    expect(problems.map((one) => one.path)).toEqual([
      "phrases.1.lines.1",
      "phrases.1.lines.1",
      "phrases.1.lines.2",
      "phrases.1.lines.3",
    ]);
    expect(problems.at(-1)?.what).toContain("class {kin}");
  });

  it("that is none is told", async () => {
    const path = await put("broken.json", "{");
    expect((await lint(path)).code).toBe(1);
  });
});

describe("wrong usage", () => {
  it.each([
    [[], 2, "FILE is missing"],
    [["x.txt", "--level", "ks9"], 2, "expected one of ks1"],
    [["no-such-file.txt"], 1, "no such file"],
  ] as const)("%j", async (args, code, note) => {
    const done = await lint(...args);
    expect({ code: done.code, says: done.notes.includes(note) }).toEqual({ code, says: true });
  });

  it("names a file of --against that is no UTF-8", async () => {
    const path = await put("good.txt", `${head}60 low | wheelie bin\n`);
    const samples = join(folder, "utf16.txt");
    await writeFile(samples, Buffer.from("\uFEFFan ordinary line\n", "utf16le"));
    const { code, problems } = await problemsOf(path, "--against", samples);
    expect(code).toBe(1);
    expect(problems).toMatchObject([{ what: "UTF-16" }]);
  });

  it("names what cannot be read of --against", async () => {
    const path = await put("good.txt", `${head}60 low | wheelie bin\n`);
    const { code, problems } = await problemsOf(path, "--against", join(folder, "nowhere"));
    expect(code).toBe(1);
    expect(problems).toMatchObject([{ what: "no such file" }]);
  });
});
