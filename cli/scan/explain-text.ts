// Why a text scored what it did. The weighing is asked again and again with one thing taken away at a time, so that
// what is said here is what the scanner does, and not a second telling of it.
import { readingLevels, textSources, themes } from "../../lib/contract/vocabulary.ts";
import type { ReadingLevel, Severity, TextSource, Theme } from "../../lib/contract/vocabulary.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { findHits } from "../../lib/core/match/find-hits.ts";
import type { Hit, Lexicon, LexiconPhrase, ScanInput } from "../../lib/core/match/types.ts";
import { weighHits } from "../../lib/core/match/weigh-hits.ts";
import { persons } from "../../lib/core/match/weigh-options.ts";

/** Of one theme so many matches are explained, heaviest first. */
const mostMatches = 40;
const mostExcuseWords = 5;

export interface ExplainedMatch {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly phrase: string;
  readonly group: string;
  readonly weight: number;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, string>>;
  readonly disguised: boolean;
  /** Whether it is part of what the score is made of. */
  readonly counts: boolean;
  /** The score that it has by itself where it stands. */
  readonly alone: number;
  /** The same where no excuse applied. */
  readonly unexcused: number;
  /** Kinds of excuse that take from it. */
  readonly excuses: readonly string[];
  /** Why it counts for nothing, or for less than it weighs. */
  readonly why: string;
}

export interface ExplainedExcuse {
  readonly kind: string;
  /** Words by which it was found. */
  readonly words: readonly string[];
  /** The theme's score without this kind of excuse. */
  readonly scoreWithout: number;
}

export interface ExplainedTheme {
  readonly theme: Theme;
  readonly score: number;
  /** Absent: the theme is not looked for. */
  readonly threshold?: number;
  readonly isFinding: boolean;
  readonly severity?: Severity;
  readonly matches: readonly ExplainedMatch[];
  readonly unexplained: number;
  readonly excuses: readonly ExplainedExcuse[];
  readonly scoreWithoutExcuses: number;
  readonly scoreAs: Readonly<Record<TextSource, number>>;
  /** Reading levels whose own threshold this score reaches. */
  readonly reportedAt: readonly ReadingLevel[];
}

export interface Explanation {
  readonly source: TextSource;
  readonly characters: number;
  /** Themes of which a phrase stands in the text, highest score first. */
  readonly themes: readonly ExplainedTheme[];
  /** Words that excuse, or speak of what stands around, although no theme has a phrase here. */
  readonly helpers: number;
}

/** Everything from the least point on, to see what a profile does not report. */
const anyScore = Object.fromEntries(themes.map((theme) => [theme, 1])) as Record<Theme, number>;

/** Explains a text for the thresholds of a profile. Pure; time grows with the number of matches. */
export function explainText(
  lexicon: Lexicon,
  input: ScanInput,
  thresholds: Readonly<Partial<Record<Theme, number>>>,
): Explanation {
  const hits = findHits(lexicon, input.text, input.isPiece !== true);
  const phraseOf = (hit: Hit) => lexicon.phrases[hit.phrase] as LexiconPhrase;
  const isHelper = (hit: Hit) => ["excuse", "context"].includes(phraseOf(hit).theme);
  const helpers = hits.filter(isHelper);
  const found = themes.filter((theme) => hits.some((hit) => phraseOf(hit).theme === theme));
  const weigh = (theme: Theme, some: readonly Hit[], as: TextSource = input.source) =>
    weighHits(
      lexicon,
      some,
      { ...input, source: as },
      { thresholds: { [theme]: anyScore[theme] } },
    )[0];
  const scoreOf = (theme: Theme, some: readonly Hit[], as?: TextSource): number =>
    weigh(theme, some, as)?.score ?? 0;

  function explainTheme(theme: Theme): ExplainedTheme {
    const own = hits.filter((hit) => phraseOf(hit).theme === theme || isHelper(hit));
    const context = own.filter((hit) => phraseOf(hit).theme !== "excuse");
    const finding = weigh(theme, own);
    const score = finding?.score ?? 0;
    const threshold = thresholds[theme];
    const told = own
      .filter((hit) => phraseOf(hit).theme === theme)
      .sort((a, b) => phraseOf(b).weight - phraseOf(a).weight || a.start - b.start);
    const matches = told.slice(0, mostMatches).map((hit) => {
      const phrase = phraseOf(hit);
      const around = own.filter((other) => other === hit || isHelper(other));
      const alone = weigh(theme, around);
      const unexcused = scoreOf(
        theme,
        around.filter((other) => phraseOf(other).theme !== "excuse"),
      );
      const counts =
        finding?.matches.some(
          (match) =>
            match.start === hit.start && match.end === hit.end && match.phrase === phrase.pattern,
        ) ?? false;
      const told: Omit<ExplainedMatch, "why"> = {
        start: hit.start,
        end: hit.end,
        words: input.text.slice(hit.start, hit.end),
        phrase: phrase.pattern,
        group: phrase.group,
        weight: phrase.weight,
        severity: phrase.severity,
        options: phrase.options,
        disguised: hit.disguised,
        counts,
        alone: alone?.score ?? 0,
        unexcused,
        excuses: alone?.excuses ?? [],
      };
      return { ...told, why: whyLess(told, score > 0) };
    });
    const kinds = [
      ...new Set([
        ...(finding?.excuses ?? []),
        ...excusesTried(theme, own, context, scoreOf, phraseOf),
      ]),
    ].sort();
    return {
      theme,
      score,
      ...(threshold === undefined ? {} : { threshold }),
      isFinding: threshold !== undefined && score >= threshold,
      ...(finding === undefined ? {} : { severity: finding.severity }),
      matches,
      unexplained: Math.max(0, told.length - mostMatches),
      excuses: kinds.map((kind) => ({
        kind,
        words: wordsOf(own.filter((hit) => isExcuse(phraseOf(hit), kind))),
        scoreWithout: scoreOf(
          theme,
          own.filter((hit) => !isExcuse(phraseOf(hit), kind)),
        ),
      })),
      scoreWithoutExcuses: scoreOf(theme, context),
      scoreAs: Object.fromEntries(
        textSources.map((source) => [source, scoreOf(theme, own, source)]),
      ) as Record<TextSource, number>,
      reportedAt: readingLevels.filter((level) => score >= defaultThresholds[level][theme]),
    };
  }

  function wordsOf(some: readonly Hit[]): string[] {
    const words = some.map((hit) => input.text.slice(hit.start, hit.end).toLowerCase());
    return [...new Set(words)].slice(0, mostExcuseWords);
  }

  return {
    source: input.source,
    characters: input.text.length,
    themes: found.map(explainTheme).sort((a, b) => b.score - a.score),
    helpers: helpers.length,
  };
}

function isExcuse(phrase: LexiconPhrase, kind: string): boolean {
  return phrase.theme === "excuse" && phrase.group === kind;
}

/** Kinds of excuse without which the score would be higher: a theme that they silence altogether names none itself. */
function excusesTried(
  theme: Theme,
  own: readonly Hit[],
  context: readonly Hit[],
  scoreOf: (theme: Theme, hits: readonly Hit[]) => number,
  phraseOf: (hit: Hit) => LexiconPhrase,
): string[] {
  const score = scoreOf(theme, own);
  if (own.length === context.length || scoreOf(theme, context) === score) return [];
  const kinds = new Set(
    own.map(phraseOf).flatMap((phrase) => (phrase.theme === "excuse" ? [phrase.group] : [])),
  );
  return [...kinds].filter(
    (kind) =>
      scoreOf(
        theme,
        own.filter((hit) => !isExcuse(phraseOf(hit), kind)),
      ) > score,
  );
}

const personNames = { first: "the writer", second: "the one spoken to", third: "somebody else" };

/** What a phrase asks of the text around it, as reasons why it may not count. */
function conditionsOf(options: ExplainedMatch["options"]): string[] {
  const list = (name: string): string | undefined => options[name]?.replaceAll(",", " or ");
  const [needs, unless] = [list("needs"), list("unless")];
  const who = persons.filter((person) => options["who"]?.split(",").includes(person));
  const found: string[] = [];
  if (needs) {
    found.push(`counts only near words that set the mark ${needs}; none stands near enough`);
  }
  if (unless) found.push(`counts only where no word near it sets the mark ${unless}`);
  if (who.length > 0) {
    const names = who.map((person) => personNames[person]).join(" or ");
    found.push(`counts only where its sentence speaks of ${names}`);
  }
  return found;
}

function whyLess(match: Omit<ExplainedMatch, "why">, hasScore: boolean): string {
  const { options, alone, unexcused, weight, counts } = match;
  if (unexcused === 0) {
    const wanted = conditionsOf(options);
    if (wanted.length > 0 && !counts) return wanted.join("; or ");
    if ("company" in options) {
      return counts
        ? "counts only beside another phrase of its theme, and one is there"
        : "counts only beside another phrase of its theme";
    }
    return counts
      ? "too light to be a beginning by itself in such a text, and another leads it"
      : "too light to be a beginning by itself in such a text";
  }
  if (alone === 0) return "excused altogether";
  if (!counts && hasScore)
    return "says nothing new beside those that count, or stands too far from them";
  if (alone < unexcused) return `${unexcused - alone} points excused`;
  if (unexcused < weight) return "worth less in a text of this kind and length";
  return "";
}
