// Adding somebody who is told, or changing of what and when.
import type { TargetedInputEvent } from "preact";
import { useState } from "preact/hooks";
import { severities, themes, worryKinds, type Severity } from "../../lib/contract/vocabulary.ts";
import type { AlertsAnswer, ContactInput, DeskContact } from "../alerts/desk-types.ts";
import {
  contactTimes,
  coverAll,
  onCallPlaces,
  type AlertContact,
  type AlertCover,
} from "../review/alert-rules.ts";
import { placeWords, whenWords } from "./alert-words.ts";
import { severityWords, themeWords, worryWords } from "./words.ts";

interface Props {
  readonly value: AlertsAnswer;
  /** Given: it is changed. Where messages go to stays; another address is another contact. */
  readonly contact?: DeskContact;
  readonly busy: boolean;
  readonly onSave: (input: ContactInput) => Promise<void>;
  readonly onCancel: () => void;
}

export function ContactForm({ value, contact, busy, onSave, onCancel }: Props) {
  const [input, setInput] = useState<ContactInput>(
    contact ?? {
      name: "",
      channel: "email",
      target: "",
      place: Math.min(onCallPlaces, value.contacts.length + 1),
      when: "always",
      cover: coverAll,
      digest: value.contacts.length === 0,
    },
  );
  const set = (change: Partial<ContactInput>) => setInput({ ...input, ...change });
  const setCover = (change: Partial<AlertCover>) => set({ cover: { ...input.cover, ...change } });
  const { channel, cover } = input;
  const target = {
    id: "contact-target",
    required: true,
    maxLength: 300,
    value: input.target,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) =>
      set({ target: event.currentTarget.value }),
  };
  const title = contact === undefined ? "Add somebody" : `Change ${contact.name}`;
  return (
    <form
      class="card stack"
      aria-labelledby="contact-title"
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(input);
      }}
    >
      <h2 id="contact-title">{title}</h2>
      <div class="field-pair">
        <div>
          <label for="contact-name">Name</label>
          <input
            id="contact-name"
            type="text"
            required
            maxLength={80}
            autocomplete="off"
            value={input.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </div>
        {contact === undefined && (
          <div>
            <label for="contact-channel">How</label>
            <select
              id="contact-channel"
              value={channel}
              onChange={(event) =>
                set({ channel: event.currentTarget.value === "webhook" ? "webhook" : "email" })
              }
            >
              <option value="email">E-mail</option>
              <option value="webhook">A system of the school (webhook)</option>
            </select>
          </div>
        )}
        {contact === undefined && (
          <div>
            <label for="contact-target">
              {channel === "email" ? "E-mail address" : "Address, beginning with https://"}
            </label>
            {channel === "email" ? (
              <input type="email" {...target} />
            ) : (
              <input type="url" {...target} />
            )}
          </div>
        )}
      </div>
      <div class="field-pair">
        <div>
          <label for="contact-place">Place in the on-call order</label>
          <select
            id="contact-place"
            value={String(input.place ?? "")}
            aria-describedby="place-hint"
            onChange={(event) => {
              const { value: chosen } = event.currentTarget;
              set({ place: chosen === "" ? null : Number(chosen) });
            }}
          >
            {Array.from({ length: onCallPlaces }, (_, index) => (
              <option key={index} value={String(index + 1)}>
                {placeWords(index + 1)}
              </option>
            ))}
            <option value="">{placeWords(null)}</option>
          </select>
          <p id="place-hint" class="small soft">
            Those who share a place are told together.
          </p>
        </div>
        <div>
          <label for="contact-when">When</label>
          <select
            id="contact-when"
            value={input.when}
            onChange={(event) => set({ when: event.currentTarget.value as AlertContact["when"] })}
          >
            {contactTimes.map((when) => (
              <option key={when} value={when}>
                {whenWords[when]}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="contact-from">Findings from</label>
          <select
            id="contact-from"
            value={cover.from}
            onChange={(event) => setCover({ from: event.currentTarget.value as Severity })}
          >
            {severities.map((severity) => (
              <option key={severity} value={severity}>
                {severityWords[severity]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <details class="some" open={cover.whats.length + cover.profiles.length > 0}>
        <summary>Only some subjects or profiles</summary>
        <p class="small soft">
          Nothing ticked means all. A worry or a critical finding that nobody covers goes to
          everybody who is on call.
        </p>
        <Choices
          legend="Themes of findings"
          all={themes}
          words={themeWords}
          chosen={cover.whats}
          onChoose={(whats) => setCover({ whats })}
        />
        <Choices
          legend="What pupils worry about"
          all={worryKinds}
          words={worryWords}
          chosen={cover.whats}
          onChoose={(whats) => setCover({ whats })}
        />
        {value.profiles.length > 0 && (
          <Choices
            legend="Profiles"
            all={value.profiles.map(({ id }) => id)}
            words={Object.fromEntries(value.profiles.map((one) => [one.id, one.title]))}
            chosen={cover.profiles}
            onChoose={(profiles) => setCover({ profiles })}
          />
        )}
      </details>
      <label class="choice">
        <input
          type="checkbox"
          checked={input.digest}
          onChange={(event) => set({ digest: event.currentTarget.checked })}
        />
        The weekly digest too: how many cases, never which
      </label>
      <div class="buttons">
        <button class="primary" disabled={busy}>
          {busy ? "One moment …" : contact === undefined ? "Add and confirm" : "Save"}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface ChoicesProps<Word extends string, Chosen extends string> {
  readonly legend: string;
  readonly all: readonly Word[];
  readonly words: Readonly<Record<Word, string>>;
  /** May hold words of other lists too; they stay. */
  readonly chosen: readonly Chosen[];
  readonly onChoose: (chosen: readonly (Word | Chosen)[]) => void;
}

function Choices<Word extends string, Chosen extends string>({
  legend,
  all,
  words,
  chosen,
  onChoose,
}: ChoicesProps<Word, Chosen>) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {all.map((one) => (
        <label key={one} class="choice">
          <input
            type="checkbox"
            checked={(chosen as readonly string[]).includes(one)}
            onChange={(event) =>
              onChoose(
                event.currentTarget.checked
                  ? [...chosen, one]
                  : chosen.filter((other) => (other as string) !== one),
              )
            }
          />
          {words[one]}
        </label>
      ))}
    </fieldset>
  );
}
