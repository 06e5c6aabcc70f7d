// The content script: in every frame, before the page's first script. It wires, and holds no logic.
// Not one of WXT's own content scripts: their wrapper announces itself to the page by an event and a posted message,
// and nothing on a page may change. `lib/build/manifest.ts` registers it.
import { callAtFirstTyping } from "../lib/app/page/nudge-call.ts";
import { startScanSession } from "../lib/app/page/scan-session.ts";
import { watchCircumvention } from "../lib/app/page/watch-circumvention.ts";
import { tellTyping } from "../lib/platform/page-care.ts";
import { createPageWorld } from "../lib/platform/page-world.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

export default defineUnlistedScript(() => {
  const world = createPageWorld();
  callAtFirstTyping(window, tellTyping);
  startScanSession(document, window, world);
  // It looks later, so it begins later: what runs here holds up the page's first moment.
  world.after(0, () => watchCircumvention(document, window, world));
});
