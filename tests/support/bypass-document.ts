// docs/BYPASS.md from the rows: `node tests/support/bypass-document.ts > docs/BYPASS.md`.
import { bypassLimits, bypassRows, type BypassRow } from "./bypass-rows.ts";

const head = `# Ways round the filter, and what closes them

Each row is tried in a real Chromium under managed policy by one test in \`tests/chromium\`, which fails where the outcome
is another than the one here. \`npm test -- --only build,chromium\` runs them; each test prints what it saw as a
line of JSON. This page is made from the rows in \`tests/support/bypass-rows.ts\`.
`;

function table(rows: readonly BypassRow[]): string {
  const lines = [
    ["What is tried", "What closes it", "Outcome"],
    ...rows.map((row) => [
      row.tried,
      row.closedBy,
      row.open === undefined ? row.outcome : `**open**: ${row.open}`,
    ]),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const printed = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  printed.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return printed.join("\n");
}

/** The whole page. */
export function bypassDocument(): string {
  const themes = [...new Set(bypassRows.map((row) => row.theme))];
  const parts = themes.map(
    (theme) => `## ${theme}\n\n${table(bypassRows.filter((row) => row.theme === theme))}\n`,
  );
  const limits = `## What is not claimed\n\n${bypassLimits.map((limit) => `- ${limit}`).join("\n")}\n`;
  return [head, ...parts, limits].join("\n");
}

if (import.meta.main) process.stdout.write(bypassDocument());
