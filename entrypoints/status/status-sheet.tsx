import type { StatusView } from "../../lib/contract/message.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { momentWords } from "../../lib/ui/date-words.ts";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { say } from "../../lib/ui/i18n/say.ts";
import { CheckNow } from "./check-now.tsx";
import { ListFacts } from "./list-facts.tsx";
import { OpenForATime } from "./open-for-a-time.tsx";
import { PolicyProblems } from "./policy-problems.tsx";
import { statusWords as words } from "./words.ts";

const numbers = new Intl.NumberFormat("en-GB");

/** Everything the worker said, gravest first: is it protected, what is wrong, then the figures. */
export function StatusSheet({
  view,
  nowMs,
  send,
  onChanged,
}: {
  readonly view: StatusView;
  readonly nowMs: number;
  readonly send: typeof sendMessage;
  /** Something was opened or given back: what is shown is old. */
  readonly onChanged: () => void;
}) {
  const failing = view.checks.filter((check) => !check.ok);
  const when = (atMs: number | undefined, none: string) =>
    atMs === undefined ? none : momentWords(atMs, nowMs);
  return (
    <article class="stack-wide">
      <h1>{words.title}</h1>
      <NoticeBox kind={failing.length === 0 ? "good" : "care"}>
        <p class="lead">
          <strong>
            {failing.length === 0
              ? words.allWell
              : say(words.someNot, "staff", { count: failing.length, all: view.checks.length })}
          </strong>
        </p>
        {view.school.origin === "baseline" ? <p>{words.baseline}</p> : null}
      </NoticeBox>
      <section class="card stack">
        <h2>{words.checksTitle}</h2>
        <CheckNow checkedAtMs={view.checkedAtMs} send={send} onChanged={onChanged} nowMs={nowMs} />
        <ul class="checks">
          {view.checks
            .toSorted((a, b) => Number(a.ok) - Number(b.ok))
            .map((check) => (
              <li key={check.name}>
                <span class={check.ok ? "check-mark check-good" : "check-mark check-bad"}>
                  <span aria-hidden="true">{check.ok ? "✓" : "!"}</span>
                  <span class="for-ears">{check.ok ? words.good : words.bad}: </span>
                </span>
                <div>
                  <p class="check-name">{check.name}</p>
                  <p class="small soft">{check.detail}</p>
                </div>
              </li>
            ))}
        </ul>
      </section>
      <PolicyProblems problems={view.policyProblems} />
      <OpenForATime view={view} send={send} onChanged={onChanged} nowMs={nowMs} />
      <div class="status-grid">
        <section class="card stack">
          <h2>{words.policyTitle}</h2>
          <dl class="facts">
            <dt>{words.version}</dt>
            <dd>{view.policyVersion || words.noVersion}</dd>
            <dt>{words.arrived}</dt>
            <dd>{when(view.policyAtMs, words.arrivedNever)}</dd>
            <dt>{words.profile}</dt>
            <dd>{view.profile}</dd>
            {view.time === "" ? null : (
              <>
                <dt>{words.time}</dt>
                <dd>
                  {view.changesAtMs === undefined
                    ? view.time
                    : say(words.timeUntil, "staff", {
                        time: view.time,
                        when: momentWords(view.changesAtMs, nowMs),
                      })}
                </dd>
              </>
            )}
            <dt>{words.origin}</dt>
            <dd>{view.school.origin === "policy" ? words.originPolicy : words.originBaseline}</dd>
          </dl>
        </section>
        <section class="card stack">
          <h2>{words.queueTitle}</h2>
          <dl class="facts">
            <dt>{words.waiting}</dt>
            <dd>{numbers.format(view.queue.waiting)}</dd>
            <dt>{words.setApart}</dt>
            <dd>{numbers.format(view.queue.setApart)}</dd>
            <dt>{words.lastSent}</dt>
            <dd>{when(view.queue.lastSentAtMs, words.lastSentNever)}</dd>
          </dl>
        </section>
        <section class="card stack">
          <h2>{words.rulesTitle}</h2>
          <dl class="facts">
            <dt>{words.dynamic}</dt>
            <dd>{numbers.format(view.rules.dynamic)}</dd>
            <dt>{words.session}</dt>
            <dd>{numbers.format(view.rules.session)}</dd>
            <dt>{words.hosts}</dt>
            <dd>{numbers.format(view.rules.hosts)}</dd>
          </dl>
        </section>
        <section class="card stack">
          <h2>{words.programTitle}</h2>
          <dl class="facts">
            <dt>{words.programVersion}</dt>
            <dd>{view.version}</dd>
            <dt>{words.installType}</dt>
            <dd>{words.installTypes[view.installType] ?? view.installType}</dd>
          </dl>
        </section>
      </div>
      <ListFacts lists={view.lists} nowMs={nowMs} />
      <p class="small soft">{say(words.readAt, "staff", { when: momentWords(nowMs, nowMs) })}</p>
    </article>
  );
}
