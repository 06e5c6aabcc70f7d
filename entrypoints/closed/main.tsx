import { render } from "preact";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { leavePage } from "../../lib/ui/leave-page.ts";
import { ClosedApp } from "./closed-app.tsx";

const root = document.querySelector("#app");

function goBack(): void {
  if (window.history.length > 1) window.history.back();
  else leavePage();
}

if (root !== null) render(<ClosedApp send={sendMessage} goBack={goBack} />, root);
