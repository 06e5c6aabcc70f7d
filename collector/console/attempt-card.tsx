// One way round the filter that was noticed: what, where, how often.
import type { EventOf } from "../../lib/contract/event.ts";
import { PlaceFacts } from "./bits.tsx";
import { longTime } from "./time.ts";
import { categoryWords, plural, signWords } from "./words.ts";

export function AttemptCard({ attempt }: { readonly attempt: EventOf<"circumvention"> }) {
  return (
    <article class="card finding" aria-label={`Way round the filter: ${signWords[attempt.sign]}`}>
      <header class="finding-head">
        <h2>{signWords[attempt.sign]}</h2>
      </header>
      {attempt.detail !== "" && <p class="keep-lines">{attempt.detail}</p>}
      <dl class="facts">
        <dt>When</dt>
        <dd>
          {longTime(attempt.atMs)}
          {attempt.count > 1 && `, ${plural(attempt.count, "time", "times")}`}
        </dd>
        <PlaceFacts title={attempt.title} address={attempt.address} />
        {attempt.category !== "" && (
          <>
            <dt>Category</dt>
            <dd>{categoryWords(attempt.category)}</dd>
          </>
        )}
        {attempt.rule !== "" && (
          <>
            <dt>Rule</dt>
            <dd>
              <code>{attempt.rule}</code>
            </dd>
          </>
        )}
      </dl>
      <p class="small soft">
        Closed sites stayed closed. Trying is common and often curiosity: ask before you judge.
      </p>
    </article>
  );
}
