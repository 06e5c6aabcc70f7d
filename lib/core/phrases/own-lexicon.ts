// The school's own phrases, as a policy has them, become files in the syntax of `rules/lexicons`, and back.
import type { PolicyPhrases } from "../../contract/policy.ts";
import type { Theme } from "../../contract/vocabulary.ts";

/** What stands above the lines of a list in its file. */
const headLines = 5;
/** These head a file; within a list they would make another theme of what follows. */
const header = /^\s*(?:theme|language|source|reviewed)(?:\s|$)/;

export interface OwnPhraseFile {
  /** `phrases.0`: the place of the list in the policy. */
  readonly name: string;
  readonly text: string;
}

/** Whether a line would change what the list is about, which its fields say. */
export function isHeaderLine(line: string): boolean {
  return header.test(line) || /[\r\n]/.test(line);
}

/** Nothing that a person writes into a field begins a line of its own. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** A file for each list. Its line `n` is line `n - 6` of the list, counted from 0; headers within are left out. */
export function ownPhraseFiles(lists: readonly PolicyPhrases[]): OwnPhraseFile[] {
  return lists.map((list, place) => ({
    name: `phrases.${place}`,
    text: [
      `theme ${list.theme}`,
      `language ${list.language}`,
      `source ${onOneLine(list.source)}`,
      `reviewed ${list.reviewed}`,
      `## ${onOneLine(list.title)}`,
      ...list.lines.map((line) => (isHeaderLine(line) ? "" : line)),
    ].join("\n"),
  }));
}

/** The place in the policy of a place in such a file: `phrases.0:7` is `phrases.0.lines.2`. */
export function placeInPolicy(path: string): string {
  const found = /^(phrases\.\d+):(\d+)$/.exec(path);
  if (found === null) return path;
  const line = Number(found[2]) - headLines - 1;
  return line < 0 ? (found[1] ?? path) : `${found[1]}.lines.${line}`;
}

/** The pattern of a phrase line as the reader takes it: between the first and the second bar outside brackets. */
function patternOf(line: string): string | undefined {
  if (!/^\s*\d/.test(line)) return undefined;
  let depth = 0;
  const bars: number[] = [];
  for (let at = 0; at < line.length && bars.length < 2; at += 1) {
    if (line[at] === "(") depth += 1;
    else if (line[at] === ")") depth -= 1;
    else if (line[at] === "|" && depth <= 0) bars.push(at);
  }
  const [first, second] = bars;
  return first === undefined ? undefined : line.slice(first + 1, second).trim();
}

/**
 * Names the list of each phrase that is the school's own: “bin kid” of the list “At the bus stop” becomes
 * “At the bus stop: bin kid”. Others stay as they are. `longest` is what a claim keeps of a pattern, and its answer.
 */
export function nameOwnPhrase(
  lists: readonly PolicyPhrases[],
  theme: Theme,
  phrase: string,
  longest = 300,
): string {
  for (const list of lists) {
    if (list.theme !== theme) continue;
    const isIts = list.lines.some((line) => patternOf(line)?.slice(0, longest) === phrase);
    if (isIts) return `${list.title}: ${phrase}`.slice(0, longest);
  }
  return phrase;
}
