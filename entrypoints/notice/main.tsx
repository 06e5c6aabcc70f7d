import { showPage } from "../../lib/ui/i18n/show-page.tsx";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { NoticeApp } from "./notice-app.tsx";

const root = document.querySelector("#app");
void showPage(root, <NoticeApp send={sendMessage} />);
