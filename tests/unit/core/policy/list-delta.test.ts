import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  applyListDelta,
  makeListDelta,
  printHosts,
  printListDelta,
  readHosts,
  readListDelta,
} from "../../../../lib/core/policy/list-delta.ts";

const hosts = fc
  .uniqueArray(
    fc.stringMatching(/^[a-z]{1,3}$/).map((label) => `${label}.test`),
    { maxLength: 30 },
  )
  .map((all) => all.sort());

describe("a delta", () => {
  it("leads from any version to any other, through its text", () => {
    fc.assert(
      fc.property(hosts, hosts, (before, after) => {
        const read = readListDelta(printListDelta(makeListDelta(before, after)));
        expect(read.ok && applyListDelta(before, read.value)).toEqual(after);
      }),
    );
  });
  it("names only what differs", () => {
    expect(makeListDelta(["a.test", "b.test"], ["b.test", "c.test"])).toEqual({
      added: ["c.test"],
      removed: ["a.test"],
    });
  });
  it("applied again changes nothing", () => {
    const delta = { added: ["c.test", "c.test"], removed: ["a.test", "z.test"] };
    const once = applyListDelta(["a.test", "b.test"], delta);
    expect(once).toEqual(["b.test", "c.test"]);
    expect(applyListDelta(once, delta)).toEqual(once);
  });
  test.each([
    ["a line without a sign", "a.test\n"],
    ["an empty line", "+a.test\n\n+b.test\n"],
    ["what is no host", "+a b\n"],
    ["a host that is not clean", "+A.test\n"],
    ["a web page", "<!doctype html>\n"],
  ])("with %s is refused", (_name, text) => {
    expect(readListDelta(text).ok).toBe(false);
  });
  it("any text at all never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => void readListDelta(text)));
  });
});

it("hosts read back as they were printed", () => {
  fc.assert(
    fc.property(hosts, (all) => {
      expect(readHosts(printHosts(all))).toEqual(all);
    }),
  );
});
