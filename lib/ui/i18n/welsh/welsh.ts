import type { WholeTranslation } from "../translation.ts";
import { agreementWelsh } from "./agreement.ts";
import { blockedWelsh } from "./blocked.ts";
import { helpWelsh, categoriesWelsh } from "./help.ts";
import { noticeWelsh } from "./notice.ts";
import { chromeWelsh, closedWelsh, reportWelsh } from "./report.ts";

/** Welsh, complete: every page for pupils. The reader is spoken to as "ti", staff as "chi". */
export const welsh: WholeTranslation = {
  code: "cy",
  reviewed: false,
  parts: {
    chrome: chromeWelsh,
    report: reportWelsh,
    blocked: blockedWelsh,
    closed: closedWelsh,
    agreement: agreementWelsh,
    notice: noticeWelsh,
  },
  help: helpWelsh,
  categories: categoriesWelsh,
};
