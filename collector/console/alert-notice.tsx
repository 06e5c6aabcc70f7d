// Above the queue where alerts do not reach anybody: whoever sits at the desk must know that nobody else is called.
import { nobodyWords } from "./alert-words.ts";
import type { ViewProps } from "./desk.tsx";
import { writeRoute } from "./route.ts";
import { useLoad } from "./use-load.ts";
import { plural } from "./words.ts";

export function AlertNotice({ api, tick, onSignedOut }: ViewProps) {
  // Its own trouble is not shown: the queue beneath says that the collector cannot be reached.
  const { value } = useLoad("alerts", tick, (live) => api.alerts(live), onSignedOut);
  if (value === undefined) return null;
  const { counts, mayManage, nobody } = value;
  if (nobody === null && counts.stuck === 0) return null;
  return (
    <p class="notice notice-bad alert-notice">
      {nobody === null
        ? `${plural(counts.stuck, "message has", "messages have")} not gone out: ${counts.trouble}. It is tried again.`
        : nobodyWords[nobody]}{" "}
      {mayManage && <a href={writeRoute({ view: "alerts" })}>Set up alerts</a>}
    </p>
  );
}
