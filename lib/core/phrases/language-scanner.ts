// A scanner that looks for the phrases of other languages beside the English ones. Each language is searched and weighed
// by itself: what it holds adds findings and takes none away, and its excuses are those of its own phrases alone. A
// short English word may well be a word of another language, and no speaker need have reviewed that.
import { languages, languageTags, type LanguageTag } from "../../contract/vocabulary.ts";
import { createScanner, type Scanner } from "../match/create-scanner.ts";
import type { Finding, Lexicon, ScanSettings } from "../match/types.ts";

export interface LanguageLexicon {
  readonly language: LanguageTag;
  readonly lexicon: Lexicon;
}

/** Longest pattern of an event. */
const longestPhrase = 300;

/**
 * The findings of `scanner` as they are, then those of each language, whose phrases begin with its tag: "pl: …". A theme
 * may be found by several of them. Small signs that add up (`onWeighed`) are heard from every language.
 */
export function withLanguages(
  scanner: Scanner,
  packs: readonly LanguageLexicon[],
  settings: ScanSettings,
): Scanner {
  if (packs.length === 0) return scanner;
  const others = packs.map(({ language, lexicon }) => ({
    language,
    scanner: createScanner(lexicon, settings),
  }));
  return {
    scan: (input) => [
      ...scanner.scan(input),
      ...others.flatMap((other) => tag(other.language, other.scanner.scan(input))),
    ],
    async scanInPieces(input, pause) {
      const findings = [...(await scanner.scanInPieces(input, pause))];
      for (const other of others) {
        findings.push(...tag(other.language, await other.scanner.scanInPieces(input, pause)));
      }
      return findings;
    },
  };
}

function tag(language: LanguageTag, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    matches: finding.matches.map((match) => ({ ...match, phrase: `${language}: ${match.phrase}` })),
  }));
}

/** "Polish, list not yet reviewed by a speaker" */
function describeLanguage(language: LanguageTag): string {
  const { title, isReviewed } = languages[language];
  return isReviewed ? title : `${title}, list not yet reviewed by a speaker`;
}

/** For the desk: "pl: …" becomes "Polish, list not yet reviewed by a speaker: …"; any other phrase stays as it is. */
export function nameLanguagePhrase(phrase: string): string {
  const language = languageTags.find((one) => phrase.startsWith(`${one}: `));
  if (language === undefined) return phrase;
  return `${describeLanguage(language)}${phrase.slice(language.length)}`.slice(0, longestPhrase);
}
