// What is recorded and is no concern: what pupils met, and what the filter did.
import { isTag } from "../../lib/core/seal/split-event.ts";
import type { ActivityAnswer } from "../desk-types.ts";
import type { Ability } from "../review/access.ts";
import { abilityOf, activityLists, type ActivityList } from "../review/activity.ts";
import { Pager, Time, Trouble, userWords } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { FilteringTables } from "./filtering-tables.tsx";
import { QuietIcon } from "./icons.tsx";
import { writeRoute } from "./route.ts";
import { Table } from "./table.tsx";
import { useLoad } from "./use-load.ts";
import { actionWords, categoryWords, plural, profileWords, signWords } from "./words.ts";

interface Props extends ViewProps {
  readonly may: readonly Ability[];
  readonly list: ActivityList;
  readonly page: number;
}

const listWords: Readonly<Record<ActivityList, string>> = {
  visits: "Blocked sites",
  attempts: "Ways round",
  agreements: "Agreements",
  use: "Use of the web",
  openings: "Openings",
  changes: "Policy changes",
  problems: "Policy problems",
  lists: "List problems",
  checks: "Filter checks",
};

export function ActivityView({ api, tick, onSignedOut, may, list: asked, page }: Props) {
  const open = activityLists.filter((name) => may.includes(abilityOf(name)));
  const list = open.includes(asked) ? asked : (open[0] ?? asked);
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
        {open.map((name) => (
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
      {value !== undefined && value.attempts.length > 0 && <Attempts attempts={value.attempts} />}
      {value !== undefined && value.agreements.length > 0 && (
        <Agreements agreements={value.agreements} />
      )}
      {value !== undefined && value.use.length > 0 && <DaysOfUse use={value.use} />}
      {value !== undefined && <FilteringTables {...value} />}
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
  attempts: "No way round the filter has been noticed.",
  agreements: "Nobody has agreed to the acceptable-use policy yet.",
  use: "No day’s use has been told. Chromebooks tell it only where the policy asks for it (monitoring.visitReports).",
  openings: "Nothing has been opened for a time.",
  changes: "No Chromebook has told of another policy yet.",
  problems: "No Chromebook has met a problem with the policy.",
  lists: "No Chromebook has met a problem with a list.",
  checks:
    "No Chromebook has told of a check of its filter yet. Each checks itself once a month, and when somebody presses “Check now” on its status page.",
};

function times(count: number): string {
  return count > 1 ? ` ${plural(count, "time", "times")}` : "";
}

function Visits({ visits }: Pick<ActivityAnswer, "visits">) {
  return (
    <Table label="Blocked sites" heads={["Site", "Who", "What happened", "Times", "Latest"]}>
      {visits.map((visit, place) => (
        <tr key={place}>
          <th scope="row">
            {isTag(visit.host) ? "Sealed" : visit.host}
            <span class="small soft">{categoryWords(visit.category)}</span>
          </th>
          <td>
            {userWords(visit.user)}
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
            {userWords(event.user)}
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

function Attempts({ attempts }: Pick<ActivityAnswer, "attempts">) {
  return (
    <Table label="Ways round the filter" heads={["What", "Who", "Where", "Times", "When"]}>
      {attempts.map(({ event }) => (
        <tr key={event.id}>
          <th scope="row">
            {signWords[event.sign]}
            <span class="small soft">{event.detail}</span>
          </th>
          <td>
            {userWords(event.user)}
            <span class="small soft">
              {profileWords(event.profile)}
              {event.deviceLabel !== "" && ` · ${event.deviceLabel}`}
            </span>
          </td>
          <td class="address">{event.address === "" ? "Not recorded" : event.address}</td>
          <td class="number">{event.count}</td>
          <td>
            <Time atMs={event.atMs} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Of a day's sites so many are shown at once. */
const firstSites = 5;

function DaysOfUse({ use }: Pick<ActivityAnswer, "use">) {
  return (
    <Table label="Use of the web" heads={["Day", "Who", "Sites", "Pages", "Minutes"]}>
      {use.map(({ event }) => {
        const all = [...event.hosts, event.others];
        // Opened, an event has no seal any more.
        const isSealed = event.sealed !== undefined;
        return (
          <tr key={event.id}>
            <th scope="row">{event.day}</th>
            <td>
              {userWords(event.user)}
              <span class="small soft">
                {profileWords(event.profile)}
                {event.deviceLabel !== "" && ` · ${event.deviceLabel}`}
              </span>
            </td>
            <td>{isSealed ? "Sealed" : <Sites hosts={event.hosts} />}</td>
            <td class="number">{isSealed ? "" : sumOf(all.map(({ visits }) => visits))}</td>
            <td class="number">{isSealed ? "" : sumOf(all.map(({ minutes }) => minutes))}</td>
          </tr>
        );
      })}
    </Table>
  );
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);

function Sites({ hosts }: Pick<ActivityAnswer["use"][number]["event"], "hosts">) {
  const line = ({ host, visits, minutes }: (typeof hosts)[number]) => (
    <li key={host}>
      {host}
      <span class="small soft">
        {plural(visits, "page", "pages")}, {plural(minutes, "minute", "minutes")}
      </span>
    </li>
  );
  const more = hosts.slice(firstSites);
  return (
    <>
      <ul>{hosts.slice(0, firstSites).map(line)}</ul>
      {more.length > 0 && (
        <details>
          <summary>{plural(more.length, "more site", "more sites")}</summary>
          <ul>{more.map(line)}</ul>
        </details>
      )}
    </>
  );
}
