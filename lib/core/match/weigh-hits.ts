// From phrases found to findings: what stands near a phrase, where the text was met and what kind of text it is
// decide what the phrase is worth; a theme is reported where enough of that stands close together.
import { themes, type Theme } from "../../contract/vocabulary.ts";
import { excuseHit, gatherExcuses, messageLength, type Excuses } from "./excuse-hits.ts";
import { sentenceAround } from "./sentence.ts";
import type { Finding, Hit, Lexicon, ScanInput, ScanSettings } from "./types.ts";
import { planPhrase, type PhrasePlan } from "./weigh-options.ts";
import { weighSeverity } from "./weigh-severity.ts";
import { findBestWindow, type BestWindow, type Lead, type WeighedHit } from "./weigh-window.ts";

/** A typed text up to this length may be a search in all but name. */
const queryLength = 90;
/** How near (UTF-16 units) a mark must stand to the phrase that needs it. */
const markReach = 160;

/** Marks that tell of what kind a text is. */
const registers: ReadonlySet<string> = new Set(["book", "report"]);

/** A long text is somebody's own account when “I”, “my” and “me” come at least this often (UTF-16 units apart). */
const personalEvery = 100;
/**
 * A typed account of one's own despair, from this length on (UTF-16 units), counts for more than its points: it is seldom
 * told loudly (measured, docs/MODEL.md).
 */
const accountUnits = 150;
const accountWorth = 1.43;
/** From this length on (UTF-16 units) an account of one's own despair is not taken for banter, wherever it stands. */
const longAccount = 500;
/** What a sign of despair is worth in a long text that is nobody's own account. */
const impersonalWorth = 0.6;

interface ThemeHit {
  readonly hit: Hit;
  readonly plan: PhrasePlan;
}

type Marks = ReadonlyMap<string, readonly number[]>;

/**
 * Findings of a text, one per theme at most, in the order of `themes`. `hits` are those of `findHits`, sorted by
 * start. Pure; time grows with the number of hits. Scores are 0 to 100, offsets UTF-16 units of `input.text`.
 */
export function weighHits(
  lexicon: Lexicon,
  hits: readonly Hit[],
  input: ScanInput,
  settings: ScanSettings,
): Finding[] {
  const perTheme = new Map<Theme, ThemeHit[]>();
  const marks = new Map<string, number[]>();
  const excusing: ThemeHit[] = [];
  const idioms: Hit[] = [];
  for (const hit of hits) {
    const plan = planPhrase(lexicon, hit.phrase);
    if (!plan) continue;
    const { theme } = plan.phrase;
    if (plan.mark) push(marks, plan.mark, hit.start);
    if (plan.mark === "idiom") idioms.push(hit);
    if (theme === "excuse") excusing.push({ hit, plan });
    else if (theme !== "context" && settings.thresholds[theme] !== undefined) {
      push(perTheme, theme, { hit, plan });
    }
  }
  if (perTheme.size === 0) return [];
  const excuses = gatherExcuses(
    idioms.length === 0 ? excusing : excusing.filter(({ hit }) => !isWithinOne(hit, idioms)),
    input.text,
  );
  const isPersonal = speaksOfSelf(marks, input.text);
  const findings: Finding[] = [];
  for (const theme of themes) {
    const own = perTheme.get(theme);
    const threshold = settings.thresholds[theme];
    if (!own || threshold === undefined) continue;
    const weighed = weighTheme(theme, own, excuses, marks, input, isPersonal);
    settings.onWeighed?.(input, weighed);
    const best = findBestWindow(theme, weighed, leadOf(theme, input, isPersonal));
    const isOwn = isPersonal && input.source !== "page" && input.text.length >= accountUnits;
    const worth = isOwn && theme === "self-harm" ? accountWorth : 1;
    const finding = report(theme, best, threshold, worth);
    if (finding) findings.push(finding);
  }
  return findings;
}

function weighTheme(
  theme: Theme,
  own: readonly ThemeHit[],
  excuses: Excuses,
  marks: Marks,
  input: ScanInput,
  isPersonal: boolean,
): WeighedHit[] {
  const weighed: WeighedHit[] = [];
  // What hurts is told in the first person; a document about it is not.
  const told = theme === "self-harm" && !isPersonal && input.text.length > messageLength;
  const isAccount = theme === "self-harm" && isPersonal && input.text.length > longAccount;
  const stands = (mark: string, hit: Hit): boolean => isSaidOf([mark], marks, hit, input.text);
  for (const { hit, plan } of own) {
    if (plan.needs.length > 0 && !plan.needs.some((mark) => isNear(marks, mark, hit))) continue;
    if (plan.unless.some((mark) => standsAround(marks, mark, hit, input.text))) continue;
    if (plan.who.length > 0 && !isSaidOf(plan.who, marks, hit, input.text)) continue;
    const { keep, names } = excuseHit(theme, hit, plan, excuses, input.text, isAccount, stands);
    const worth = worthOfSource(plan, input) * (told ? impersonalWorth : 1);
    const points = plan.phrase.weight * worth * keep;
    if (points >= 1) weighed.push({ hit, plan, points, excuses: names });
  }
  return weighed;
}

/**
 * What must lead the rest. In a long text light signs add up by chance: one clear phrase must lead them. Despair told in
 * the first person may also be a heap of light signs, on a page a heap of three. Propaganda is told by its many words.
 */
function leadOf(theme: Theme, { text, source }: ScanInput, isPersonal: boolean): Lead {
  const isLong = text.length > messageLength;
  if (theme === "self-harm" && (isPersonal || !isLong)) {
    return source === "page" ? { points: 36, orPhrases: 3 } : { points: 0, orPhrases: 0 };
  }
  return { points: theme === "extremism" || !isLong ? 0 : 50, orPhrases: Infinity };
}

/** The part of its weight that a phrase keeps where it was met. */
function worthOfSource(plan: PhrasePlan, { source, text }: ScanInput): number {
  const isQuery = source === "search" || (source === "typed" && text.length <= queryLength);
  let worth = 1;
  if (plan.search && !isQuery)
    worth *= source === "typed" || text.length <= messageLength ? 0.7 : 0.35;
  if (plan.said && source === "page" && text.length > messageLength) worth *= 0.6;
  return worth;
}

function report(
  theme: Theme,
  best: BestWindow | undefined,
  threshold: number,
  worth: number,
): Finding | undefined {
  const score = best === undefined ? 0 : Math.min(100, Math.round(best.score * worth));
  if (!best || score < threshold) return undefined;
  const names = new Set(best.hits.flatMap((one) => one.excuses));
  return {
    category: theme,
    severity: weighSeverity(best.hits, best.score),
    score,
    matches: [...best.hits]
      .sort((a, b) => a.hit.start - b.hit.start || b.hit.end - a.hit.end)
      .map(({ hit, plan }) => ({
        start: hit.start,
        end: hit.end,
        phrase: plan.phrase.pattern,
        weight: plan.phrase.weight,
      })),
    excuses: [...names].sort(),
  };
}

/** Whether a text is an account of the writer's own life. At most 200 signs are found in a text, so 200 suffice. */
function speaksOfSelf(marks: Marks, text: string): boolean {
  const count = marks.get("first")?.length ?? 0;
  return count >= Math.min(200, text.length / personalEvery);
}

function isNear(marks: Marks, mark: string, hit: Hit): boolean {
  return standsBetween(marks.get(mark), hit.start - markReach, hit.end + markReach);
}

/** The same, but for the last word of the phrase: “kill the police” is no report by the police. */
function standsAround(marks: Marks, mark: string, hit: Hit, text: string): boolean {
  if (!registers.has(mark)) return isNear(marks, mark, hit);
  const places = marks.get(mark);
  // By hand: a word of a gap may be of any length, and an expression would go through it again and again.
  let last = hit.end;
  while (last > hit.start && !/\s/.test(text.charAt(last - 1))) last -= 1;
  let from = hit.start - markReach;
  let to = hit.end + markReach;
  if (text.length <= messageLength) {
    // What another message reports is no report of this one.
    const next = text.indexOf("\n", hit.end);
    from = Math.max(from, text.lastIndexOf("\n", hit.start));
    if (next >= 0) to = Math.min(to, next);
  }
  return standsBetween(places, from, last - 1) || standsBetween(places, hit.end, to);
}

/** Whether the sentence in which a phrase stands speaks of one of these persons. */
function isSaidOf(persons: readonly string[], marks: Marks, hit: Hit, text: string): boolean {
  const { start, end } = sentenceAround(hit, text, markReach);
  return persons.some((person) => standsBetween(marks.get(person), start, end));
}

/** Whether one of the places, which ascend, is neither before `from` nor behind `to`. */
function standsBetween(places: readonly number[] | undefined, from: number, to: number): boolean {
  if (!places) return false;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  const found = places[low];
  return found !== undefined && found <= to;
}

/** Both are sorted by start, and idioms are few. */
function isWithinOne(hit: Hit, idioms: readonly Hit[]): boolean {
  return idioms.some(({ start, end }) => start <= hit.start && hit.end <= end);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
