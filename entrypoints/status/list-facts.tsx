import type { StatusView } from "../../lib/contract/message.ts";
import { momentWords } from "../../lib/ui/date-words.ts";
import { say } from "../../lib/ui/i18n/say.ts";
import { statusWords as words } from "./words.ts";

const numbers = new Intl.NumberFormat("en-GB");

/** Every list of the policy: how many hosts, how old, from whom, and what is wrong with it. */
export function ListFacts({
  lists,
  nowMs,
}: {
  readonly lists: StatusView["lists"];
  readonly nowMs: number;
}) {
  return (
    <section class="card stack">
      <h2>{words.listsTitle}</h2>
      {lists.length === 0 ? (
        <p>{words.listsNone}</p>
      ) : (
        // Focusable, so that a keyboard can scroll what is wider than the screen.
        <div class="list-scroll" role="region" aria-label={words.listsTitle} tabIndex={0}>
          <table class="list-facts">
            <thead>
              <tr>
                <th scope="col">{words.list}</th>
                <th scope="col">{words.listHosts}</th>
                <th scope="col">{words.listFrom}</th>
                <th scope="col">{words.listSource}</th>
              </tr>
            </thead>
            <tbody>
              {lists.map((list) => (
                <tr key={list.id}>
                  <th scope="row">
                    {list.title}
                    <span class="small soft">
                      {" "}
                      {say(words.listUnderCategory, "staff", { category: list.category })}
                    </span>
                    {list.problem === "" ? null : (
                      <p class="small list-problem">
                        <span class="level level-warning">{words.warning}</span> {list.problem}
                      </p>
                    )}
                  </th>
                  <td class="list-number">{numbers.format(list.hosts)}</td>
                  <td>
                    {list.atMs === undefined ? words.listInPolicy : momentWords(list.atMs, nowMs)}
                  </td>
                  <td class="small">
                    {[list.source, list.licence].filter((part) => part !== "").join(" · ")}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
