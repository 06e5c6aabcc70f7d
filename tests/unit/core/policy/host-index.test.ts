import fc from "fast-check";
import { expect, it } from "vitest";
import { createHostIndex } from "../../../../lib/core/policy/host-index.ts";
import { hostSuffixes } from "../../../../lib/core/policy/host.ts";

const host = fc
  .array(fc.constantFrom("a", "b", "aa", "ab", "x-1"), { minLength: 1, maxLength: 5 })
  .map((labels) => [...labels, "test"].join("."));

it("finds what a set of texts finds, however it grows", () => {
  fc.assert(
    fc.property(fc.array(host, { maxLength: 60 }), host, (given, asked) => {
      const index = createHostIndex(1);
      const plain = new Set<string>();
      for (const one of given) {
        expect(index.add(one)).toBe(!plain.has(one));
        plain.add(one);
      }
      expect(index.hosts).toEqual([...plain]);
      expect(index.has(asked)).toBe(plain.has(asked));
      expect(index.find(asked)).toBe(hostSuffixes(asked).find((one) => plain.has(one)));
      expect(index.findParent(asked)).toBe(
        hostSuffixes(asked)
          .slice(1)
          .find((one) => plain.has(one)),
      );
    }),
  );
});
