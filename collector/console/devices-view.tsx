// The Chromebooks, for who looks after them: when each was last heard, which have fallen silent, what was refused in
// their names, and what they say of their own keeping. Nothing of a pupil.
import { useEffect, useState } from "preact/hooks";
import type { DevicesAnswer } from "../desk-device-routes.ts";
import { deviceFilters, silentDays, type DeviceFilterName } from "../review/devices.ts";
import type { DeviceRefusal } from "../store/device-store.ts";
import { Pager, Time, Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { QuietIcon, SearchIcon } from "./icons.tsx";
import { writeRoute, type DevicesFilter } from "./route.ts";
import { Table } from "./table.tsx";
import { longTime } from "./time.ts";
import { useLoad } from "./use-load.ts";
import { plural } from "./words.ts";

interface Props extends ViewProps {
  readonly filter: DevicesFilter;
  readonly onFilter: (filter: DevicesFilter) => void;
}

const filterWords: Readonly<Record<DeviceFilterName, string>> = {
  all: "All",
  silent: "Silent",
  refused: "Something refused",
};

const refusalWords: Readonly<Record<DeviceRefusal, string>> = {
  replay: "Sent again by somebody (replay)",
  signature: "Signed with another key (forgery)",
  key: "Enrolling anew with another key",
  flood: "Too much at once (flood)",
  "another-name": "In another device’s name",
  unsigned: "In its name, not signed",
};

type Health = DevicesAnswer["health"][number];
const healthWords: Readonly<Record<Health["what"], string>> = {
  "set-apart": "Could not send these: the collector does not take them",
  "gave-way": "Its storage was full: the least grave gave way",
  "not-kept": "Its disk took nothing more: these are lost",
};

export function DevicesView({ api, tick, onSignedOut, filter, onFilter }: Props) {
  const { value, trouble } = useLoad(
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
      {value !== undefined && value.devices.length > 0 && <Devices value={value} />}
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
          : ["Nothing was refused", "No device, and nobody in a device’s name, was turned away."];
  return (
    <div class="card empty">
      <QuietIcon />
      <h2>{title}</h2>
      <p>{words}</p>
    </div>
  );
}

function Devices({ value }: { readonly value: DevicesAnswer }) {
  return (
    <Table
      label="Devices"
      heads={["Device", "Last heard", "Extension", "Policy", "Refused", "Enrolled"]}
    >
      {value.devices.map((device, place) => (
        <tr key={place}>
          <th scope="row">
            {device.label === "" ? "Without a name" : device.label}
            {device.lastSeenAtMs < value.silentBeforeMs && (
              <span class="small soft">
                Silent for more than {plural(value.silentDays, "school day", "school days")}
              </span>
            )}
          </th>
          <td>
            <Time atMs={device.lastSeenAtMs} />
          </td>
          <td>{device.extension === "" ? <span class="soft">Not told</span> : device.extension}</td>
          <td class="device-version">
            {device.policy === "" ? <span class="soft">Not told</span> : device.policy}
          </td>
          <td>
            {device.refused === 0 ? (
              <span class="soft">Nothing</span>
            ) : (
              <>
                {plural(device.refused, "time", "times")}
                {device.refusals.map((one) => (
                  <span key={one.why} class="small soft">
                    {refusalWords[one.why]}: {one.count}, last <Time atMs={one.lastAtMs} />
                  </span>
                ))}
                {device.refusals.length === 0 && device.refusedWhy !== "" && (
                  <span class="small soft">Last: {refusalWords[device.refusedWhy]}</span>
                )}
              </>
            )}
          </td>
          <td>
            <Time atMs={device.enrolledAtMs} />
          </td>
        </tr>
      ))}
    </Table>
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
