// The words of nudge and help card in the languages beside English: beside `care.js`, where one of them is read.
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
  provideCareWords({
    cy: careWelsh,
    ar: careArabic,
    bn: careBengali,
    pa: carePunjabi,
    pl: carePolish,
    ro: careRomanian,
    so: careSomali,
    uk: careUkrainian,
    ur: careUrdu,
  });
});
