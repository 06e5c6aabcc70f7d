import { render } from "preact";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { safeWebAddress } from "../../lib/ui/web-address.ts";
import { AgreementApp } from "./agreement-app.tsx";

/** Checked once more at the last moment: nothing but a web page is ever gone to. */
function navigate(address: string): void {
  const safe = safeWebAddress(address);
  if (safe !== undefined) window.location.replace(safe);
}

const root = document.querySelector("#app");
if (root !== null) {
  render(<AgreementApp hash={window.location.hash} send={sendMessage} navigate={navigate} />, root);
}
