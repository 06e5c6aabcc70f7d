// What the filter did: openings, policy changes, problems with the policy and with lists, checks. No pupil's activity is in it.
import type { ActivityAnswer } from "../desk-types.ts";
import { Time } from "./bits.tsx";
import { Table } from "./table.tsx";
import { categoryWords, plural, profileWords } from "./words.ts";

type Props = Pick<ActivityAnswer, "openings" | "changes" | "problems" | "lists" | "checks">;

export function FilteringTables({ openings, changes, problems, lists, checks }: Props) {
  return (
    <>
      {openings.length > 0 && <Openings openings={openings} />}
      {changes.length > 0 && <Changes changes={changes} />}
      {problems.length > 0 && <Problems problems={problems} />}
      {lists.length > 0 && <Lists lists={lists} />}
      {checks.length > 0 && <Checks checks={checks} />}
    </>
  );
}

const stageWords = { begun: "Opened", ended: "Ended", refused: "Refused" } as const;

function Openings({ openings }: Pick<Props, "openings">) {
  return (
    <Table label="Openings" heads={["What", "By whom and why", "Where", "How", "When"]}>
      {openings.map(({ event }) => (
        <tr key={event.id}>
          <th scope="row">
            {event.what === "category" ? categoryWords(event.place) : event.place}
            <span class="small soft">
              {event.what === "lesson" ? "Lesson list · " : ""}
              {stageWords[event.stage]}
            </span>
          </th>
          <td>
            {event.by === "" ? "Not said" : event.by}
            <span class="small soft">{event.why}</span>
          </td>
          <td>
            {event.deviceLabel === "" ? "A Chromebook" : event.deviceLabel}
            <span class="small soft">{profileWords(event.profile)}</span>
          </td>
          <td>
            {event.how === "code" ? "One-time code" : "From the desk"}
            {event.minutes > 0 && (
              <span class="small soft">{plural(event.minutes, "minute", "minutes")}</span>
            )}
          </td>
          <td>
            <Time atMs={event.atMs} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Changes({ changes }: Pick<Props, "changes">) {
  return (
    <Table label="Policy changes" heads={["Policy", "By whom and why", "What", "Where", "When"]}>
      {changes.map(({ event }) => (
        <tr key={event.id}>
          <th scope="row">
            {event.policyVersion}
            <span class="small soft">
              {event.before !== "" && `before: ${event.before}`}
              {event.serial > 0 && ` · release ${event.serial}`}
            </span>
          </th>
          <td>
            {event.by === "" ? "Not said" : event.by}
            <span class="small soft">{event.why}</span>
          </td>
          <td>
            <ul class="problem-list">
              {event.changes.map((change, place) => (
                <li key={place}>{change}</li>
              ))}
            </ul>
          </td>
          <td>{event.deviceLabel === "" ? "A Chromebook" : event.deviceLabel}</td>
          <td>
            <Time atMs={event.atMs} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Problems({ problems }: Pick<Props, "problems">) {
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

function Lists({ lists }: Pick<Props, "lists">) {
  return (
    <Table label="List problems" heads={["List", "What happened", "Chromebook", "When"]}>
      {lists.map(({ event }) => (
        <tr key={event.id}>
          <th scope="row">{event.list}</th>
          <td>{event.what}</td>
          <td>{event.deviceLabel}</td>
          <td>
            <Time atMs={event.atMs} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Checks({ checks }: Pick<Props, "checks">) {
  return (
    <Table label="Filter checks" heads={["Chromebook", "Outcome", "What was tried", "When"]}>
      {checks.map(({ event }) => {
        const wrong = event.checks.filter((check) => !check.ok);
        return (
          <tr key={event.id}>
            <th scope="row">
              {event.deviceLabel === "" ? "A Chromebook" : event.deviceLabel}
              <span class="small soft">{profileWords(event.profile)}</span>
            </th>
            <td>
              {event.ok ? "The filter was alive" : "Needs attention"}
              <span class="small soft">
                {event.by === "person" ? "Somebody asked for it" : "By itself"}
              </span>
            </td>
            <td>
              {wrong.length === 0 ? (
                plural(event.checks.length, "check, all in order", "checks, all in order")
              ) : (
                <ul class="problem-list">
                  {wrong.map((check) => (
                    <li key={check.name}>
                      {check.name}: {check.detail}
                    </li>
                  ))}
                </ul>
              )}
            </td>
            <td>
              <Time atMs={event.atMs} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
