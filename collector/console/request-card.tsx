// One request: who asked and what they said, what was answered, and whether anybody asked again since.
import { isAnswered } from "../review/request.ts";
import type { RequestGroup } from "../store/store.ts";
import type { DeskApi } from "./api.ts";
import { Time, userWords } from "./bits.tsx";
import { RequestAnswerForm } from "./request-answer.tsx";
import { ProposeButtons } from "./request-propose.tsx";
import { categoryWords, plural, profileWords } from "./words.ts";

interface Props {
  readonly api: DeskApi;
  readonly group: RequestGroup;
  readonly mayAnswer: boolean;
  readonly mayRelease: boolean;
  readonly reload: (live: boolean) => Promise<void>;
  readonly onSignedOut: () => void;
}

export function RequestCard({ api, group, mayAnswer, mayRelease, reload, onSignedOut }: Props) {
  const [latest] = group.latest;
  const rule = latest?.event.rule ?? "";
  const list = latest?.event.list ?? "";
  const words = <Asked group={group} />;
  return (
    <>
      <div class="request-head">
        <span class={`pill pill-${group.wanted}`}>
          {group.wanted === "open" ? "Please open" : "Please block"}
        </span>
        <h2>{group.host === "" ? "No address" : group.host}</h2>
        <span class="soft">
          {categoryWords(group.category)} · {plural(group.people, "person", "people")} asked
          {group.count > group.people && `, ${plural(group.count, "time", "times")}`} · latest{" "}
          <Time atMs={group.lastAtMs} />
        </span>
      </div>
      {isAnswered(group) ? (
        <details>
          <summary>What they said</summary>
          {words}
        </details>
      ) : (
        words
      )}
      {rule !== "" && (
        <p class="small soft">
          Rule: <code>{rule}</code>
          {list !== "" && (
            <>
              {" "}
              · List: <code>{list}</code>
            </>
          )}
        </p>
      )}
      {mayRelease && !isAnswered(group) && group.host !== "" && (
        <ProposeButtons api={api} group={group} onSignedOut={onSignedOut} />
      )}
      <RequestAnswerForm
        api={api}
        group={group}
        mayAnswer={mayAnswer}
        reload={reload}
        onSignedOut={onSignedOut}
      />
    </>
  );
}

function Asked({ group }: Pick<Props, "group">) {
  const more = group.count - group.latest.length;
  return (
    <>
      <ul class="asked">
        {group.latest.map(({ event }) => (
          <li key={event.id}>
            <span class={event.words === "" ? "soft" : "keep-lines"}>
              {event.words === "" ? "No reason given" : event.words}
            </span>
            <span class="small soft">
              {userWords(event.user)} · {profileWords(event.profile)} · <Time atMs={event.atMs} />
              {event.address !== "" && <span class="address"> · {event.address}</span>}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p class="small soft">And {plural(more, "earlier request", "earlier requests")}.</p>
      )}
    </>
  );
}
