// What pupils and staff ask of the filter: "open this", "this should be blocked".
import { Pager, Time, Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { QuietIcon } from "./icons.tsx";
import { writeRoute } from "./route.ts";
import { useLoad } from "./use-load.ts";
import { categoryWords, plural, profileWords } from "./words.ts";

interface Props extends ViewProps {
  readonly page: number;
}

export function RequestsView({ api, tick, onSignedOut, page }: Props) {
  const { value, trouble } = useLoad(
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
          policy decides.
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
          <li key={`${group.wanted} ${group.host}`} class="card request">
            <div class="request-head">
              <span class={`pill pill-${group.wanted}`}>
                {group.wanted === "open" ? "Please open" : "Please block"}
              </span>
              <h2>{group.host}</h2>
              <span class="soft">
                {categoryWords(group.category)} · {plural(group.people, "person", "people")} asked
                {group.count > group.people && `, ${plural(group.count, "time", "times")}`} · latest{" "}
                <Time atMs={group.lastAtMs} />
              </span>
            </div>
            <ul class="asked">
              {group.latest.map(({ event }) => (
                <li key={event.id}>
                  <span class={event.words === "" ? "soft" : "keep-lines"}>
                    {event.words === "" ? "No reason given" : event.words}
                  </span>
                  <span class="small soft">
                    {event.user === "" ? "Nobody signed in" : event.user} ·{" "}
                    {profileWords(event.profile)} · <Time atMs={event.atMs} />
                    {event.address !== "" && <span class="address"> · {event.address}</span>}
                  </span>
                </li>
              ))}
            </ul>
            {group.latest[0] !== undefined && group.latest[0].event.rule !== "" && (
              <p class="small soft">
                Rule: <code>{group.latest[0].event.rule}</code>
              </p>
            )}
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
