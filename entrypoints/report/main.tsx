import { leavePage } from "../../lib/ui/leave-page.ts";
import { showPage } from "../../lib/ui/i18n/show-page.tsx";
import { forgetVisit } from "../../lib/platform/forget-visit.ts";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { ReportApp } from "./report-app.tsx";

const root = document.querySelector("#app");
forgetVisit();
const leave = () => {
  forgetVisit();
  leavePage();
};
void showPage(root, <ReportApp send={sendMessage} leave={leave} />);
