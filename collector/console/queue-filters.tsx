// What of the queue is shown: state, kind, profile, search.
import { useEffect, useState } from "preact/hooks";
import type { QueueAnswer } from "../desk-types.ts";
import { SearchIcon } from "./icons.tsx";
import { queueStates, type QueueFilter } from "./route.ts";
import { profileWords, stateWords } from "./words.ts";

interface Props {
  readonly filter: QueueFilter;
  readonly value: QueueAnswer | undefined;
  readonly onFilter: (filter: QueueFilter) => void;
}

export function QueueFilters({ filter, value, onFilter }: Props) {
  const [search, setSearch] = useState(filter.search);
  useEffect(() => setSearch(filter.search), [filter.search]);
  const counts = value?.counts;
  const labels: Readonly<Record<string, string>> = { ...stateWords, open: "Open", all: "All" };
  const countOf = (state: string): number | undefined => {
    if (counts === undefined) return undefined;
    if (state === "open") return counts.new + counts.looking;
    if (state === "all") return counts.new + counts.looking + counts.closed;
    return counts[state as keyof typeof counts];
  };
  const set = (part: Partial<QueueFilter>) => onFilter({ ...filter, page: 1, ...part });

  return (
    <div class="filters">
      <div class="tabs" role="group" aria-label="State">
        {queueStates.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={filter.state === state}
            onClick={() => set({ state })}
          >
            {labels[state]} <span class="count">{countOf(state) ?? ""}</span>
          </button>
        ))}
      </div>
      <form
        class="filter-form"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          set({ search: search.trim() });
        }}
      >
        <label class="unseen" for="kind">
          Kind
        </label>
        <select
          id="kind"
          value={filter.kind}
          onChange={(event) => set({ kind: event.currentTarget.value })}
        >
          <option value="">All kinds</option>
          <option value="worry">Worries only</option>
          <option value="finding">Findings only</option>
          <option value="circumvention">Ways round the filter only</option>
        </select>
        <label class="unseen" for="profile">
          Profile
        </label>
        <select
          id="profile"
          value={filter.profile}
          onChange={(event) => set({ profile: event.currentTarget.value })}
        >
          <option value="">All profiles</option>
          {(value?.profiles ?? []).map((profile) => (
            <option key={profile} value={profile}>
              {profileWords(profile)}
            </option>
          ))}
        </select>
        <div class="search">
          <label class="unseen" for="search">
            Search name, device, site or reference
          </label>
          <SearchIcon />
          <input
            id="search"
            type="search"
            placeholder="Name, device, site, reference"
            value={search}
            onInput={(event) => {
              setSearch(event.currentTarget.value);
              if (event.currentTarget.value === "") set({ search: "" });
            }}
          />
        </div>
      </form>
    </div>
  );
}
