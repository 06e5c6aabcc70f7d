import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enterList } from "../../../cli/lists/import.ts";
import { toAddress } from "../../../cli/policy/explain.ts";
import { samplePolicy } from "../../support/policies.ts";

const entry = {
  id: "casinos",
  category: "gambling",
  address: "lists/casinos.txt",
  title: undefined,
  source: undefined,
  licence: undefined,
};

describe("enterList", () => {
  it("adds a list at the end", () => {
    const policy = samplePolicy();
    const next = JSON.parse(enterList(JSON.stringify(policy), entry)) as typeof policy;
    expect(next).toEqual({
      ...policy,
      lists: [
        ...(policy.lists ?? []),
        { id: "casinos", title: "Casinos", category: "gambling", address: "lists/casinos.txt" },
      ],
    });
  });

  it("brings a list up to date: its hosts give way to the address, its title stays", () => {
    const next = JSON.parse(
      enterList(JSON.stringify(samplePolicy()), {
        ...entry,
        id: "club-sites",
        category: "club",
        source: "The chess club",
      }),
    ) as unknown;
    expect(next).toMatchObject({
      lists: [
        {
          id: "club-sites",
          title: "Club sites",
          category: "club",
          address: "lists/casinos.txt",
          source: "The chess club",
        },
      ],
    });
    expect(JSON.stringify(next)).not.toContain("chess-club.test");
  });

  it("loses nothing else, whatever stands in the policy", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== "lists" && key !== "__proto__"),
          fc.jsonValue(),
        ),
        (rest) => {
          const { lists, ...kept } = JSON.parse(enterList(JSON.stringify(rest), entry)) as Record<
            string,
            unknown
          >;
          expect(kept).toEqual(JSON.parse(JSON.stringify(rest)));
          expect(lists).toHaveLength(1);
        },
      ),
    );
  });

  it("twice is once", () => {
    const once = enterList(JSON.stringify(samplePolicy()), entry);
    expect(enterList(once, entry)).toBe(once);
  });

  it.each([
    ["two spaces", '{\n  "a": 1\n}', '\n  "a"'],
    ["a tab", '{\n\t"a": 1\n}', '\n\t"a"'],
    ["four spaces", '{\n    "a": 1\n}', '\n    "a"'],
  ])("keeps the indentation: %s", (_name, text, expected) => {
    expect(enterList(text, entry)).toContain(expected);
  });
});

describe("toAddress", () => {
  it.each([
    ["example.test", "https://example.test/"],
    ["example.test/a", "https://example.test/a"],
    ["example.test:8080", "https://example.test:8080/"],
    ["//example.test/a", "https://example.test/a"],
    ["http://example.test", "http://example.test"],
    ["example.test?q=1", "https://example.test?q=1"],
    ["about:blank", "about:blank"],
    ["chrome://settings", "chrome://settings"],
    ["data:text/html,x", "data:text/html,x"],
    ["[::1]", "https://[::1]/"],
  ])("%s is %s", (text, address) => {
    expect(toAddress(text)).toBe(address);
  });
});
