// An explanation for a person to read.
import type { ExplainedMatch, ExplainedTheme, Explanation } from "./explain-text.ts";

const longestWords = 80;

const cut = (text: string): string => {
  const one = text.replace(/\s+/g, " ");
  return one.length > longestWords ? `${one.slice(0, longestWords - 1)}…` : one;
};

/** The explanation as text. `name` says which text, `profile` for whom it was judged. */
export function explainLines(name: string, profile: string, told: Explanation): string {
  const head = `${name}: as ${told.source}, ${told.characters} characters, for ${profile}\n`;
  if (told.themes.length === 0) {
    const helpers =
      told.helpers === 0
        ? ""
        : ` ${told.helpers} helper words (context, excuses) score nothing by themselves.`;
    return `${head}  no finding: no phrase of any theme stands here.${helpers}\n`;
  }
  return head + told.themes.map(themeLines).join("");
}

function themeLines(told: ExplainedTheme): string {
  const { theme, score, threshold, isFinding, severity } = told;
  const against =
    threshold === undefined ? "not looked for in this profile" : `reported from ${threshold}`;
  const verdict = isFinding ? `a finding, ${severity ?? "low"}` : "no finding";
  const lines = [`  ${theme}: ${score} points, ${against}: ${verdict}`, "    matches:"];
  for (const match of told.matches) lines.push(...matchLines(match));
  if (told.unexplained > 0) lines.push(`      and ${told.unexplained} more, lighter ones`);
  if (told.excuses.length > 0) lines.push("    excuses:");
  for (const { kind, words, scoreWithout } of told.excuses) {
    const by = words.map((word) => `“${cut(word)}”`).join(", ");
    lines.push(`      ${kind} (${by}): without it ${scoreWithout} points`);
  }
  lines.push(...whatElse(told).map((line) => `    ${line}`));
  return `${lines.join("\n")}\n`;
}

function matchLines(match: ExplainedMatch): string[] {
  const { start, end, words, phrase, group, weight, alone, counts, excuses, why, disguised } =
    match;
  const notes = [
    ...(disguised ? ["hidden spelling"] : []),
    ...(excuses.length > 0 ? [`excused by ${excuses.join(", ")}`] : []),
    ...(why === "" ? [] : [why]),
  ];
  const options = Object.entries(match.options).map(([name, value]) =>
    value === "" ? name : `${name}=${value}`,
  );
  return [
    `      ${counts ? "+" : "-"} ${start}–${end} “${cut(words)}”: weighs ${weight}, by itself ${alone} points`,
    `        phrase: ${cut(phrase)}${group === "" ? "" : ` (${group})`}${options.length > 0 ? ` | ${options.join(" ")}` : ""}`,
    ...(notes.length > 0 ? [`        ${notes.join("; ")}`] : []),
  ];
}

/** What would have made it a finding; of a finding, what would have kept it from being one. */
function whatElse(told: ExplainedTheme): string[] {
  const { score, threshold, isFinding, scoreWithoutExcuses, scoreAs, reportedAt } = told;
  const sources = `as page ${scoreAs.page}, as typed ${scoreAs.typed}, as search ${scoreAs.search} points`;
  const levels = `this score is reported by default at: ${reportedAt.length === 0 ? "no level" : reportedAt.join(", ")}`;
  if (threshold === undefined) return [sources, levels];
  if (isFinding) {
    return [
      score === 100
        ? "no threshold would keep it from being a finding: only monitoring.without does"
        : `a threshold of ${score + 1} or more would keep it from being a finding`,
      sources,
      levels,
    ];
  }
  const short = [`it is ${threshold - score} points short of a finding`];
  if (scoreWithoutExcuses !== score) {
    short.push(
      `without any excuse it would have ${scoreWithoutExcuses} points${scoreWithoutExcuses >= threshold ? ": a finding" : ""}`,
    );
  }
  return [...short, sources, levels];
}
