// One case: what was said or noticed, in its context; what has been done; what to do next.
import { AttemptCard } from "./attempt-card.tsx";
import type { WorryEvent } from "../../lib/contract/event.ts";
import { severityRank } from "../../lib/contract/vocabulary.ts";
import type { CaseAnswer } from "../desk-types.ts";
import type { OpenedCase } from "./open-answers.ts";
import { caseTitle, personWords, SeverityBadge, StatePill, Trouble } from "./bits.tsx";
import { CaseDecision } from "./case-decision.tsx";
import { CaseHistory } from "./case-history.tsx";
import type { ViewProps } from "./desk.tsx";
import { FindingCard } from "./finding-card.tsx";
import { HoldCard } from "./hold-card.tsx";
import { BackIcon } from "./icons.tsx";
import { wholeQueue, writeRoute } from "./route.ts";
import { clockWords, longTime } from "./time.ts";
import { useLoad } from "./use-load.ts";
import { plural, profileWords } from "./words.ts";

interface Props extends ViewProps {
  readonly id: string;
}

export function CaseView({ api, tick, onSignedOut, id }: Props) {
  const { value, trouble, reload } = useLoad(
    id,
    tick,
    (live) => api.openCase(id, live),
    onSignedOut,
  );
  return (
    <>
      <a class="back" href={writeRoute({ view: "queue", filter: wholeQueue })}>
        <BackIcon />
        All concerns
      </a>
      <Trouble words={trouble} />
      {value === undefined ? (
        trouble === "" && <p class="soft">Loading …</p>
      ) : (
        <CaseBody api={api} answer={value} reload={reload} onSignedOut={onSignedOut} />
      )}
    </>
  );
}

interface BodyProps extends Pick<ViewProps, "api" | "onSignedOut"> {
  readonly answer: CaseAnswer;
  readonly reload: (live: boolean) => Promise<void>;
}

function CaseBody({ api, answer, reload, onSignedOut }: BodyProps) {
  const { head } = answer;
  // What stays sealed has nothing to show but what the head says already.
  const events = answer.events.filter(({ event }) => event.sealed === undefined);
  const worry = events.map(({ event }) => event).find((event) => event.kind === "worry");
  const clock = clockWords(answer.events[0]?.skewMs ?? 0);
  return (
    <>
      <div class="case-head">
        <div class="case-tags">
          <SeverityBadge severity={head.severity} />
          <StatePill state={head.state} />
        </div>
        <h1>{caseTitle(head)}</h1>
        <p class="soft">
          {personWords(head)} · {profileWords(head.profile)} · {longTime(head.lastAtMs)}
          {head.count > 1 && ` · ${plural(head.count, "time", "times")} in this sitting`}
        </p>
      </div>
      <div class="case">
        <div class="case-main">
          <SealedNotice answer={answer} />
          {worry !== undefined && <WorryCard worry={worry} />}
          {gravestFirst(events).map(
            ({ event }) =>
              event.kind === "finding" && <FindingCard key={event.id} finding={event} />,
          )}
          {events.map(
            ({ event }) =>
              event.kind === "circumvention" && <AttemptCard key={event.id} attempt={event} />,
          )}
          <CaseHistory answer={answer} />
        </div>
        <div class="case-side">
          <CaseDecision api={api} head={head} reload={reload} onSignedOut={onSignedOut} />
          {answer.kept !== undefined && (
            <HoldCard
              api={api}
              id={head.id}
              kept={answer.kept}
              reload={reload}
              onSignedOut={onSignedOut}
            />
          )}
          <section class="card" aria-labelledby="facts">
            <h2 id="facts">Facts</h2>
            <dl class="facts">
              {head.deviceLabel !== "" && (
                <>
                  <dt>Chromebook</dt>
                  <dd>{head.deviceLabel}</dd>
                </>
              )}
              {answer.events[0] !== undefined && answer.events[0].sentFrom !== "" && (
                <>
                  <dt>Sent from</dt>
                  <dd>{answer.events[0].sentFrom}</dd>
                </>
              )}
              <dt>First</dt>
              <dd>{longTime(head.firstAtMs)}</dd>
              {head.lastAtMs !== head.firstAtMs && (
                <>
                  <dt>Latest</dt>
                  <dd>{longTime(head.lastAtMs)}</dd>
                </>
              )}
              <dt>Received</dt>
              <dd>{longTime(head.receivedAtMs)}</dd>
              <dt>Policy version</dt>
              <dd>{answer.events[0]?.event.policyVersion ?? ""}</dd>
              <dt>Reference</dt>
              <dd>
                <code>{head.reference}</code>
              </dd>
            </dl>
            {clock !== undefined && <p class="small notice">{clock}</p>}
          </section>
        </div>
      </div>
    </>
  );
}

/** Why a part stays closed to this reader; "" where all is open. */
const sealedWords = {
  locked: "The words of this case are sealed. Give your passphrase above to read them.",
  "no-key":
    "This case was sealed before your key was added, or to others. Somebody who holds an older key can seal it anew for you, under Settings.",
  damaged:
    "What was sealed does not open: it is damaged, or was put where it does not belong. Keep the reference, and ask the pupil in person.",
} as const;

function SealedNotice({ answer }: { readonly answer: OpenedCase }) {
  return answer.stillSealed === undefined ? null : (
    <p class="card notice">{sealedWords[answer.stillSealed]}</p>
  );
}

function gravestFirst(events: CaseAnswer["events"]): CaseAnswer["events"] {
  const rank = ({ event }: CaseAnswer["events"][number]) =>
    event.kind === "finding" ? severityRank(event.severity) : -1;
  return events.toSorted((left, right) => rank(right) - rank(left));
}

function WorryCard({ worry }: { readonly worry: WorryEvent }) {
  return (
    <section class="card worry" aria-labelledby="worry-words">
      <h2 id="worry-words">In the pupil’s own words</h2>
      {worry.what === "adult" && (
        <p class="notice notice-bad">
          A worry about an adult at school goes to the head, or to the chair of governors where it
          is about the head. Do not speak with that adult first.
        </p>
      )}
      {worry.words === "" ? (
        <p class="soft">
          They chose not to write anything.
          {worry.named && " That they asked is reason enough to speak with them."}
        </p>
      ) : (
        <blockquote>{worry.words}</blockquote>
      )}
      <dl class="facts">
        <dt>Whom they chose</dt>
        <dd>
          {worry.tell === ""
            ? "Whoever is best"
            : worry.tellName === ""
              ? worry.tell
              : worry.tellName}
        </dd>
        <dt>How to reach them</dt>
        <dd class="keep-lines">{worry.reach === "" ? "They did not say" : worry.reach}</dd>
        {worry.address !== "" && (
          <>
            <dt>Page they added</dt>
            <dd class="address">{worry.address}</dd>
          </>
        )}
        <dt>Name</dt>
        <dd>
          {worry.named ? "Given" : "Not given: neither name nor Chromebook is kept with this worry"}
        </dd>
      </dl>
      <p class="small soft">The pupil’s Chromebook will show them that a person has seen this.</p>
    </section>
  );
}
