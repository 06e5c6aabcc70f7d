// The words of nudge and help card in the languages beside English, and what is looked for in what is written in them:
// beside `care.js`, where one of them is read or written.
import { arabicSigns } from "../lib/core/nudge/languages/arabic.ts";
import { bengaliSigns } from "../lib/core/nudge/languages/bengali.ts";
import { polishSigns } from "../lib/core/nudge/languages/polish.ts";
import { punjabiSigns } from "../lib/core/nudge/languages/punjabi.ts";
import { romanianSigns } from "../lib/core/nudge/languages/romanian.ts";
import { somaliSigns } from "../lib/core/nudge/languages/somali.ts";
import { ukrainianSigns } from "../lib/core/nudge/languages/ukrainian.ts";
import { urduSigns } from "../lib/core/nudge/languages/urdu.ts";
import { welshSigns } from "../lib/core/nudge/languages/welsh.ts";
import { provideCareWords } from "../lib/platform/page-care.ts";
import { careArabic } from "../lib/ui/i18n/care/arabic.ts";
import { careBengali } from "../lib/ui/i18n/care/bengali.ts";
import { carePolish } from "../lib/ui/i18n/care/polish.ts";
import { carePunjabi } from "../lib/ui/i18n/care/punjabi.ts";
import { careRomanian } from "../lib/ui/i18n/care/romanian.ts";
import { careSomali } from "../lib/ui/i18n/care/somali.ts";
import { careUkrainian } from "../lib/ui/i18n/care/ukrainian.ts";
import { careUrdu } from "../lib/ui/i18n/care/urdu.ts";
import { careWelsh } from "../lib/ui/i18n/care/welsh.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

export default defineUnlistedScript(() => {
  provideCareWords(
    {
      cy: careWelsh,
      ar: careArabic,
      bn: careBengali,
      pa: carePunjabi,
      pl: carePolish,
      ro: careRomanian,
      so: careSomali,
      uk: careUkrainian,
      ur: careUrdu,
    },
    [
      welshSigns,
      arabicSigns,
      bengaliSigns,
      punjabiSigns,
      polishSigns,
      romanianSigns,
      somaliSigns,
      ukrainianSigns,
      urduSigns,
    ],
  );
});
