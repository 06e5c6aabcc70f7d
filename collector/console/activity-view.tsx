// What is recorded and is no concern: attempts at blocked sites, agreements, problems with the policy.
import type { ComponentChildren } from "preact";
import type { ActivityAnswer } from "../desk-types.ts";
import { Pager, Time, Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { QuietIcon } from "./icons.tsx";
import { activityLists, writeRoute, type ActivityList } from "./route.ts";
import { useLoad } from "./use-load.ts";
import { actionWords, categoryWords, plural, profileWords } from "./words.ts";

interface Props extends ViewProps {
  readonly list: ActivityList;
  readonly page: number;
}

const listWords: Readonly<Record<ActivityList, string>> = {
  visits: "Blocked sites",
  agreements: "Agreements",
  problems: "Policy problems",
};

export function ActivityView({ api, tick, onSignedOut, list, page }: Props) {
  const { value, trouble } = useLoad(
    `activity ${list} ${page}`,
    tick,
    (live) => api.activity(list, page, live),
    onSignedOut,
  );
  return (
    <>
      <div class="head">
        <h1>Activity</h1>
        <p class="soft">
          Recorded because the policy asks for it. Visits to help sites are never recorded.
        </p>
      </div>
      <nav class="tabs" aria-label="Lists">
        {activityLists.map((name) => (
          <a
            key={name}
            href={writeRoute({ view: "activity", list: name, page: 1 })}
            aria-current={name === list ? "page" : undefined}
          >
            {listWords[name]}
          </a>
        ))}
      </nav>
      <Trouble words={trouble} />
      {value !== undefined && value.total === 0 && (
        <div class="card empty">
          <QuietIcon />
          <h2>Nothing here</h2>
          <p>{emptyWords[list]}</p>
        </div>
      )}
      {value !== undefined && value.visits.length > 0 && <Visits visits={value.visits} />}
      {value !== undefined && value.agreements.length > 0 && (
        <Agreements agreements={value.agreements} />
      )}
      {value !== undefined && value.problems.length > 0 && <Problems problems={value.problems} />}
      {value !== undefined && (
        <Pager
          page={value.page}
          pages={value.pages}
          link={(next) => writeRoute({ view: "activity", list, page: next })}
        />
      )}
    </>
  );
}

const emptyWords: Readonly<Record<ActivityList, string>> = {
  visits: "No attempt at a blocked site has been recorded.",
  agreements: "Nobody has agreed to the acceptable-use policy yet.",
  problems: "No Chromebook has met a problem with the policy.",
};

function Table({
  label,
  heads,
  children,
}: {
  readonly label: string;
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}) {
  return (
    <div class="table-box card" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function times(count: number): string {
  return count > 1 ? ` ${plural(count, "time", "times")}` : "";
}

function Visits({ visits }: Pick<ActivityAnswer, "visits">) {
  return (
    <Table label="Blocked sites" heads={["Site", "Who", "What happened", "Times", "Latest"]}>
      {visits.map((visit, place) => (
        <tr key={place}>
          <th scope="row">
            {visit.host}
            <span class="small soft">{categoryWords(visit.category)}</span>
          </th>
          <td>
            {visit.user === "" ? "Nobody signed in" : visit.user}
            <span class="small soft">
              {profileWords(visit.profile)}
              {visit.deviceLabel !== "" && ` · ${visit.deviceLabel}`}
            </span>
          </td>
          <td>
            {actionWords[visit.action]}
            <span class="small soft">
              {[
                visit.accidents > 0 && `said “I came here by accident”${times(visit.accidents)}`,
                visit.proceeded > 0 && `read the warning and went on${times(visit.proceeded)}`,
              ]
                .filter((part) => part !== false)
                .join(", ")}
            </span>
          </td>
          <td class="number">{visit.count}</td>
          <td>
            <Time atMs={visit.lastAtMs} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Agreements({ agreements }: Pick<ActivityAnswer, "agreements">) {
  return (
    <Table label="Agreements" heads={["Who", "Agreement", "Version", "When"]}>
      {agreements.map(({ event }) => (
        <tr key={event.id}>
          <th scope="row">
            {event.user === "" ? "Nobody signed in" : event.user}
            <span class="small soft">
              {profileWords(event.profile)}
              {event.deviceLabel !== "" && ` · ${event.deviceLabel}`}
            </span>
          </th>
          <td>{event.agreement}</td>
          <td>{event.version}</td>
          <td>
            <Time atMs={event.atMs} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Problems({ problems }: Pick<ActivityAnswer, "problems">) {
  return (
    <Table label="Policy problems" heads={["Where", "Found", "Expected", "Chromebook", "When"]}>
      {problems.flatMap(({ event }) =>
        event.problems.map((found, place) => (
          <tr key={`${event.id} ${place}`}>
            <th scope="row">
              <code>{found.path}</code>
              <span class="small soft">{found.level === "error" ? "Error" : "Warning"}</span>
            </th>
            <td>{found.what}</td>
            <td>{found.expected}</td>
            <td>{event.deviceLabel}</td>
            <td>
              <Time atMs={event.atMs} />
            </td>
          </tr>
        )),
      )}
    </Table>
  );
}
