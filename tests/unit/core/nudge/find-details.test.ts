import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDetails } from "../../../../lib/core/nudge/find-details.ts";
import { mayBeOtherLanguage } from "../../../../lib/core/nudge/other-language.ts";
import { detailKinds } from "../../../../lib/core/nudge/types.ts";
import { allSigns } from "./all-signs.ts";
import { noticed, yeses } from "./noticed.ts";
import { otherNoticed, otherSilent } from "./other-languages.ts";
import { noYeses, silent } from "./silent.ts";

describe.each(detailKinds)("noticed: %s", (kind) => {
  test.each(noticed[kind])("%s", (text) => {
    expect(findDetails(text).map((detail) => detail.kind)).toContain(kind);
  });
});

describe.each(Object.keys(silent) as (keyof typeof silent)[])("silent: %s", (group) => {
  test.each(silent[group])("%s", (text) => {
    expect(findDetails(text)).toEqual([]);
  });
});

test.each(yeses)("%s is a yes to %s", (typed, around) => {
  expect(findDetails(typed, around).map(({ kind }) => kind)).toEqual(["meeting"]);
});

test.each(noYeses)("%s is no yes to %s", (typed, around) => {
  expect(findDetails(typed, around)).toEqual([]);
});

const everySign = Object.values(allSigns);

describe.each(Object.keys(otherNoticed) as (keyof typeof otherNoticed)[])("in %s", (language) => {
  test.each<readonly [kind: string, text: string]>(otherNoticed[language])(
    "%s: %s",
    (kind, text) => {
      expect(findDetails(text, "", [allSigns[language]]).map((detail) => detail.kind)).toContain(
        kind,
      );
      expect(findDetails(text, "", everySign).map((detail) => detail.kind)).toContain(kind);
    },
  );

  test.each(otherSilent[language] ?? [])("silent: %s", (text) => {
    expect(findDetails(text, "", everySign)).toEqual([]);
  });
});

test("what calls for the other languages is in each of their texts, and in few English ones", () => {
  for (const [, text] of Object.values(otherNoticed).flat()) {
    expect(mayBeOtherLanguage(text), text).toBe(true);
  }
  const english = [...Object.values(noticed), ...Object.values(silent)].flat();
  expect(english.filter(mayBeOtherLanguage).length).toBeLessThanOrEqual(5);
});

test("what is English and harmless is harmless for all of them", () => {
  for (const text of Object.values(silent).flat()) {
    expect(findDetails(text, "", everySign), text).toEqual([]);
  }
});

test("there are at least 300 cases", () => {
  const count = [...Object.values(noticed), ...Object.values(silent), yeses, noYeses].flat(1);
  expect(count.length).toBeGreaterThanOrEqual(300);
});

describe("laws", () => {
  const everything = [
    ...Object.values(noticed).flat(),
    ...Object.values(otherNoticed).flatMap((rows) => rows.map(([, text]) => text)),
  ];
  const pieces = fc.oneof(
    fc.constantFrom<string>(...everything, ...Object.values(silent).flat()),
    fc.string({ unit: "grapheme", maxLength: 40 }),
  );
  const texts = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(" "));

  test("details lie in the text, in order, and none within another", () => {
    fc.assert(
      fc.property(texts, fc.string(), (text, around) => {
        let last = 0;
        for (const { start, end } of findDetails(text, around, everySign)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  test("what was taken out is not found again", () => {
    fc.assert(
      fc.property(fc.constantFrom<string>(...everything), (text) => {
        let left = text;
        // Each round takes something out; a text holds few.
        for (let round = 0; round < 5; round += 1) {
          const [first] = findDetails(left, "", everySign);
          if (first === undefined) break;
          left = left.slice(0, first.start) + left.slice(first.end);
        }
        expect(findDetails(left, "", everySign)).toEqual([]);
      }),
    );
  });
});
