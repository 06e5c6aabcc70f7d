import type { WholeTranslation } from "../translation.ts";
import { agreementWelsh } from "./agreement.ts";
import { askedWelsh, blockedWelsh } from "./blocked.ts";
import { helpWelsh, categoriesWelsh } from "./help.ts";
import { noticeWelsh } from "./notice.ts";
import { readingWelsh } from "./reading.ts";
import { chromeWelsh, closedWelsh, reportWelsh } from "./report.ts";

/** Welsh, complete: every page for pupils. The reader is spoken to as "ti", staff as "chi". */
export const translation: WholeTranslation = {
  code: "cy",
  english: "Welsh",
  reviewed: false,
  about: {
    machineMade:
      "Cyfrifiadur wnaeth y cyfieithiad hwn. Does neb sy’n siarad Cymraeg wedi’i wirio eto. Os oes rhywbeth yn anghywir neu’n anodd ei ddeall, dangosa’r geiriau hyn i oedolyn yn yr ysgol:",
    inEnglish: "Mae’r dudalen hon yn Saesneg.",
  },
  parts: {
    chrome: chromeWelsh,
    report: reportWelsh,
    blocked: blockedWelsh,
    asked: askedWelsh,
    closed: closedWelsh,
    reading: readingWelsh,
    agreement: agreementWelsh,
    notice: noticeWelsh,
  },
  help: helpWelsh,
  categories: categoriesWelsh,
};
