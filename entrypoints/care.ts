// Nudge, help card and the note on long use: in a frame where somebody types, looks for something hard or reads it, when the
// worker brings it. It wires, and holds no logic.
import { startCare } from "../lib/app/page/nudge-session.ts";
import { createCareWorld, provideCare } from "../lib/platform/page-care.ts";
import { careEnglish } from "../lib/ui/i18n/care/english.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

export default defineUnlistedScript(() => {
  provideCare(() => startCare(document, window, createCareWorld(careEnglish)));
});
