// The scanner's engine: in a frame that has something to read, once the worker has said that it is to be read, and
// before the worker says what to look for. It wires, and holds no logic.
import { createPageEngine } from "../lib/app/page/page-engine.ts";
import { loadTables, provideEngine } from "../lib/platform/page-engine.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

export default defineUnlistedScript(() => {
  provideEngine(() => createPageEngine(loadTables));
});
