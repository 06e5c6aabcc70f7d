// The table of categories in the documentation is printed from the files, and a test holds the two together.

import type { Category } from "../core/policy/category.ts";

/** Prints a Markdown table of the categories, one row each, padded as the formatter of this repository pads. */
export function printCategoryTable(categories: readonly Category[]): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  const rows = [
    ["Id", "What it is", "Why a school blocks it", "Answers", "Nobody known", "Hosts"],
    ...categories.map((category) => [
      `\`${category.id}\``,
      cell(category.title),
      cell(category.why),
      category.requirement,
      category.strictest,
      String(category.hosts.length),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const print = (row: readonly string[]): string =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [print(head), rule, ...body.map(print)].join("\n");
}
