// The Chromebooks, for who looks after them: when each was last heard, which have fallen silent, what was refused in
// their names, and what they say of their own keeping. Nothing of a pupil.
import { useEffect, useRef, useState } from "preact/hooks";
import type { DevicesAnswer } from "../desk-device-routes.ts";
import { deviceFilters, silentDays, type DeviceFilterName } from "../review/devices.ts";
import { Pager, Time, Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { DeviceRow, deviceName } from "./device-row.tsx";
import { QuietIcon, SearchIcon } from "./icons.tsx";
import { writeRoute, type DevicesFilter } from "./route.ts";
import { Table } from "./table.tsx";
import { longTime } from "./time.ts";
import { useAct } from "./use-act.ts";
import { useLoad } from "./use-load.ts";
import { plural } from "./words.ts";

interface Props extends ViewProps {
  readonly filter: DevicesFilter;
  readonly onFilter: (filter: DevicesFilter) => void;
  readonly mayShutOut: boolean;
}

const filterWords: Readonly<Record<DeviceFilterName, string>> = {
  all: "All",
  silent: "Silent",
  refused: "Something refused",
  "shut-out": "Shut out",
};

type Health = DevicesAnswer["health"][number];
const healthWords: Readonly<Record<Health["what"], string>> = {
  "set-apart": "Could not send these: the collector does not take them",
  "gave-way": "Its storage was full: the least grave gave way",
  "not-kept": "Its disk took nothing more: these are lost",
};

export function DevicesView({ api, tick, onSignedOut, filter, onFilter, mayShutOut }: Props) {
  const { value, trouble, reload } = useLoad(
    `devices ${JSON.stringify(filter)}`,
    tick,
    (live) => api.devices(filter, live),
    onSignedOut,
  );
  return (
    <>
      <div class="head">
        <h1>Devices</h1>
        <p class="soft">
          The Chromebooks that have enrolled here, and what they say of themselves. Who uses them
          stands elsewhere, for whom it concerns.
        </p>
      </div>
      <Filters filter={filter} value={value} onFilter={onFilter} />
      <Trouble words={trouble} />
      {value !== undefined && value.tooMany > 0 && (
        <p class="notice notice-bad">
          {plural(value.tooMany, "enrolment was", "enrolments were")} refused since yesterday: too
          many came with one token in an hour. If no trolley was being set up, somebody may have
          your token: give the Chromebooks another.
        </p>
      )}
      {value !== undefined && value.total === 0 && <Empty filter={filter} value={value} />}
      {value !== undefined && (
        <Devices
          api={api}
          value={value}
          mayShutOut={mayShutOut}
          onSignedOut={onSignedOut}
          reload={reload}
        />
      )}
      {value !== undefined && (
        <Pager
          page={value.page}
          pages={value.pages}
          link={(page) => writeRoute({ view: "devices", filter: { ...filter, page } })}
        />
      )}
      {value !== undefined && value.health.length > 0 && <HealthList health={value.health} />}
    </>
  );
}

interface FiltersProps extends Pick<Props, "filter" | "onFilter"> {
  readonly value: DevicesAnswer | undefined;
}

function Filters({ filter, value, onFilter }: FiltersProps) {
  const [search, setSearch] = useState(filter.search);
  useEffect(() => setSearch(filter.search), [filter.search]);
  const set = (part: Partial<DevicesFilter>) => onFilter({ ...filter, page: 1, ...part });
  return (
    <div class="filters">
      <div class="tabs" role="group" aria-label="Which devices">
        {deviceFilters.map((only) => (
          <button
            key={only}
            type="button"
            aria-pressed={filter.only === only}
            onClick={() => set({ only })}
          >
            {filterWords[only]} <span class="count">{value?.counts[only] ?? ""}</span>
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
        <label class="unseen" for="silent-days">
          Silent after
        </label>
        <select
          id="silent-days"
          value={String(filter.days)}
          onChange={(event) => set({ days: Number(event.currentTarget.value) })}
        >
          {silentDays.map((days) => (
            <option key={days} value={String(days)}>
              Silent: {plural(days, "school day", "school days")}
            </option>
          ))}
        </select>
        <div class="search">
          <label class="unseen" for="device-search">
            Search the device’s name
          </label>
          <SearchIcon />
          <input
            id="device-search"
            type="search"
            placeholder="Name of the device"
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

function Empty({
  filter,
  value,
}: {
  readonly filter: DevicesFilter;
  readonly value: DevicesAnswer;
}) {
  const [title, words] =
    value.counts.all === 0
      ? [
          "No device has enrolled yet",
          "A Chromebook enrols by itself once it has the collector’s address and token, and sends something.",
        ]
      : filter.search !== ""
        ? ["No device of this name", "The name is the one that the Admin console gives it."]
        : filter.only === "silent"
          ? [
              "No device is silent",
              `Each was heard since ${longTime(value.silentBeforeMs)}. Holidays and closed days are not counted.`,
            ]
          : filter.only === "shut-out"
            ? [
                "No device is shut out",
                "One that was lost or stolen can be shut out from its line, under “All”.",
              ]
            : ["Nothing was refused", "No device, and nobody in a device’s name, was turned away."];
  return (
    <div class="card empty">
      <QuietIcon />
      <h2>{title}</h2>
      <p>{words}</p>
    </div>
  );
}

interface TableProps extends Pick<Props, "api" | "mayShutOut" | "onSignedOut"> {
  readonly value: DevicesAnswer;
  readonly reload: (live: boolean) => Promise<void>;
}

function Devices({ api, value, mayShutOut, onSignedOut, reload }: TableProps) {
  const { act, busy, done, trouble } = useAct(onSignedOut, () => reload(true));
  const heads = ["Device", "Last heard", "Extension", "Policy", "Refused", "Enrolled"];
  const said = useRef<HTMLParagraphElement>(null);
  const all = mayShutOut ? [...heads, "Lost or stolen"] : heads;
  return (
    <>
      <p role="status" tabIndex={-1} ref={said} class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      <Trouble words={trouble} />
      {value.devices.length > 0 && (
        <Table label="Devices" heads={all}>
          {value.devices.map((device) => (
            <DeviceRow
              key={device.mark}
              device={device}
              value={value}
              mayShutOut={mayShutOut}
              busy={busy}
              columns={all.length}
              onShutOut={(isOut) =>
                void act(
                  api.shutOutDevice({ label: device.label, mark: device.mark }, isOut),
                  isOut
                    ? `${deviceName(device)} is shut out: nothing is taken from it any more.`
                    : `${deviceName(device)} is let in again: what waits on it comes when it sends next.`,
                  // The button that was pressed is gone.
                ).then(() => said.current?.focus())
              }
            />
          ))}
        </Table>
      )}
    </>
  );
}

function HealthList({ health }: Pick<DevicesAnswer, "health">) {
  return (
    <div class="stack device-health">
      <h2>What devices say of their own keeping</h2>
      <Table
        label="What devices say of their own keeping"
        heads={["Device", "What", "Events", "When"]}
      >
        {health.map((one, place) => (
          <tr key={place}>
            <th scope="row">{one.deviceLabel === "" ? "Without a name" : one.deviceLabel}</th>
            <td>
              {healthWords[one.what]}
              <span class="small soft">{one.detail}</span>
            </td>
            <td class="number">{one.count}</td>
            <td>
              <Time atMs={one.atMs} />
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
