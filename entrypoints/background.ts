// The service worker. It wires, and holds no logic: every listener is attached in this first tick (law 4).
import { defineBackground } from "wxt/utils/define-background";

export default defineBackground({ type: "module", main() {} });
