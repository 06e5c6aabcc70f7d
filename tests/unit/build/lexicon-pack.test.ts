import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factorPattern } from "../../../lib/build/lexicon-factor.ts";
import { readLexicons } from "../../../lib/build/lexicon-pack.ts";
import { readPattern, type Pattern } from "../../../lib/build/lexicon-pattern.ts";
import { packTrie } from "../../../lib/build/lexicon-trie.ts";
import { openLexicon } from "../../../lib/core/match/open-lexicon.ts";
import type { LexiconPhrase } from "../../../lib/core/match/types.ts";

function pack(rows: readonly string[]): ArrayBuffer {
  const text = `theme drugs\nlanguage en\n${rows.join("\n")}`;
  const read = readLexicons([{ name: "a.txt", text }]);
  if (!read.lexicon) throw new Error(JSON.stringify(read.problems));
  return read.lexicon;
}

function read(source: string): Pattern {
  const found = readPattern(source, () => ({ ok: false, error: { what: "", expected: "" } }));
  if (!found.ok) throw new Error(found.error.what);
  return found.value;
}

/** All texts a pattern without gaps can match. */
function texts(pattern: Pattern): readonly string[] {
  if (pattern.kind === "word") return [pattern.open ? `${pattern.letters}*` : pattern.letters];
  if (pattern.kind === "gap") return [`..${pattern.most}`];
  if (pattern.kind === "maybe") return ["", ...texts(pattern.item)];
  if (pattern.kind === "any") return pattern.items.flatMap(texts);
  return pattern.items
    .map(texts)
    .reduce((left, right) => left.flatMap((one) => right.map((two) => `${one} ${two}`)));
}

function sorted(pattern: Pattern): readonly string[] {
  return [...new Set(texts(pattern).map((text) => text.replace(/\s+/g, " ").trim()))].sort();
}

describe("packing", () => {
  test("what is packed is what is opened", () => {
    const letters = fc.stringMatching(/^[a-z]{1,8}$/);
    const row = fc.record({
      weight: fc.integer({ min: 1, max: 100 }),
      severity: fc.constantFrom("low", "medium", "high", "critical"),
      words: fc.array(letters, { minLength: 1, maxLength: 5 }),
      option: fc.constantFrom("", " | typed", " | who=second needs=typed"),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { minLength: 1, maxLength: 8, selector: (one) => one.words.join(" ") }),
        (rows) => {
          const bytes = pack(
            rows.map(
              ({ weight, severity, words, option }) =>
                `${weight} ${severity} | ${words.join(" ")}${option}`,
            ),
          );
          const opened = openLexicon(bytes);
          expect(opened.ok).toBe(true);
          if (!opened.ok) return;
          expect(
            opened.value.phrases.map((phrase: LexiconPhrase) => [
              phrase.pattern,
              phrase.weight,
              phrase.severity,
            ]),
          ).toEqual(rows.map(({ weight, severity, words }) => [words.join(" "), weight, severity]));
          expect(
            openLexicon(
              pack(
                rows.map(
                  ({ weight, severity, words, option }) =>
                    `${weight} ${severity} | ${words.join(" ")}${option}`,
                ),
              ),
            ),
          ).toEqual(opened);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("the trie holds its words and no others", () => {
    const word = fc.stringMatching(/^[c-g]{1,6}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 40 }),
        fc.array(word),
        (words, others) => {
          const trie = packTrie(words.map((classes) => ({ classes, open: false })));
          const find = (text: string): number => {
            let state = 1;
            for (let at = 0; at < text.length; at += 1) {
              const next = (trie.base[state] ?? 0) + text.charCodeAt(at);
              if (trie.check[next] !== state) return 0;
              state = next;
            }
            return trie.exact[state] ?? 0;
          };
          for (const one of [...words, ...others]) expect(find(one)).toBe(words.indexOf(one) + 1);
        },
      ),
    );
  });

  test.each([
    "(your mum|your dad|my mum|my dad)",
    "(a|a b|a b c|d) e",
    "(a (b|c)|a b d|(a|e) f)",
    "(a (b)?|a c) d",
    "((a)? b|c)",
    "(a bb*|a bb|c bb*)",
  ])("sharing beginnings and endings leaves the texts of %s", (source) => {
    expect(sorted(factorPattern(read(source)))).toEqual(sorted(read(source)));
  });

  test("damaged bytes are refused or harmless, and never throw", () => {
    const good = pack(["40 low | red owl", "40 low | (red|blue) ..2 kite*"]);
    expect(openLexicon(new ArrayBuffer(0)).ok).toBe(false);
    expect(openLexicon(good.slice(0, 100)).ok).toBe(false);
    expect(openLexicon(good.slice(0, good.byteLength - 8)).ok).toBe(false);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 319 }),
        fc.integer({ min: 0, max: 255 }),
        (at, value) => {
          const bytes = good.slice(0);
          new Uint8Array(bytes)[at] = value;
          expect(() => openLexicon(bytes)).not.toThrow();
        },
      ),
    );
  });
});
