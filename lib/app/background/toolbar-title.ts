// What the toolbar's button is called: what it does, and whose care this browser is in.
import type { PageLanguage } from "../../contract/vocabulary.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";

const titles: Readonly<Record<PageLanguage, readonly [worry: string, care: string]>> = {
  en: ["Report a worry", "{school} looks after this browser"],
  cy: ["Rhannu pryder", "Mae {school} yn gofalu am y porwr hwn"],
  pl: ["Zgłoś zmartwienie", "Tą przeglądarką opiekuje się {school}"],
  ro: ["Spune ce te îngrijorează", "{school} are grijă de acest browser"],
  uk: ["Розказати про тривогу", "Про цей браузер дбає {school}"],
  ar: ["أخبرنا بما يقلقك", "{school} تعتني بهذا المتصفح"],
  ur: ["اپنی پریشانی بتائیں", "{school} اس براؤزر کا خیال رکھتا ہے"],
  pa: ["ਚਿੰਤਾ ਦੱਸੋ", "{school} ਇਸ ਬ੍ਰਾਊਜ਼ਰ ਦਾ ਖਿਆਲ ਰੱਖਦਾ ਹੈ"],
  bn: ["চিন্তার কথা জানাও", "{school} এই ব্রাউজারের খেয়াল রাখে"],
  so: ["Sheeg waxa ku dhibaya", "{school} ayaa ilaalisa biraawsarkan"],
};

/** The school's language before the browser's own; English where neither is one of ours. */
function languageFor({ school }: Pick<EffectivePolicy, "school">, browser: string): PageLanguage {
  if (school.language !== undefined) return school.language;
  const [code = "", script = ""] = browser.toLowerCase().split("-");
  // Punjabi in Arabic script is not the one we have.
  const isOurs = Object.hasOwn(titles, code) && !["arab", "pk"].includes(script);
  return isOurs ? (code as PageLanguage) : "en";
}

/**
 * "Report a worry · Example Academy looks after this browser", in the school's language, or else the browser's (a tag,
 * for example "cy-GB").
 */
export function toolbarTitle(
  effective: Pick<EffectivePolicy, "school" | "origin">,
  browser: string,
): string {
  const [worry, care] = titles[languageFor(effective, browser)];
  const { school, origin } = effective;
  return origin === "baseline" ? worry : `${worry} · ${care.replace("{school}", school.name)}`;
}

/** "Report a worry", in the same language: what the menu of a page offers. */
export function menuTitle(effective: Pick<EffectivePolicy, "school">, browser: string): string {
  return titles[languageFor(effective, browser)][0];
}
