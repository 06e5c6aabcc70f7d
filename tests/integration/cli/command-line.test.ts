// The command line as a person and a script meet it: real files, real processes, exit codes.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMain } from "../../../cli/main.ts";
import { mistakes } from "../../fixtures/policies/mistakes.ts";
import { recordIo } from "../../support/command-io.ts";
import { samplePolicy } from "../../support/policies.ts";

const root = resolve(import.meta.dirname, "../../..");
const academy = join(root, "rules/policies/example-academy.json");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schoolgate-cli-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function run(...args: string[]) {
  const io = recordIo();
  const code = await runMain(args, io);
  return { code, out: io.printed(), notes: io.notes() };
}

/** Writes a file into the folder of this run. */
async function put(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly notes: string;
}

/** Runs the program itself, as `npm run -s schoolgate -- …` does. `feed` is written to its standard input. */
function start(args: readonly string[], feed = "", readChars = Infinity): Promise<Finished> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, "cli/main.ts"), ...args], { cwd: root });
    let out = "";
    let notes = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (out.length > readChars) child.stdout.destroy();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (notes += text));
    child.on("error", fail);
    child.on("close", (code) => done({ code, out, notes }));
    child.stdin.on("error", () => {});
    child.stdin.end(feed);
  });
}

describe("usage", () => {
  it.each([
    [[], 2, "no command"],
    [["polcy", "check"], 2, 'did you mean "policy check"'],
    [["policy"], 2, "expected one of policy check"],
    [["policy", "check"], 2, "FILE is missing"],
    [["policy", "check", "a", "b"], 2, "one word too many"],
    [["policy", "explain", academy], 2, "expected URL… or --file LIST"],
    [["policy", "explain", academy, "x.test", "--profile", "ks33"], 2, 'did you mean "ks3"'],
    [["policy", "explain", academy, "x.test", "--at", "tomorrow"], 2, "expected ISO 8601"],
    [
      ["policy", "explain", academy, "x.test", "--at", "2026-02-31T99:00:00Z"],
      2,
      "expected ISO 8601",
    ],
    [["policy", "compile", academy], 2, "--profile is missing"],
    [["scan"], 2, "no text is given"],
    [["scan", "--jsonl", "--as", "spoken"], 2, "page, typed, search"],
    [["scan", "--jsonl", "--profile", "ks33"], 2, "expected one of ks1"],
    [["lists", "import", "x"], 2, "--category is missing"],
  ] as const)("%j", async (args, code, note) => {
    const result = await run(...args);
    expect(result).toMatchObject({ code, out: "" });
    expect(result.notes).toContain(note);
  });

  it("helps", async () => {
    expect((await run("help")).out).toContain("policy explain FILE URL…");
    expect((await run("policy", "check", "--help")).out).toContain("usage: policy check FILE");
    expect((await run("version")).out).toMatch(/^schoolgate \d/);
  });
});

describe("policy check", () => {
  it("finds nothing wrong with a good policy", async () => {
    const file = await put("good.json", JSON.stringify(samplePolicy()));
    const result = await run("policy", "check", file, "--json");
    // The built-in categories have no "club"; the sample brings its own.
    expect(result.code).toBe(0);
    expect(JSON.parse(result.out)).toEqual({ file, ok: true, problems: [] });
  });

  it("finds every mistake, names its place and line, and leaves with 1", async () => {
    const missed: string[] = [];
    for (const { name, text, path } of mistakes) {
      const file = await put("mistake.json", text);
      const { code, out } = await run("policy", "check", file, "--json");
      const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: { path: string }[] };
      if (code !== 1 || ok || !problems.some((one) => one.path === path)) missed.push(name);
    }
    expect(missed).toEqual([]);
  });

  it("tells a person line, found and expected", async () => {
    const text = JSON.stringify({ ...samplePolicy(), strictest: "bse" }, null, 2);
    const { code, out } = await run("policy", "check", await put("wrong.json", text));
    const line = text.split("\n").findIndex((one) => one.includes('"strictest"')) + 1;
    expect(code).toBe(1);
    expect(out).toContain(`error: strictest (line ${line}, column 16)`);
    expect(out).toContain('found:    "bse"');
    expect(out).toContain('expected: a profile: one of base, ks3 (did you mean "base"?)');
  });

  it.each([
    ["a file that is not there", "nowhere.json", "no such file"],
    ["a folder", ".", "a folder"],
  ])("says of %s what it is", async (_name, path, what) => {
    const { code, out } = await run("policy", "check", join(folder, path));
    expect({ code, said: out.includes(what) }).toEqual({ code: 1, said: true });
  });

  it("says that a list is not beside the policy", async () => {
    const policy = {
      ...samplePolicy(),
      lists: [{ id: "x", title: "X", category: "games", address: "lists/x.txt" }],
    };
    const { code, out } = await run(
      "policy",
      "check",
      await put("no-list.json", JSON.stringify(policy)),
      "--json",
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      problems: [{ path: "lists.0.address", what: '"lists/x.txt": no such file' }],
    });
  });

  it("can let warnings pass", async () => {
    const text = mistakes.find(({ name }) => name === "a day gone by")?.text ?? "";
    const file = await put("warned.json", text);
    expect((await run("policy", "check", file)).code).toBe(1);
    expect((await run("policy", "check", file, "--allow-warnings")).code).toBe(0);
  });
});

describe("policy explain", () => {
  const explain = async (...args: string[]) => {
    const result = await run("policy", "explain", academy, ...args, "--json");
    return { ...result, rows: JSON.parse(result.out) as Record<string, string>[] };
  };

  it("answers each address in order with exactly the fields that are promised", async () => {
    const urls = [
      "https://www.bet365.com/x",
      "amazon.co.uk",
      "chatgpt.com",
      "bbc.co.uk",
      "www.childline.org.uk",
      "nobody-knows.test",
    ];
    const { code, rows } = await explain(
      ...urls,
      "--profile",
      "ks3",
      "--at",
      "2026-11-23T10:00:00Z",
    );
    expect(code).toBe(0);
    expect(rows.map((row) => Object.keys(row))).toEqual(
      urls.map(() => ["url", "action", "category", "rule", "why"]),
    );
    expect(rows.map(({ url, action, category }) => [url, action, category])).toEqual([
      [urls[0], "block", "gambling"],
      [urls[1], "warn", "shopping"],
      [urls[2], "monitor", "ai-services"],
      [urls[3], "allow", "education"],
      [urls[4], "allow", ""],
      [urls[5], "allow", ""],
    ]);
  });

  it("reads addresses from a list", async () => {
    const list = await put(
      "urls.txt",
      "\uFEFF# ours\r\nbet365.com\r\n\r\n https://bbc.co.uk/#news \r\n",
    );
    const { rows } = await explain("--file", list, "--profile", "ks3");
    expect(rows.map(({ url, action }) => [url, action])).toEqual([
      ["bet365.com", "block"],
      ["https://bbc.co.uk/#news", "allow"],
    ]);
  });

  it("takes a list of any length", async () => {
    const list = await put(
      "many.txt",
      Array.from({ length: 150_000 }, (_, n) => `h${n}.test`).join("\n"),
    );
    const { rows } = await explain("--file", list, "--profile", "ks3");
    expect(rows).toHaveLength(150_000);
  });

  it("looks at the moment it is asked about", async () => {
    const policy = samplePolicy();
    policy.lists = [];
    const file = await put("moment.json", JSON.stringify(policy));
    const at = async (moment: string) => {
      const { out } = await run(
        "policy",
        "explain",
        file,
        "arcade.test/maths",
        "--profile",
        "ks3",
        "--at",
        moment,
        "--json",
      );
      return (JSON.parse(out) as { action: string }[])[0]?.action;
    };
    expect([
      await at("2027-01-31T23:59:59Z"),
      await at("2027-02-01"),
      await at("2027-02-01T00:30:00+01:00"),
    ]).toEqual(["allow", "block", "allow"]);
  });

  it("never makes anybody agree first, and takes the strictest profile where none is named", async () => {
    const { rows } = await explain("example-academy.test", "nobody-knows.test");
    expect(rows.map(({ action }) => action)).toEqual(["allow", "warn"]);
  });

  it("notes what no browser opens", async () => {
    const { code, rows, notes } = await explain("a b c", "--profile", "ks3");
    expect({ code, rows: rows.length }).toEqual({ code: 1, rows: 1 });
    expect(notes).toContain("no address that a browser opens");
  });

  it("prints problems and no answers for a wrong policy", async () => {
    const { code, out, notes } = await run(
      "policy",
      "explain",
      await put("bad.json", "{"),
      "x.test",
    );
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(notes).toContain("policy:1:2");
  });

  it("tells a person action, address, reason and rule", async () => {
    const { out } = await run("policy", "explain", academy, "bet365.com", "--profile", "ks3");
    expect(out).toMatch(/BLOCK {3}bet365\.com {2}\(gambling\)\n {8}.*\n {8}rule: profiles\./);
  });
});

describe("policy compile", () => {
  it("prints rules with reasons as JSON", async () => {
    const { code, out } = await run("policy", "compile", academy, "--profile", "ks3", "--json");
    const compiled = JSON.parse(out) as {
      rules: { id: number }[];
      reasons: Record<string, unknown>;
      dropped: unknown[];
    };
    expect(code).toBe(0);
    expect(compiled.rules.length).toBeGreaterThan(20);
    for (const { id } of compiled.rules) expect(compiled.reasons[id]).toBeDefined();
    expect(compiled.dropped).toEqual([]);
  });

  it("prints a summary", async () => {
    const { out } = await run("policy", "compile", academy, "--profile", "staff");
    expect(out).toMatch(/^Profile staff, at the time "[a-z-]+": \d+ rules/);
  });
});

describe("lists", () => {
  const hostsFile = [
    "# ours",
    "0.0.0.0 casino.test",
    "0.0.0.0 www.casino.test",
    "||bingo.test^",
    "co.uk",
    "childline.org.uk",
    "bad host here/x",
  ].join("\n");

  it("checks a list: counts, and what is refused, with lines", async () => {
    const file = await put("mixed.txt", hostsFile);
    const { code, out } = await run("lists", "check", file, "--json");
    expect(code).toBe(1);
    const { counts, problems } = JSON.parse(out) as {
      counts: { kept: number };
      problems: { path: string }[];
    };
    expect(counts.kept).toBe(2);
    expect(problems.map(({ path }) => path)).toContain("mixed.txt:5");
  });

  it("imports: writes the cleaned list, enters it, and the policy then blocks by it", async () => {
    const policyFile = await put("import.json", JSON.stringify(samplePolicy(), null, 2));
    const file = await put("casinos-raw.txt", hostsFile);
    const imported = await run(
      "lists",
      "import",
      file,
      "--category",
      "gambling",
      "--id",
      "casinos",
      "--policy",
      policyFile,
    );
    expect(imported.code).toBe(0);
    expect(imported.out).toContain("kept        2");
    expect(
      (await readFile(join(folder, "lists/casinos.txt"), "utf8"))
        .split("\n")
        .filter((line) => !line.startsWith("#")),
    ).toEqual(["bingo.test", "casino.test", ""]);
    const { out } = await run(
      "policy",
      "explain",
      policyFile,
      "www.casino.test",
      "--profile",
      "ks3",
      "--json",
    );
    expect(JSON.parse(out)).toMatchObject([{ action: "block", category: "gambling" }]);
    const policy = JSON.parse(await readFile(policyFile, "utf8")) as { lists: unknown[] };
    expect(policy.lists).toHaveLength(2);
    const again = await run(
      "lists",
      "import",
      file,
      "--category",
      "gambling",
      "--id",
      "casinos",
      "--policy",
      policyFile,
    );
    expect(again.code).toBe(0);
    expect(JSON.parse(await readFile(policyFile, "utf8"))).toEqual(policy);
    expect((await run("policy", "check", policyFile)).code).toBe(0);
  });

  it.each([
    ["an unknown category", ["--category", "gamblin", "--id", "x"], 1, 'did you mean "gambling"'],
    ["a bad id", ["--category", "gambling", "--id", "My List"], 1, "lower-case letters"],
    [
      "a place outside the policy's folder",
      ["--category", "gambling", "--id", "x", "--out", "/elsewhere.txt"],
      2,
      "must lie beside or below the policy",
    ],
  ] as const)("refuses %s and writes nothing", async (_name, args, code, note) => {
    const text = JSON.stringify(samplePolicy());
    const policyFile = await put("untouched.json", text);
    const file = await put("raw.txt", hostsFile);
    const result = await run("lists", "import", file, ...args, "--policy", policyFile);
    expect(result.code).toBe(code);
    expect(result.notes).toContain(note);
    expect(await readFile(policyFile, "utf8")).toBe(text);
  });

  it("does not touch a policy that is wrong", async () => {
    const policyFile = await put("broken.json", "{ not json");
    const file = await put("raw.txt", hostsFile);
    const { code } = await run(
      "lists",
      "import",
      file,
      "--category",
      "gambling",
      "--id",
      "x",
      "--policy",
      policyFile,
    );
    expect({ code, text: await readFile(policyFile, "utf8") }).toEqual({
      code: 1,
      text: "{ not json",
    });
  });
});

describe("as a program", () => {
  it("keeps standard output for the answer, and its exit code", async () => {
    const good = await start([
      "policy",
      "explain",
      academy,
      "bet365.com",
      "--profile",
      "ks3",
      "--json",
    ]);
    expect({ code: good.code, notes: good.notes }).toEqual({ code: 0, notes: "" });
    expect(JSON.parse(good.out)).toMatchObject([{ url: "bet365.com", action: "block" }]);
    expect((await start(["nonsense"])).code).toBe(2);
  });

  it("scans 2,000 lines in order, malformed ones among them, and leaves with 1", async () => {
    const lines = Array.from({ length: 2000 }, (_, place) =>
      place % 100 === 7
        ? "{ broken"
        : JSON.stringify({ id: `row-${place}`, text: "the weather in the harbour is fine" }),
    );
    const { code, out } = await start(
      ["scan", "--jsonl", "--as", "page", "--profile", "ks3"],
      `${lines.join("\n")}\n`,
    );
    const rows = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id?: string; line?: number; findings?: unknown[] });
    expect(code).toBe(1);
    expect(rows.map((row) => row.id ?? row.line)).toEqual(
      lines.map((_, place) => (place % 100 === 7 ? place + 1 : `row-${place}`)),
    );
    expect(rows.every((row) => row.findings === undefined || row.findings.length === 0)).toBe(true);
  });

  it("ends in silence when its reader goes away", async () => {
    const lines = Array.from({ length: 20_000 }, (_, place) =>
      JSON.stringify({ id: `row-${place}`, text: "x" }),
    ).join("\n");
    const { code, notes } = await start(["scan", "--jsonl"], `${lines}\n`, 1000);
    expect({ code, notes }).toEqual({ code: 0, notes: "" });
  });
});
