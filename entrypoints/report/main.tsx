import { render } from "preact";
import { leavePage } from "../../lib/ui/leave-page.ts";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { ReportApp } from "./report-app.tsx";

const root = document.querySelector("#app");
if (root !== null) render(<ReportApp send={sendMessage} leave={leavePage} />, root);
