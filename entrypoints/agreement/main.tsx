import { showPage } from "../../lib/ui/i18n/show-page.tsx";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { safeWebAddress } from "../../lib/ui/web-address.ts";
import { AgreementApp } from "./agreement-app.tsx";

/** Where this tab remembers when the page last went on by itself, in Unix milliseconds. */
const wentOnKey = "went-on-at-ms";
const loopWithinMs = 5000;

/** Checked once more at the last moment: nothing but a web page is ever gone to. */
function navigate(address: string): void {
  const safe = safeWebAddress(address);
  if (safe !== undefined) window.location.replace(safe);
}

/**
 * Going on by itself stops after one try within five seconds: were the rules that send people here a moment behind,
 * page and rule would throw the reader to and fro. A press on the button always goes.
 */
function goOnByItself(address: string): void {
  const nowMs = Date.now();
  const lastMs = Number(sessionStorage.getItem(wentOnKey) ?? 0);
  if (nowMs - lastMs < loopWithinMs) return;
  sessionStorage.setItem(wentOnKey, String(nowMs));
  navigate(address);
}

const root = document.querySelector("#app");
void showPage(
  root,
  <AgreementApp
    hash={window.location.hash}
    send={sendMessage}
    navigate={navigate}
    goOnByItself={goOnByItself}
  />,
);
