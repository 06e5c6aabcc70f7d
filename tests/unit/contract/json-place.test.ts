// Reading for problems alone passes over plain texts of long lists, and finds the same.
import fc from "fast-check";
import { expect, test } from "vitest";
import { locateJson } from "../../../lib/contract/json-place.ts";
import { draws } from "../../support/draws.ts";

/** JSON as a person may write it: names twice, spaces anywhere, texts with and without escapes. */
const { value: jsonText } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('"a.test"', String.raw`"a\"b"`, '"a,b]"', '""', "1", "true", "null"),
    fc.array(tie("value"), { maxLength: 5 }).map((parts) => `[ ${parts.join(" ,\n ")} ]`),
    fc
      .array(fc.tuple(fc.constantFrom("a", "b"), tie("value")), { maxLength: 4 })
      .map((pairs) => `{${pairs.map(([key, part]) => `"${key}": ${part}`).join(", ")}}`),
  ),
}));

test("the same problems at the same places, with and without noting every value's place", () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const { problems, places } = locateJson(text, "policy", "problems");
      expect(problems).toEqual(locateJson(text).problems);
      expect(places.size).toBe(0);
    }),
    { numRuns: draws(500) },
  );
});
