// The live line from the collector. EventSource reconnects by itself after a lost network, but not after a refusal
// (a restart behind a proxy, a session that ended): then this asks again, ever more slowly.
import type { LiveChange } from "../live.ts";
import { tabName } from "./api.ts";

export type LiveState = "live" | "waiting";

export interface LiveLine {
  close(): void;
}

const retryFirstMs = 2000;
const retryMostMs = 30_000;

/** Calls `changed` for what others did (never for this tab's own changes), and after each time the line was lost. */
export function openLive(
  changed: (change: LiveChange | "anything") => void,
  state: (now: LiveState) => void,
): LiveLine {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = retryFirstMs;
  let lost = false;

  const open = () => {
    source = new EventSource("/desk/api/live");
    source.addEventListener("hello", () => {
      retryMs = retryFirstMs;
      state("live");
      // Whatever happened while the line was down was not told.
      if (lost) changed("anything");
      lost = false;
    });
    source.addEventListener("changed", (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as LiveChange;
      if (change.tab !== tabName) changed(change);
    });
    source.addEventListener("error", () => {
      lost = true;
      state("waiting");
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, retryMs);
      retryMs = Math.min(retryMostMs, retryMs * 2);
      // If the session is over, the next question says so and the sign-in appears.
      changed("anything");
    });
  };
  open();
  return {
    close() {
      clearTimeout(timer);
      source?.close();
    },
  };
}
