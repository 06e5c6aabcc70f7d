import type { LanguageCode } from "./languages.ts";
import type { Translation } from "./translation.ts";

/** Each language is a small script of its own in the package, read when it is wanted: English carries none of them. */
const sources: Readonly<
  Record<Exclude<LanguageCode, "en">, () => Promise<{ readonly translation: Translation }>>
> = {
  ar: () => import("./arabic.ts"),
  bn: () => import("./bengali.ts"),
  cy: () => import("./welsh/welsh.ts"),
  pa: () => import("./punjabi.ts"),
  pl: () => import("./polish.ts"),
  ro: () => import("./romanian.ts"),
  so: () => import("./somali.ts"),
  uk: () => import("./ukrainian.ts"),
  ur: () => import("./urdu.ts"),
};

/** The words of a language out of the package; undefined for English, whose words every page carries. */
export async function loadTranslation(code: LanguageCode): Promise<Translation | undefined> {
  return code === "en" ? undefined : (await sources[code]()).translation;
}
