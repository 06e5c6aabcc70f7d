// How long this school keeps things, and where that is said.
import { Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { useLoad } from "./use-load.ts";
import { KeepingKinds } from "./keeping-kinds.tsx";
import { keepFromWords, plural } from "./words.ts";

export function KeepingCard({ api, tick, onSignedOut }: ViewProps) {
  const { value, trouble } = useLoad("keeping", tick, (live) => api.keeping(live), onSignedOut);
  return (
    <section class="card" aria-labelledby="keeping-title">
      <h2 id="keeping-title">How long things are kept</h2>
      <Trouble words={trouble} />
      {value !== undefined && (
        <>
          <p>
            A closed case is deleted <strong>{plural(value.days, "day", "days")}</strong> after it
            was closed, unless it is on legal hold. Requests and activity are deleted{" "}
            {plural(value.days, "day", "days")} after they came in. An open case is never deleted.
          </p>
          <p class="soft">
            {keepFromWords[value.from]} Pupils are told the same number. What was deleted stands in
            the audit, as numbers alone; the audit itself stays.
          </p>
          <KeepingKinds api={api} tick={tick} onSignedOut={onSignedOut} days={value.days} />
        </>
      )}
    </section>
  );
}
