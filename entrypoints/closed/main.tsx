import { showPage } from "../../lib/ui/i18n/show-page.tsx";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { goBack } from "../../lib/ui/go-back.ts";
import { ClosedApp } from "./closed-app.tsx";

const root = document.querySelector("#app");

void showPage(root, <ClosedApp send={sendMessage} goBack={goBack} />);
