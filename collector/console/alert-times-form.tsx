// When alerts go out: how grave, at which hours, how long each place has, and the digest.
import { useState } from "preact/hooks";
import { severities, weekdays, type Severity } from "../../lib/contract/vocabulary.ts";
import type { AlertsAnswer } from "../alerts/desk-types.ts";
import type { AlertSettings, Weekday } from "../review/alert-rules.ts";
import { AlertDays } from "./alert-days.tsx";
import { dayWords } from "./alert-words.ts";
import { Trouble } from "./bits.tsx";
import type { Acting } from "./use-act.ts";
import { severityWords } from "./words.ts";

interface Props {
  readonly value: AlertsAnswer;
  readonly saving: Acting;
  readonly onSave: (settings: AlertSettings) => void;
}

const orGraver = (severity: Severity) =>
  severity === "critical" ? "Critical" : `${severityWords[severity]} or graver`;

export function AlertTimesForm({ value, saving, onSave }: Props) {
  const [settings, setSettings] = useState<AlertSettings>(value.settings);
  const set = (change: Partial<AlertSettings>) => setSettings({ ...settings, ...change });
  const { atOnceFrom, digest, escalateMinutes, hours, inHoursFrom, worries } = settings;
  return (
    <form
      class="card stack"
      aria-labelledby="times-title"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(settings);
      }}
    >
      <h2 id="times-title">When alerts go out</h2>
      <fieldset class="stack plain" aria-labelledby="times-title" disabled={!value.mayManage}>
        <div class="field-pair">
          <div>
            <label for="worries">Worries</label>
            <select
              id="worries"
              value={worries}
              onChange={(event) =>
                set({ worries: event.currentTarget.value as AlertSettings["worries"] })
              }
            >
              <option value="at-once">At any hour</option>
              <option value="in-hours">In school hours</option>
            </select>
          </div>
          <div>
            <label for="at-once-from">Findings at any hour</label>
            <select
              id="at-once-from"
              value={atOnceFrom ?? ""}
              onChange={(event) =>
                set({ atOnceFrom: (event.currentTarget.value || null) as Severity | null })
              }
            >
              {severities.toReversed().map((severity) => (
                <option key={severity} value={severity}>
                  {orGraver(severity)}
                </option>
              ))}
              <option value="">None</option>
            </select>
          </div>
          <div>
            <label for="in-hours-from">Findings in school hours</label>
            <select
              id="in-hours-from"
              value={inHoursFrom}
              onChange={(event) => set({ inHoursFrom: event.currentTarget.value as Severity })}
            >
              {severities.toReversed().map((severity) => (
                <option key={severity} value={severity}>
                  {orGraver(severity)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <fieldset class="choices">
          <legend>School hours</legend>
          {weekdays.map((day) => (
            <label key={day} class="choice">
              <input
                type="checkbox"
                checked={hours.days.includes(day)}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  const days = weekdays.filter((one) =>
                    one === day ? checked : hours.days.includes(one),
                  );
                  set({ hours: { ...hours, days } });
                }}
              />
              {dayWords[day]}
            </label>
          ))}
        </fieldset>
        <div class="field-pair">
          <Clock
            id="hours-from"
            label="From"
            value={hours.from}
            onChange={(from) => set({ hours: { ...hours, from } })}
          />
          <Clock
            id="hours-to"
            label="To"
            value={hours.to}
            onChange={(to) => set({ hours: { ...hours, to } })}
          />
          <div>
            <label for="escalate">Minutes until the next is told</label>
            <input
              id="escalate"
              type="number"
              min={1}
              max={240}
              required
              value={escalateMinutes}
              onInput={(event) => set({ escalateMinutes: Number(event.currentTarget.value) })}
            />
          </div>
        </div>
        <AlertDays
          value={settings}
          policy={value.policyDays}
          mayManage={value.mayManage}
          onChange={set}
        />
        <div class="field-pair">
          <div>
            <label for="digest-day">Weekly digest on</label>
            <select
              id="digest-day"
              value={digest.day}
              onChange={(event) =>
                set({ digest: { ...digest, day: event.currentTarget.value as Weekday } })
              }
            >
              {weekdays.map((day) => (
                <option key={day} value={day}>
                  {dayWords[day]}
                </option>
              ))}
            </select>
          </div>
          <Clock
            id="digest-at"
            label="At"
            value={digest.at}
            onChange={(at) => set({ digest: { ...digest, at } })}
          />
        </div>
        <p class="small soft">
          By the clocks of London. Opening a case, or taking it by the link of the message, ends its
          alerts. Where nobody does, the whole order is gone through three times, then again each
          school morning.
        </p>
      </fieldset>
      <div>
        <Trouble words={saving.trouble} />
      </div>
      {value.mayManage && (
        <div class="buttons">
          <button class="primary" disabled={saving.busy}>
            {saving.busy ? "One moment …" : "Save"}
          </button>
          <p role="status" class={saving.done === "" ? "" : "notice notice-good"}>
            {saving.done}
          </p>
        </div>
      )}
    </form>
  );
}

interface ClockProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Clock({ id, label, value, onChange }: ClockProps) {
  return (
    <div>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="time"
        required
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
