// What is looked for in every language beside English.
import { arabicSigns } from "../../../../lib/core/nudge/languages/arabic.ts";
import { bengaliSigns } from "../../../../lib/core/nudge/languages/bengali.ts";
import { polishSigns } from "../../../../lib/core/nudge/languages/polish.ts";
import { punjabiSigns } from "../../../../lib/core/nudge/languages/punjabi.ts";
import { romanianSigns } from "../../../../lib/core/nudge/languages/romanian.ts";
import { somaliSigns } from "../../../../lib/core/nudge/languages/somali.ts";
import { ukrainianSigns } from "../../../../lib/core/nudge/languages/ukrainian.ts";
import { urduSigns } from "../../../../lib/core/nudge/languages/urdu.ts";
import { welshSigns } from "../../../../lib/core/nudge/languages/welsh.ts";

export const allSigns = {
  cy: welshSigns,
  pl: polishSigns,
  ro: romanianSigns,
  so: somaliSigns,
  uk: ukrainianSigns,
  ar: arabicSigns,
  ur: urduSigns,
  pa: punjabiSigns,
  bn: bengaliSigns,
} as const;
