import { showPage } from "../../lib/ui/i18n/show-page.tsx";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { SiteApp } from "./site-app.tsx";

const root = document.querySelector("#app");
void showPage(root, <SiteApp hash={window.location.hash} send={sendMessage} />);
