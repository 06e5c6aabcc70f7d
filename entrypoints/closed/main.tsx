import { showPage } from "../../lib/ui/i18n/show-page.tsx";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { leavePage } from "../../lib/ui/leave-page.ts";
import { ClosedApp } from "./closed-app.tsx";

const root = document.querySelector("#app");

function goBack(): void {
  if (window.history.length > 1) window.history.back();
  else leavePage();
}

void showPage(root, <ClosedApp send={sendMessage} goBack={goBack} />);
