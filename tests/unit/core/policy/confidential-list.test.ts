import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  openConfidentialList,
  packConfidentialList,
  readConfidentialLines,
} from "../../../../lib/core/policy/confidential-list.ts";
import { protectedSites } from "../../../../lib/core/policy/protected-sites.ts";

const key = new Uint8Array(32).fill(9);
const hash = (text: string) => new Uint8Array(createHmac("sha256", key).update(text).digest());
const pack = (texts: readonly string[]) =>
  packConfidentialList({ key, madeAtMs: 1_700_000_000_000, hashes: texts.map(hash) });
const open = (bytes: Uint8Array<ArrayBuffer>) => {
  const list = openConfidentialList(bytes);
  if (!list.ok) throw new Error(list.error);
  return list.value;
};

describe("reading a list", () => {
  const help = protectedSites[0]?.host ?? "";

  test("addresses, folders and hosts, each once; comments and blank lines are nothing", () => {
    const text = [
      "\uFEFF# a list",
      "",
      "http://bad.test/a",
      "https://www.bad.test/a#again",
      "http://bad.test/b # why",
      "bad.test/dir/*\r",
      "  worse.test  ",
    ].join("\n");
    expect(readConfidentialLines(text)).toEqual({
      forms: ["page bad.test/a", "page bad.test/b", "folder bad.test/dir/", "domain worse.test"],
      problems: [],
    });
  });

  test("what is no address is named by its line, and never repeated", () => {
    const text = `http://bad.test/a\nsecret words\nftp://secret.test/\n${"x".repeat(9000)}`;
    const { forms, problems } = readConfidentialLines(text);
    expect(forms).toEqual(["page bad.test/a"]);
    expect(problems.map(({ path }) => path)).toEqual(["line 2", "line 3", "line 4"]);
    expect(JSON.stringify(problems)).not.toContain("secret");
  });

  test.each([
    ["a help site", help],
    ["a page of it", `https://www.${help}/a`],
    ["a host below it", `x.${help}`],
    ["a domain above one", "org.uk"],
  ])("nothing closes help: %s", (_name, line) => {
    const { forms, problems } = readConfidentialLines(line);
    expect(forms).toEqual([]);
    expect(problems.map(({ what }) => what)).toEqual(["a help site, which nothing closes"]);
  });

  test("total", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        readConfidentialLines(text);
      }),
    );
  });
});

describe("the packed file", () => {
  test("open ∘ pack: the head, and every entry is found", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 300 }), (texts) => {
        const list = open(pack(texts));
        expect(list.key).toEqual(key);
        expect(list.madeAtMs).toBe(1_700_000_000_000);
        expect(list.entries).toBeLessThanOrEqual(texts.length);
        for (const text of texts) expect(list.mayHold(hash(text))).toBe(true);
      }),
    );
  });

  test("what was not packed is not found, but for the few that share a beginning", () => {
    const list = open(pack(Array.from({ length: 5000 }, (_, at) => `listed ${at}`)));
    const strangers = Array.from({ length: 20_000 }, (_, at) => hash(`stranger ${at}`));
    // 5,000 in 2^32 for each of 20,000: 0.02 expected.
    expect(strangers.filter((one) => list.mayHold(one)).length).toBeLessThanOrEqual(1);
  });

  test("an address that shares the first four bytes is found too: that is what makes them deniable", () => {
    const listed = hash("listed");
    const stranger = hash("stranger");
    stranger.set(listed.subarray(0, 4));
    expect(open(pack(["listed"])).mayHold(stranger)).toBe(true);
  });

  test("no more of a hash stands in the file than its first four bytes", () => {
    const bytes = Buffer.from(pack(["listed"]));
    const whole = Buffer.from(hash("listed"));
    expect(bytes.includes(whole.subarray(0, 4))).toBe(true);
    expect(bytes.includes(whole.subarray(0, 5))).toBe(false);
    expect(bytes.length).toBe(48 + 4);
  });

  test("an empty list holds nothing", () => {
    expect(open(pack([])).mayHold(hash("x"))).toBe(false);
  });

  test("the same list gives the same bytes, in whatever order", () => {
    expect(pack(["a", "b", "c"])).toEqual(pack(["c", "a", "b", "a"]));
  });

  const good = pack(["a", "b", "c"]);
  const changed = (at: number, value: number) => {
    const bytes = good.slice();
    bytes[at] = value;
    return bytes;
  };
  test.each([
    ["nothing", new Uint8Array()],
    ["a web page", new TextEncoder().encode(`<!doctype html>${" ".repeat(80)}`)],
    ["cut short", good.slice(0, -1)],
    ["cut by one entry", good.slice(0, -4)],
    ["longer than it says", new Uint8Array([...good, 0, 0, 0, 0])],
    ["another count", changed(7, 2)],
    ["no moment", changed(8, 0x7f).fill(0xff, 9, 16)],
    ["out of order", changed(48, 0xff)],
  ])("not whole: %s", (_name, bytes) => {
    expect(openConfidentialList(bytes).ok).toBe(false);
  });

  test("total", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        const bytes = new Uint8Array(any);
        openConfidentialList(bytes);
        bytes.set(good.subarray(0, Math.min(4, bytes.length)));
        openConfidentialList(bytes);
      }),
    );
  });
});
