// The lists of the policy: where they come from, how old and long they are, what waits for a person, what is held back.
import { useState } from "preact/hooks";
import type { ListsAnswer, ListView } from "../lists/list-types.ts";
import type { Reply } from "./api.ts";
import { Trouble } from "./bits.tsx";
import { ListCard } from "./list-card.tsx";
import { useLoad } from "./use-load.ts";

/** What can be done to a list, and the body each takes. */
export interface ListActs {
  readonly fetch: Record<string, never>;
  readonly held: { readonly sha256: string; readonly take: boolean };
  readonly use: { readonly sha256: string };
  readonly release: { readonly host: string; readonly why: string };
  readonly shelter: { readonly host: string };
}
export type ListAct = keyof ListActs;

/** `GET /desk/api/lists`, and `POST /desk/api/lists/ID/ACT`, which answers with the lists as they stand then. */
export interface ListsApi {
  lists(live: boolean): Promise<Reply<ListsAnswer>>;
  changeList<Act extends ListAct>(
    id: string,
    act: Act,
    body: ListActs[Act],
  ): Promise<Reply<ListsAnswer>>;
}

interface Props {
  readonly api: ListsApi;
  readonly tick: number;
  readonly onSignedOut: () => void;
  readonly mayChange: boolean;
}

/** What needs a person first: what waits, then what is in trouble. */
function urgencyOf({ held, error }: ListView): number {
  return held !== null ? 0 : error === "" ? 2 : 1;
}

export function ListsView({ api, tick, onSignedOut, mayChange }: Props) {
  const { value, trouble, reload } = useLoad("lists", tick, (live) => api.lists(live), onSignedOut);
  const [busy, setBusy] = useState("");
  const [wrong, setWrong] = useState("");

  async function change<Act extends ListAct>(
    id: string,
    act: Act,
    body: ListActs[Act],
  ): Promise<void> {
    setBusy(id);
    const reply = await api.changeList(id, act, body);
    setBusy("");
    if (!reply.ok && reply.status === 401) {
      onSignedOut();
      return;
    }
    setWrong(reply.ok ? "" : reply.words);
    await reload(true);
  }

  const lists = (value?.lists ?? []).toSorted((one, other) => urgencyOf(one) - urgencyOf(other));
  return (
    <>
      <div class="head">
        <h1>Lists</h1>
        <p class="soft">
          Every list of sites that the policy names. What looks wrong waits here for a yes; hosts of
          schools, universities, government and the press are held back until somebody lets them go
          by name.
        </p>
      </div>
      <Trouble words={trouble === "" ? wrong : trouble} />
      {value !== undefined && value.problem !== "" && (
        <p class="notice notice-bad" role="status">
          {value.problem}
        </p>
      )}
      {value !== undefined && value.problem === "" && lists.length === 0 && (
        <div class="card empty">
          <h2>The policy names no lists</h2>
          <p>The built-in categories hold all the same. A list is added under “lists”.</p>
        </div>
      )}
      <ul class="requests">
        {lists.map((list) => (
          <li key={list.id} class="card request">
            <ListCard
              list={list}
              mayChange={mayChange}
              isBusy={busy === list.id}
              change={(act, body) => void change(list.id, act, body)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
