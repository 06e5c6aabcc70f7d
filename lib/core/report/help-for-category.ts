// Which helplines are named for somebody who met a blocked site: a table by category.
import type { ReadingLevel } from "../../contract/vocabulary.ts";
import type { HelpService, HelpServiceId } from "./help-services.ts";
import { helpFor } from "./help-for.ts";

const anything: readonly HelpServiceId[] = ["childline", "shout"];

const forCategory: Readonly<Record<string, readonly HelpServiceId[]>> = {
  "self-harm": ["childline", "shout", "samaritans", "papyrus"],
  extremism: ["childline", "act-early", "act"],
  hate: ["childline", "act-early"],
  drugs: ["childline", "frank"],
  "alcohol-tobacco": ["childline", "frank"],
  gambling: ["childline", "gambling"],
  pornography: ["childline", "report-remove"],
  illegal: ["childline", "report-remove", "iwf"],
  "anonymous-messaging": ["childline", "shout"],
  chat: ["childline", "ceop"],
  dating: ["childline", "ceop", "report-remove"],
};

/** Helplines for somebody who met a blocked site of this category. Unknown categories get those for anything. Never empty. */
export function helpForCategory(category: string, reading: ReadingLevel): readonly HelpService[] {
  const ids = Object.hasOwn(forCategory, category) ? forCategory[category] : undefined;
  return helpFor(ids ?? anything, reading);
}
