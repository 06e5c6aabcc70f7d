import { readdirSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { builtInCategories } from "../../../cli/built-in-categories.ts";
import { runMain } from "../../../cli/main.ts";
import { knownGoodEndings, knownGoodHosts } from "../../../lib/core/policy/known-good-hosts.ts";
import { recordIo } from "../../support/command-io.ts";

const policies = new URL("../../../rules/policies/", import.meta.url).pathname;
const academy = join(policies, "example-academy.json");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schoolgate-explain-"));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]) {
  const io = recordIo([], Date.parse("2026-11-23T10:00:00Z"));
  const code = await runMain(args, io);
  return { code, out: io.printed(), notes: io.notes() };
}

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

interface Row {
  readonly url: string;
  readonly profile: string;
  readonly action: string;
  readonly category: string;
  readonly list: string;
  readonly rule: string;
  readonly why: string;
}
const rowsOf = (out: string) =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

describe("policy explain --file", () => {
  it("says with --jsonl what every profile sees, and why", async () => {
    const list = await put("hosts.txt", "bet365.com\nhttps://bbc.co.uk/news\n");
    const { code, out } = await run("policy", "explain", academy, "--file", list, "--jsonl");
    const rows = rowsOf(out);
    expect(code).toBe(0);
    const { profiles } = JSON.parse(await readFile(academy, "utf8")) as { profiles: object };
    expect(rows).toHaveLength(2 * Object.keys(profiles).length);
    expect(rows.find((row) => row.profile === "ks3" && row.url === "bet365.com")).toEqual({
      url: "bet365.com",
      profile: "ks3",
      action: "block",
      category: "gambling",
      list: "gambling",
      rule: "profiles.ks1.categories.gambling",
      why: expect.stringContaining("gambling"),
    });
  });

  it("takes some profiles by name", async () => {
    const list = await put("hosts.txt", "amazon.co.uk\n");
    const { out } = await run(
      "policy",
      "explain",
      academy,
      "--file",
      list,
      "--jsonl",
      "--profile",
      "ks3,ks4",
    );
    expect(rowsOf(out).map(({ profile, action }) => [profile, action])).toEqual([
      ["ks3", "warn"],
      ["ks4", "monitor"],
    ]);
  });

  it("sums up each profile by action and category", async () => {
    const list = await put(
      "hosts.txt",
      "bet365.com\nskybet.com\namazon.co.uk\nnobody-knows.test\n",
    );
    const { out } = await run("policy", "explain", academy, "--file", list, "--profile", "ks3");
    expect(out).toMatch(/block\s+2\s+gambling\s+bet365\.com, skybet\.com/);
    expect(out).toMatch(/warn\s+1\s+shopping\s+amazon\.co\.uk/);
    expect(out).toMatch(/allow\s+1\s+\(in no list\)\s+nobody-knows\.test/);
  });

  it("names bad lines with their place, and answers the others", async () => {
    const list = await put("bad.txt", "# head\nbet365.com\na b c\n\nhttp://[::1\n");
    const { code, out, notes } = await run(
      "policy",
      "explain",
      academy,
      "--file",
      list,
      "--jsonl",
      "--profile",
      "ks3",
    );
    expect(code).toBe(1);
    expect(notes).toContain('bad.txt:3: "a b c" is no address');
    expect(notes).toContain('bad.txt:5: "http://[::1" is no address');
    expect(rowsOf(out)[0]?.action).toBe("block");
  });

  it("counts bad lines beyond the first fifty", async () => {
    const list = await put("bad.txt", "a b c\n".repeat(60));
    const { notes } = await run("policy", "explain", academy, "--file", list, "--profile", "ks3");
    expect(notes.trim().split("\n")).toHaveLength(51);
    expect(notes).toContain("10 more like these");
  });

  it("reads a list packed with gzip, and does not print 10,000 answers as text", async () => {
    const hosts = Array.from({ length: 10_000 }, (_, place) => `h${place}.test`);
    const list = await put("many.txt.gz", gzipSync(hosts.join("\n")));
    const { out } = await run("policy", "explain", academy, "--file", list);
    expect(out).toContain("10000  addresses");
    expect(out.length).toBeLessThan(10_000);
  });

  test.each([
    [["--profile", "ks33"], 'did you mean "ks3"'],
    [["--json", "--jsonl"], "not both"],
  ])("%j is wrong usage", async (args, note) => {
    const { code, notes } = await run("policy", "explain", academy, "x.test", ...args);
    expect(code).toBe(2);
    expect(notes).toContain(note);
  });
});

describe("a stranger's list", () => {
  const education = builtInCategories().find(({ id }) => id === "education")?.hosts ?? [];
  const known = [
    ...knownGoodEndings.map((ending) => `institute.${ending}`),
    ...knownGoodHosts,
    ...knownGoodHosts.map((host) => `www.${host}`),
    ...education,
  ];
  const samples = readdirSync(policies).filter((name) => name.endsWith(".json"));

  test.each(samples)(
    "that names every known institution closes none of them in %s, and still closes the rest",
    async (sample) => {
      const policy = await put(sample, "");
      await copyFile(join(policies, sample), policy);
      for (const category of ["gambling", "malware-phishing"]) {
        const list = await put(`${category}.txt`, [...known, `any-${category}.example`].join("\n"));
        const done = await run(
          "lists",
          "import",
          list,
          "--category",
          category,
          "--id",
          `bad-${category}`,
          "--policy",
          policy,
        );
        expect(done.code, done.notes).toBe(0);
        expect(done.out).toContain("Held back");
      }
      const asked = await put("asked.txt", [...known, "any-gambling.example"].join("\n"));
      const { out } = await run("policy", "explain", policy, "--file", asked, "--jsonl");
      const closed = rowsOf(out).filter((row) => row.list.startsWith("bad-"));
      expect(new Set(closed.map(({ url }) => url))).toEqual(new Set(["any-gambling.example"]));
      expect(closed.every(({ action }) => action === "block")).toBe(true);
    },
  );

  it("is shown before it is imported, and a host can be released by name", async () => {
    const list = await put("list.txt", "a.example\nany.ac.uk\ngoogle.com\n");
    const { out } = await run("lists", "check", list);
    expect(out).toContain("any.ac.uk  (ac.uk)");
    expect(out).toMatch(/google\.com {2}\(would close \S+google\S*\)/);
    const open = await run("lists", "check", list, "--category", "education");
    expect(open.out).not.toContain("Held back");

    const policy = join(folder, basename(academy));
    await copyFile(academy, policy);
    const add = () =>
      run(
        "lists",
        "import",
        list,
        "--category",
        "gambling",
        "--id",
        "bets",
        "--policy",
        policy,
        "--json",
      );
    expect(JSON.parse((await add()).out)).toMatchObject({ counts: { kept: 1 } });
    const entered = JSON.parse(await readFile(policy, "utf8")) as {
      lists: Record<string, unknown>[];
    };
    const changed = {
      ...entered,
      lists: entered.lists.map((one) =>
        one["id"] === "bets" ? { ...one, despiteShelter: ["any.ac.uk"] } : one,
      ),
    };
    await writeFile(policy, JSON.stringify(changed));
    expect(JSON.parse((await add()).out)).toMatchObject({ counts: { kept: 2 } });
    const { out: explained } = await run(
      "policy",
      "explain",
      policy,
      "any.ac.uk",
      "--profile",
      "ks3",
      "--json",
    );
    expect(explained).toContain('"action":"block"');
  });
});
