// Cyrillic, Greek and other letters are read as the Latin ones they look like. In a text that is truly Russian or
// Greek that would read words that are not there; its other letters give it away.
import { otherClass } from "./classes.ts";
import { classAt } from "./class-at.ts";
import type { LexiconTables } from "./types.ts";

/** Units on each side that are looked at for letters of the same script. */
const around = 40;

/** Scripts whose letters are taken for Latin: Greek, Cyrillic, Armenian, Georgian capitals, Cherokee. */
function scriptOf(unit: number): number {
  if (unit >= 0x370 && unit < 0x400) return 1;
  if (unit >= 0x400 && unit < 0x530) return 2;
  if (unit >= 0x530 && unit < 0x590) return 3;
  if (unit >= 0x10a0 && unit < 0x1100) return 4;
  if ((unit >= 0x13a0 && unit < 0x1400) || (unit >= 0xab70 && unit < 0xabc0)) return 5;
  return 0;
}

/** Whether words are themselves written in a script whose letters are taken for Latin. */
export function isLookAlike(words: string): boolean {
  for (let at = 0; at < words.length; at += 1)
    if (scriptOf(words.charCodeAt(at)) !== 0) return true;
  return false;
}

/** Whether the letters from `start` to `end` are truly of another script, rather than dressed in it. */
export function isOtherScript(
  tables: LexiconTables,
  text: string,
  start: number,
  end: number,
): boolean {
  let script = 0;
  for (let at = start; at < end && script === 0; at += 1) script = scriptOf(text.charCodeAt(at));
  if (script === 0) return false;
  const stop = Math.min(text.length, end + around);
  for (let at = Math.max(0, start - around); at < stop; at += 1) {
    if (scriptOf(text.charCodeAt(at)) !== script) continue;
    const found = classAt(tables, text, at);
    if (found >= otherClass) return true;
  }
  return false;
}
