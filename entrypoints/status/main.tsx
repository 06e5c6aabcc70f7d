import { render } from "preact";
import { sendMessage } from "../../lib/platform/send-message.ts";
import { StatusApp } from "./status-app.tsx";

const root = document.querySelector("#app");
if (root !== null) render(<StatusApp send={sendMessage} />, root);
