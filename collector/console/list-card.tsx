// One list: its facts, the version that waits, what is held back, and earlier versions.
import { useState } from "preact/hooks";
import type { ListView } from "../lists/list-types.ts";
import { Time } from "./bits.tsx";
import type { ListAct, ListActs } from "./lists-view.tsx";

interface Props {
  readonly list: ListView;
  readonly mayChange: boolean;
  readonly isBusy: boolean;
  readonly change: <Act extends ListAct>(act: Act, body: ListActs[Act]) => void;
}

const numbers = new Intl.NumberFormat("en-GB");
const shelteredShownMost = 200;

const fromWords: Readonly<Record<ListView["from"], string>> = {
  fetched: "Fetched by the collector",
  file: "Fetched by each device",
  written: "Written in the policy",
};

function many(count: number, one: string, more: string): string {
  return `${numbers.format(count)} ${count === 1 ? one : more}`;
}

export function ListCard({ list, mayChange, isBusy, change }: Props) {
  const heading = `list-${list.id}`;
  return (
    <section aria-labelledby={heading} aria-busy={isBusy}>
      <div class="request-head">
        <h2 id={heading}>{list.title}</h2>
        <span class="pill">{list.category}</span>
        <span class="soft">
          {list.hosts === null ? "not counted here" : many(list.hosts, "host", "hosts")}
        </span>
      </div>
      {list.error !== "" && (
        <p class="notice notice-bad">
          {list.error.charAt(0).toUpperCase() + list.error.slice(1)}.{" "}
          {list.fetchedAtMs === null
            ? "No list is in force yet."
            : "The last good one stays in force."}
        </p>
      )}
      {list.held !== null && (
        <HeldVersion held={list.held} mayChange={mayChange} isBusy={isBusy} change={change} />
      )}
      <Facts list={list} />
      {mayChange && list.from === "fetched" && (
        <p class="buttons">
          <button
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() => change("fetch", {})}
          >
            Fetch now
          </button>
        </p>
      )}
      <Sheltered list={list} mayChange={mayChange} isBusy={isBusy} change={change} />
      <Versions list={list} mayChange={mayChange} isBusy={isBusy} change={change} />
    </section>
  );
}

function Facts({ list }: Pick<Props, "list">) {
  const refused = Object.entries(list.refused).filter(([reason]) => reason !== "sheltered");
  return (
    <dl class="facts">
      <dt>From</dt>
      <dd>
        {fromWords[list.from]}
        {list.address !== "" && <span class="address"> {list.address}</span>}
        {list.everyHours > 0 && `, every ${list.everyHours} h`}
      </dd>
      {list.fetchedAtMs !== null && (
        <>
          <dt>As of</dt>
          <dd>
            <Time atMs={list.fetchedAtMs} />
          </dd>
        </>
      )}
      {list.nextAtMs !== null && list.nextAtMs > 0 && (
        <>
          <dt>Next look</dt>
          <dd>
            <Time atMs={list.nextAtMs} />
          </dd>
        </>
      )}
      {list.source !== "" && (
        <>
          <dt>Source</dt>
          <dd>{list.source}</dd>
        </>
      )}
      {(list.licence !== "" || list.attribution !== "") && (
        <>
          <dt>Licence</dt>
          <dd>{[list.licence, list.attribution].filter((text) => text !== "").join(" · ")}</dd>
        </>
      )}
      {refused.length > 0 && (
        <>
          <dt>Not taken</dt>
          <dd>
            {refused.map(([reason, count]) => `${numbers.format(count)} ${reason}`).join(", ")}
          </dd>
        </>
      )}
    </dl>
  );
}

function HeldVersion({
  held,
  mayChange,
  isBusy,
  change,
}: Omit<Props, "list"> & { readonly held: NonNullable<ListView["held"]> }) {
  const { added, removed, sha256 } = held;
  const some = (what: typeof added) =>
    what.count === 0
      ? "none"
      : `${numbers.format(what.count)} (${what.first.slice(0, 5).join(", ")}${what.count > 5 ? ", …" : ""})`;
  return (
    <div class="notice">
      <p>
        <strong>A new version waits.</strong> {held.why}
      </p>
      <dl class="facts">
        <dt>Hosts</dt>
        <dd>{numbers.format(held.hosts)}</dd>
        <dt>New</dt>
        <dd class="address">{some(added)}</dd>
        <dt>Gone</dt>
        <dd class="address">{some(removed)}</dd>
      </dl>
      {mayChange && (
        <p class="buttons">
          <button
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() => change("held", { sha256, take: true })}
          >
            Take it
          </button>
          <button
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() => change("held", { sha256, take: false })}
          >
            Turn it down
          </button>
        </p>
      )}
    </div>
  );
}

function Sheltered({ list, mayChange, isBusy, change }: Props) {
  const [host, setHost] = useState("");
  const [why, setWhy] = useState("");
  const total = list.refused["sheltered"] ?? list.sheltered.length;
  if (total === 0 && list.released.length === 0) return null;
  return (
    <details>
      <summary>
        {many(total, "host is", "hosts are")} held back
        {list.released.length > 0 && `, ${many(list.released.length, "was", "were")} let go`}
      </summary>
      <ul class="asked">
        {list.sheltered.slice(0, shelteredShownMost).map((one) => (
          <li key={one.host}>
            <span class="address">{one.host}</span>
            <span class="soft small">
              {one.place === "above" ? `would close ${one.known} too` : `known: ${one.known}`}
            </span>
          </li>
        ))}
      </ul>
      {list.released.length > 0 && (
        <ul class="asked">
          {list.released.map((one) => (
            <li key={one.host}>
              <span>
                <span class="address">{one.host}</span> may be closed: {one.why}
              </span>
              <span class="soft small">
                {one.by}, <Time atMs={one.atMs} />
              </span>
              {mayChange && (
                <button
                  type="button"
                  class="button"
                  disabled={isBusy}
                  onClick={() => change("shelter", { host: one.host })}
                >
                  Hold {one.host} back again
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && list.sheltered.length > 0 && (
        <form
          class="answer"
          onSubmit={(event) => {
            event.preventDefault();
            if (host === "" || why.trim() === "") return;
            change("release", { host, why: why.trim() });
            setHost("");
            setWhy("");
          }}
        >
          <label for={`host-${list.id}`}>Let a host go (it will be closed)</label>
          <select
            id={`host-${list.id}`}
            value={host}
            onChange={(event) => setHost(event.currentTarget.value)}
          >
            <option value="">Choose a host</option>
            {list.sheltered.slice(0, shelteredShownMost).map((one) => (
              <option key={one.host} value={one.host}>
                {one.host}
              </option>
            ))}
          </select>
          <label for={`why-${list.id}`}>Why</label>
          <input
            id={`why-${list.id}`}
            maxLength={300}
            value={why}
            onInput={(event) => setWhy(event.currentTarget.value)}
          />
          <p class="buttons">
            <button
              type="submit"
              class="button"
              disabled={isBusy || host === "" || why.trim() === ""}
            >
              Let it go
            </button>
          </p>
        </form>
      )}
    </details>
  );
}

function Versions({ list, mayChange, isBusy, change }: Props) {
  const [live, ...older] = list.versions;
  if (live === undefined || older.length === 0) return null;
  return (
    <details>
      <summary>
        {many(older.length, "other version", "other versions")}
        {list.isPinned && "; the live one was chosen by hand"}
      </summary>
      <ul class="asked">
        {older.map(({ sha256, hosts, atMs }) => (
          <li key={sha256}>
            <span>
              {many(hosts, "host", "hosts")}, <Time atMs={atMs} />
            </span>
            {mayChange && (
              <button
                type="button"
                class="button"
                disabled={isBusy}
                onClick={() => change("use", { sha256 })}
              >
                Use the version of {numbers.format(hosts)} hosts
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
