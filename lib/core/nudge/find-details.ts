// What somebody is about to give away in what they type (requirement S2). Precision comes first: a note that is wrong
// twice is never read again, so prices, scores, order numbers, helplines and books stay silent.
import { findAddresses } from "./find-address.ts";
import { findMeetings } from "./find-meeting.ts";
import { findNames } from "./find-name.ts";
import { findPasswords } from "./find-password.ts";
import { findPhones } from "./find-phone.ts";
import { findSaidIn, type LanguageSigns } from "./find-said-in.ts";
import type { Detail } from "./types.ts";

/**
 * The details in a text, first one first; of two that overlap the longer one. `around`: the last messages beside the
 * field, a line each, or "" (a bare "yes" agrees to what was asked). `languages`: what is looked for beside English.
 * Never throws.
 */
export function findDetails(
  text: string,
  around = "",
  languages: readonly LanguageSigns[] = [],
): readonly Detail[] {
  const found = [
    ...findPhones(text),
    ...findAddresses(text),
    ...findNames(text),
    ...findPasswords(text),
    ...findMeetings(text, around),
    ...languages.flatMap((signs) => findSaidIn(signs, text)),
  ].toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const kept: Detail[] = [];
  for (const one of found) {
    if (kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
