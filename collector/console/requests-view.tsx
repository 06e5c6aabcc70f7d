// What pupils and staff ask of the filter: "open this", "this should be blocked".
import { isAnswered } from "../review/request.ts";
import { Pager, Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { QuietIcon } from "./icons.tsx";
import { RequestCard } from "./request-card.tsx";
import { writeRoute } from "./route.ts";
import { useLoad } from "./use-load.ts";

interface Props extends ViewProps {
  readonly page: number;
  readonly mayAnswer: boolean;
  readonly mayRelease: boolean;
}

export function RequestsView({ api, tick, onSignedOut, page, mayAnswer, mayRelease }: Props) {
  const { value, trouble, reload } = useLoad(
    `requests ${page}`,
    tick,
    (live) => api.requests(page, live),
    onSignedOut,
  );
  return (
    <>
      <div class="head">
        <h1>Requests</h1>
        <p class="soft">
          Sites that somebody thinks should be open, or should be blocked. Whoever looks after the
          policy decides; answer here so that everybody at the desk knows.
        </p>
      </div>
      <Trouble words={trouble} />
      {value !== undefined && value.groups.length === 0 && (
        <div class="card empty">
          <QuietIcon />
          <h2>Nobody has asked for anything</h2>
          <p>“I think this should be open” on the block page brings a request here.</p>
        </div>
      )}
      <ul class="requests">
        {(value?.groups ?? []).map((group) => (
          <li
            key={`${group.wanted} ${group.host}`}
            class={`card request${isAnswered(group) ? " request-answered" : ""}`}
          >
            <RequestCard
              api={api}
              group={group}
              mayAnswer={mayAnswer}
              mayRelease={mayRelease}
              reload={reload}
              onSignedOut={onSignedOut}
            />
          </li>
        ))}
      </ul>
      {value !== undefined && (
        <Pager
          page={value.page}
          pages={value.pages}
          link={(next) => writeRoute({ view: "requests", page: next })}
        />
      )}
    </>
  );
}
