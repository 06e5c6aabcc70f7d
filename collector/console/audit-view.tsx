// Who did what at the desk. Lines are only ever added.
import { referenceOf } from "../../lib/contract/ids.ts";
import { Pager, Time, Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { writeRoute } from "./route.ts";
import { useLoad } from "./use-load.ts";
import { auditWords } from "./words.ts";
import { Table } from "./table.tsx";

interface Props extends ViewProps {
  readonly page: number;
}

export function AuditView({ api, tick, onSignedOut, page }: Props) {
  const { value, trouble } = useLoad(
    `audit ${page}`,
    tick,
    (live) => api.audit(page, live),
    onSignedOut,
  );
  return (
    <>
      <div class="head">
        <h1>Audit</h1>
        <p class="soft">
          Every sign-in, every opening and every change. Nobody can alter or remove a line.
        </p>
      </div>
      <Trouble words={trouble} />
      {value !== undefined && (
        <>
          <Table label="Audit" heads={["When", "Who", "What", "Case", "Detail"]}>
            {value.entries.map((entry, place) => (
              <tr key={place}>
                <td>
                  <Time atMs={entry.atMs} />
                </td>
                <td>{entry.who === "" ? "Unknown name" : entry.who}</td>
                <td>{auditWords[entry.act]}</td>
                <td>
                  {entry.caseId !== null && (
                    <a href={writeRoute({ view: "case", id: entry.caseId })}>
                      <code>{referenceOf(entry.caseId)}</code>
                    </a>
                  )}
                </td>
                <td>{entry.detail}</td>
              </tr>
            ))}
          </Table>
          <Pager
            page={value.page}
            pages={value.pages}
            link={(next) => writeRoute({ view: "audit", page: next })}
          />
        </>
      )}
    </>
  );
}
