import { showPage } from "../../lib/ui/i18n/show-page.tsx";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { goBack } from "../../lib/ui/go-back.ts";
import { safeWebAddress } from "../../lib/ui/web-address.ts";
import { BlockedApp } from "./blocked-app.tsx";

const root = document.querySelector("#app");

/** Checked once more at the last moment: nothing but a web page is ever gone to. */
function navigate(address: string): void {
  const safe = safeWebAddress(address);
  if (safe !== undefined) window.location.replace(safe);
}

function show(): void {
  const { hash } = window.location;
  void showPage(
    root,
    <BlockedApp key={hash} hash={hash} send={sendMessage} goBack={goBack} navigate={navigate} />,
  );
}

window.addEventListener("hashchange", show);
show();
