import { leavePage } from "./leave-page.ts";

/** When this tab last went back from a page like this, in Unix milliseconds, and by how many steps. */
const key = "went-back";
const againWithinMs = 30_000;

/**
 * To the page before; out, where there is none. Whoever comes back here at once and presses again goes a step further:
 * the page before may be the closed one itself, which was open for a moment.
 */
export function goBack(): void {
  const nowMs = Date.now();
  const [atMs = 0, before = 0] = (sessionStorage.getItem(key) ?? "").split(" ").map(Number);
  const steps = nowMs - atMs < againWithinMs ? before + 1 : 1;
  sessionStorage.setItem(key, `${nowMs} ${steps}`);
  if (history.length > steps) history.go(-steps);
  else leavePage();
}
