// The closed table of what a line of `rules/lexicons` may say in its last column, and its reading.
import { themes, type Theme } from "../../contract/vocabulary.ts";
import type { Lexicon, LexiconPhrase } from "./types.ts";

/** Marks that a `context` phrase can set down and a theme's phrase can ask for. */
export const contextMarks = [
  "first",
  "second",
  "third",
  "hostile",
  "group",
  "child",
  "conversation",
  "sexual",
  "despair",
  "weapon",
  "place",
  "dealing",
  "jihad",
  "book",
  "report",
  // What play, a place or a day does not excuse: bodies and ages, hurt done to oneself, the end of one's own life, a
  // blade, an attack on a crowd, what is named for after a game, drugs carried for others, a threat to the writer, blows
  // at home, what happens again and again.
  "intimate",
  "harmed",
  "deadly",
  "armed",
  "crowd",
  "afterwards",
  "carried",
  "threatened",
  "beaten",
  "often",
  // Denies or excuses nothing, though such a word stands in it: “not gonna lie”.
  "idiom",
] as const;

/** Of whom a sentence speaks: the writer, the one it is said to, somebody else. Each is a mark of the same name. */
export const persons = ["first", "second", "third"] as const;

/**
 * Where an excuse reaches: words just ahead, further ahead in its sentence, just after, behind the quotation that a
 * phrase stands in, near by, the whole text, the whole of a text too long for a message.
 */
export const excuseReaches = [
  "before",
  "ahead",
  "after",
  "quote",
  "near",
  "text",
  "document",
] as const;
export type ExcuseReach = (typeof excuseReaches)[number];

/**
 * Options of a phrase: allowed values, or null for a bare flag.
 * `search` is phrased as people search: worth less when read on a page. `said` is what one person says to another:
 * worth less in a long text that merely holds it. `direct` approves or instructs: no register excuses it.
 * `company` counts only beside another phrase of its theme. `denies` holds a “not” of its own, perhaps in a class.
 * `needs` asks for a mark near by, `who` for one of a person within the sentence. `mark` sets one.
 * `reach` and `for` belong to excuses: where they reach, and for which themes; one that is `said` takes only from what is.
 */
export const weighOptions: Readonly<Record<string, readonly string[] | null>> = {
  search: null,
  said: null,
  direct: null,
  company: null,
  denies: null,
  needs: contextMarks,
  unless: contextMarks,
  who: persons,
  mark: contextMarks,
  reach: excuseReaches,
  for: themes,
};

/** A phrase's options, read once. */
export interface PhrasePlan {
  readonly phrase: LexiconPhrase;
  readonly search: boolean;
  readonly said: boolean;
  readonly direct: boolean;
  readonly company: boolean;
  readonly denies: boolean;
  readonly needs: readonly string[];
  readonly unless: readonly string[];
  /** Empty means whoever it is. */
  readonly who: readonly string[];
  readonly mark: string | undefined;
  readonly reach: ExcuseReach;
  /** Empty means every theme. */
  readonly forThemes: readonly Theme[];
  /** The words and signs of the pattern in order: a “not” that stands among them is part of it, another denies it. */
  readonly tokens: readonly string[];
}

const plansOf = new WeakMap<Lexicon, Map<number, PhrasePlan>>();

/** The options of a lexicon's phrase by its index, or undefined when there is no such phrase. */
export function planPhrase(lexicon: Lexicon, index: number): PhrasePlan | undefined {
  let plans = plansOf.get(lexicon);
  if (!plans) plansOf.set(lexicon, (plans = new Map()));
  const known = plans.get(index);
  if (known) return known;
  const phrase = lexicon.phraseAt(index);
  if (!phrase) return undefined;
  const plan = readPlan(phrase);
  plans.set(index, plan);
  return plan;
}

function readPlan(phrase: LexiconPhrase): PhrasePlan {
  const { options } = phrase;
  const list = (name: string): readonly string[] => (options[name] ? options[name].split(",") : []);
  const reach = options["reach"];
  return {
    phrase,
    search: "search" in options,
    said: "said" in options,
    direct: "direct" in options,
    company: "company" in options,
    denies: "denies" in options,
    needs: list("needs"),
    unless: list("unless"),
    who: list("who"),
    mark: options["mark"],
    reach: excuseReaches.find((one) => one === reach) ?? "near",
    forThemes: themes.filter((theme) => list("for").includes(theme)),
    tokens:
      phrase.pattern
        .toLowerCase()
        .replace(/['’]/g, "")
        .match(/[(|){}]|[^\s(|){}]+/g) ?? [],
  };
}
