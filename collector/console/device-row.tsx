// One Chromebook in the table of devices, and the question before it is shut out.
import { useEffect, useRef, useState } from "preact/hooks";
import type { DevicesAnswer } from "../desk-device-routes.ts";
import type { DeviceRefusal } from "../store/device-store.ts";
import { Time } from "./bits.tsx";
import { plural } from "./words.ts";

type Device = DevicesAnswer["devices"][number];

const refusalWords: Readonly<Record<DeviceRefusal, string>> = {
  replay: "Sent again by somebody (replay)",
  signature: "Signed with another key (forgery)",
  key: "Enrolling anew with another key",
  flood: "Too much at once (flood)",
  "another-name": "In another device’s name",
  unsigned: "In its name, not signed",
  "shut-out": "Sent while it was shut out",
};

/** As staff know it. */
export function deviceName({ label }: Pick<Device, "label">): string {
  return label === "" ? "Without a name" : label;
}

interface RowProps {
  readonly device: Device;
  readonly value: Pick<DevicesAnswer, "silentBeforeMs" | "silentDays">;
  readonly mayShutOut: boolean;
  readonly busy: boolean;
  readonly columns: number;
  readonly onShutOut: (isOut: boolean) => void;
}

export function DeviceRow(props: RowProps) {
  const { device, value, mayShutOut, busy, onShutOut } = props;
  const [isAsked, setAsked] = useState(false);
  const { shutOut } = device;
  return (
    <>
      <tr>
        <th scope="row">
          {deviceName(device)}
          {shutOut !== null && (
            <span class="small device-out">
              Shut out by {shutOut.who}, <Time atMs={shutOut.atMs} />
            </span>
          )}
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
          <Refusals device={device} />
        </td>
        <td>
          <Time atMs={device.enrolledAtMs} />
        </td>
        {mayShutOut && (
          <td>
            {shutOut === null ? (
              <button
                type="button"
                aria-label={`Shut out … ${deviceName(device)}`}
                aria-expanded={isAsked}
                onClick={() => setAsked(!isAsked)}
              >
                Shut out …
              </button>
            ) : (
              <button
                type="button"
                aria-label={`Let in again: ${deviceName(device)}`}
                disabled={busy}
                onClick={() => onShutOut(false)}
              >
                Let in again
              </button>
            )}
          </td>
        )}
      </tr>
      {isAsked && shutOut === null && <Question {...props} onCancel={() => setAsked(false)} />}
    </>
  );
}

function Refusals({ device }: { readonly device: Device }) {
  if (device.refused === 0) return <span class="soft">Nothing</span>;
  return (
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
  );
}

function Question({
  device,
  busy,
  columns,
  onShutOut,
  onCancel,
}: RowProps & { readonly onCancel: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <tr>
      <td colSpan={columns}>
        <div
          class="stack device-question"
          role="group"
          aria-label={`Shut out ${deviceName(device)}?`}
          onKeyDown={(event) => {
            if (event.key === "Escape") onCancel();
          }}
        >
          <p>
            <strong>For a Chromebook that was lost or stolen.</strong> From now on nothing that it
            sends is taken, and it cannot enrol again under its name. It goes on filtering. What a
            pupil tells there, worries too, stays on it until you let it in again.
          </p>
          <p class="small soft">
            Several people on one Chromebook are several lines here. Whoever has read the school’s
            token out of it could still enrol as a new device: to end that, give your Chromebooks
            another token, and disable this one in the Admin console.
          </p>
          <div class="buttons">
            <button
              ref={first}
              type="button"
              class="primary"
              disabled={busy}
              onClick={() => onShutOut(true)}
            >
              Shut it out
            </button>
            <button type="button" onClick={onCancel}>
              Cancel
            </button>
          </div>
        </div>
      </td>
    </tr>
  );
}
