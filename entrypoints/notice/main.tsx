import { render } from "preact";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { NoticeApp } from "./notice-app.tsx";

const root = document.querySelector("#app");
if (root !== null) render(<NoticeApp send={sendMessage} />, root);
