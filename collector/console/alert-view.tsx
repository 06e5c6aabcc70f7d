// Where the link of an alert leads: what it is about, and taking it upon oneself.
import { caseTitle, SeverityBadge, StatePill, Time, Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { wholeQueue, writeRoute } from "./route.ts";
import { Table } from "./table.tsx";
import { useAct } from "./use-act.ts";
import { useLoad } from "./use-load.ts";
import { plural } from "./words.ts";

interface Props extends ViewProps {
  readonly id: string;
  readonly mayTake: boolean;
}

export function AlertView({ api, tick, onSignedOut, id, mayTake }: Props) {
  const { value, trouble, reload } = useLoad(
    `alert ${id}`,
    tick,
    (live) => api.alerted(id, live),
    onSignedOut,
  );
  const { act, busy, done, trouble: actTrouble } = useAct(onSignedOut, () => reload(true));
  return (
    <>
      <div class="head">
        <h1>What you were alerted to</h1>
        <p class="soft">Opening a case here is recorded, as in the queue.</p>
      </div>
      <Trouble words={actTrouble === "" ? trouble : actTrouble} />
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      {value !== undefined && (
        <div class="stack">
          {value.waiting > 0 && mayTake && (
            <section class="card stack" aria-labelledby="take-title">
              <h2 id="take-title">
                {plural(value.waiting, "case waits", "cases wait")} for somebody
              </h2>
              <p>
                Open {value.waiting === 1 ? "it" : "them"}, or say that you will: then nobody else
                is called.
              </p>
              <div class="buttons">
                <button
                  type="button"
                  class="primary"
                  disabled={busy}
                  onClick={() =>
                    void act(
                      api.takeAlert(id),
                      "You have taken this. Nobody else is called for it.",
                    )
                  }
                >
                  I am looking into {value.waiting === 1 ? "it" : "all of them"}
                </button>
              </div>
            </section>
          )}
          {value.waiting === 0 && done === "" && (
            <p class="notice">Nothing of this alert waits any more: somebody has taken it.</p>
          )}
          {value.cases.length > 0 && (
            <Table
              label="Cases of this alert"
              heads={["What", "How grave", "Reference", "Latest", "State"]}
            >
              {value.cases.map((known) => (
                <tr key={known.id}>
                  <th scope="row">
                    <a href={writeRoute({ view: "case", id: known.id })}>{caseTitle(known)}</a>
                  </th>
                  <td>
                    <SeverityBadge severity={known.severity} />
                  </td>
                  <td>
                    <code>{known.reference}</code>
                  </td>
                  <td>
                    <Time atMs={known.lastAtMs} />
                  </td>
                  <td>
                    <StatePill state={known.state} />
                  </td>
                </tr>
              ))}
            </Table>
          )}
          <p>
            <a href={writeRoute({ view: "queue", filter: wholeQueue })}>All concerns</a>
          </p>
        </div>
      )}
    </>
  );
}
