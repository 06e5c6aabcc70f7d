import type { LanguageCode } from "./languages.ts";
import type { Translation } from "./translation.ts";

/** Each language is a small script of its own in the package, read when it is wanted: English carries none of them. */
const sources: Readonly<Record<Exclude<LanguageCode, "en">, () => Promise<Translation>>> = {
  ar: async () => (await import("./arabic.ts")).arabic,
  bn: async () => (await import("./bengali.ts")).bengali,
  cy: async () => (await import("./welsh/welsh.ts")).welsh,
  pa: async () => (await import("./punjabi.ts")).punjabi,
  pl: async () => (await import("./polish.ts")).polish,
  ro: async () => (await import("./romanian.ts")).romanian,
  so: async () => (await import("./somali.ts")).somali,
  uk: async () => (await import("./ukrainian.ts")).ukrainian,
  ur: async () => (await import("./urdu.ts")).urdu,
};

/** The words of a language out of the package; undefined for English, whose words every page carries. */
export async function loadTranslation(code: LanguageCode): Promise<Translation | undefined> {
  return code === "en" ? undefined : sources[code]();
}
