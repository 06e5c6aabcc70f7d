// Looks for words in every file below a folder, byte by byte: as UTF-8 and as UTF-16, as databases write them.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** "path: word" for each find. Files that go away meanwhile are passed over; `skip` says which others are. */
export function searchFiles(
  folder: string,
  words: readonly string[],
  skip: (path: string) => boolean = () => false,
): string[] {
  const needles = words.flatMap((word) => [
    { word, bytes: Buffer.from(word, "utf8") },
    { word, bytes: Buffer.from(word, "utf16le") },
  ]);
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || skip(path)) continue;
    let content: Buffer;
    try {
      content = readFileSync(path);
    } catch {
      continue;
    }
    for (const { word, bytes } of needles) {
      if (content.includes(bytes)) found.add(`${relative(folder, path)}: ${word}`);
    }
  }
  return [...found];
}
