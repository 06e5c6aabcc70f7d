// The parts that the forms of opening share: for whom, how long, why.
import { unlockMinutes } from "../../lib/contract/vocabulary.ts";
import type { OrderChoices } from "../desk-types.ts";
import type { Audience, OrderFor } from "../review/order.ts";
import { plural } from "./words.ts";

const audienceWords: Readonly<Record<Audience, string>> = {
  user: "One pupil",
  device: "One Chromebook",
  group: "A group",
  profile: "A profile",
  everyone: "Everyone",
};

interface ForProps {
  readonly value: OrderFor;
  readonly choices: OrderChoices;
  readonly onChange: (next: OrderFor) => void;
}

export function ForField({ value, choices, onChange }: ForProps) {
  const offered = (["user", "device", "group", "profile", "everyone"] as const).filter(
    (kind) =>
      (kind !== "group" || choices.groups.length > 0) &&
      (kind !== "profile" || choices.profiles.length > 0),
  );
  const named = value.kind === "group" ? choices.groups : choices.profiles;
  return (
    <div class="field-pair">
      <div>
        <label for="for-kind">For whom</label>
        <select
          id="for-kind"
          value={value.kind}
          onChange={(event) => {
            const kind = event.currentTarget.value as Audience;
            const first = kind === "group" ? choices.groups[0] : choices.profiles[0];
            const isNamed = kind === "group" || kind === "profile";
            onChange({ kind, value: isNamed ? (first?.id ?? "") : "" });
          }}
        >
          {offered.map((kind) => (
            <option key={kind} value={kind}>
              {audienceWords[kind]}
            </option>
          ))}
        </select>
      </div>
      {(value.kind === "user" || value.kind === "device") && (
        <div>
          <label for="for-value">
            {value.kind === "user" ? "The pupil’s school address" : "The Chromebook’s label"}
          </label>
          <input
            id="for-value"
            type="text"
            required
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxLength={200}
            value={value.value}
            onInput={(event) => onChange({ ...value, value: event.currentTarget.value })}
          />
        </div>
      )}
      {(value.kind === "group" || value.kind === "profile") && (
        <div>
          <label for="for-value">{value.kind === "group" ? "Which group" : "Which profile"}</label>
          <select
            id="for-value"
            value={value.value}
            onChange={(event) => onChange({ ...value, value: event.currentTarget.value })}
          >
            {named.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}

/** The usual times up to the longest that is allowed, that one included, and `also`. */
export function minuteChoices(longest: number, also: number): readonly number[] {
  const all = new Set([...unlockMinutes.filter((one) => one <= longest), longest, also]);
  return [...all].filter((one) => one <= longest).sort((left, right) => left - right);
}

export function minutesWords(minutes: number): string {
  if (minutes < 60 || minutes % 30 !== 0) return plural(minutes, "minute", "minutes");
  return minutes === 60 ? "1 hour" : `${minutes / 60} hours`;
}

export function MinutesField({
  value,
  longest,
  onChange,
}: {
  readonly value: number;
  readonly longest: number;
  readonly onChange: (next: number) => void;
}) {
  return (
    <div>
      <label for="minutes">For how long</label>
      <select
        id="minutes"
        value={String(value)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {minuteChoices(longest, value).map((minutes) => (
          <option key={minutes} value={String(minutes)}>
            {minutesWords(minutes)}
          </option>
        ))}
      </select>
    </div>
  );
}

export function WhyField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (next: string) => void;
}) {
  return (
    <div>
      <label for="why">Why</label>
      <input
        id="why"
        type="text"
        required
        autocomplete="off"
        maxLength={300}
        aria-describedby="why-hint"
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p id="why-hint" class="small soft">
        Such as “Year 9 RE, set text”. It stays in the audit: name no pupil.
      </p>
    </div>
  );
}
