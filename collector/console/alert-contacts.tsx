// Who is told, in the on-call order, and what can be done about each.
import { useState } from "preact/hooks";
import type { AlertsAnswer, DeskContact } from "../alerts/desk-types.ts";
import { ContactForm } from "./alert-contact-form.tsx";
import { coverWords, placeWords, whenWords } from "./alert-words.ts";
import type { DeskApi } from "./api.ts";
import { Table } from "./table.tsx";
import type { Acting } from "./use-act.ts";

interface Props {
  readonly api: DeskApi;
  readonly value: AlertsAnswer;
  readonly acting: Acting;
}

export function AlertContacts({ api, value, acting }: Props) {
  const [changing, setChanging] = useState<string | undefined>(undefined);
  const { contacts, mayManage } = value;
  const changed = contacts.find(({ id }) => id === changing);
  if (contacts.length === 0) return <p>Nobody yet. Begin with yourself.</p>;
  return (
    <>
      <Table
        label="Who is told"
        heads={["On call", "Who", "Told of", "When", "State"]}
        {...(mayManage ? { actions: "What you can do" } : {})}
      >
        {contacts.map((contact) => (
          <Row
            key={contact.id}
            api={api}
            contact={contact}
            value={value}
            acting={acting}
            onChange={() => setChanging(contact.id)}
          />
        ))}
      </Table>
      {changed !== undefined && (
        <ContactForm
          key={changed.id}
          value={value}
          contact={changed}
          busy={acting.busy}
          onCancel={() => setChanging(undefined)}
          onSave={async ({ name, place, when, cover, digest }) => {
            const change = { name, place, when, cover, digest };
            const words = `${name}: saved.`;
            const answer = await acting.act(api.changeContact(changed.id, change), words);
            if (answer !== undefined) setChanging(undefined);
          }}
        />
      )}
    </>
  );
}

interface RowProps extends Props {
  readonly contact: DeskContact;
  readonly onChange: () => void;
}

function Row({ api, contact, value, acting, onChange }: RowProps) {
  const { id, name, target, channel, place, when, cover, confirmedAtMs, digest } = contact;
  const titles = new Map(value.profiles.map((profile) => [profile.id, profile.title]));
  return (
    <tr>
      <td>{placeWords(place)}</td>
      <th scope="row">
        {name}
        <span class="small soft address">
          {channel === "webhook" && "Webhook "}
          {target}
        </span>
      </th>
      <td>
        {place === null ? "" : coverWords(cover, titles)}
        {digest && <span class="small soft block">Weekly digest</span>}
      </td>
      <td>{place === null ? "" : whenWords[when]}</td>
      <td>
        <ContactState contact={contact} />
      </td>
      {value.mayManage && (
        <td>
          {confirmedAtMs === null ? (
            <Confirm api={api} contact={contact} acting={acting} />
          ) : (
            <div class="buttons">
              <button
                type="button"
                disabled={acting.busy}
                onClick={() =>
                  void acting.act(
                    api.testContact(id),
                    `A test message to ${name} is on its way: the list below says what became of it.`,
                  )
                }
              >
                Test<span class="unseen"> message to {name}</span>
              </button>
              <button type="button" disabled={acting.busy} onClick={onChange}>
                Change<span class="unseen"> {name}</span>
              </button>
              <Remove api={api} contact={contact} acting={acting} />
            </div>
          )}
        </td>
      )}
    </tr>
  );
}

function ContactState({ contact }: { readonly contact: DeskContact }) {
  const { confirmedAtMs, isFailing } = contact;
  if (confirmedAtMs === null) {
    return (
      <>
        <span class="tag tag-high">Not confirmed</span>
        <span class="small soft block">{stateOfCode(contact)}</span>
      </>
    );
  }
  return isFailing ? (
    <span class="tag tag-critical">Cannot be reached</span>
  ) : (
    <span class="pill">Confirmed</span>
  );
}

function stateOfCode({ channel, isCodeOut, isFailing }: DeskContact): string {
  if (isFailing) return "The code has not arrived";
  return channel === "webhook" || isCodeOut ? "Not used until then" : "The code has run out";
}

type ActProps = Pick<RowProps, "api" | "contact" | "acting">;

function Confirm({ api, contact, acting }: ActProps) {
  const [code, setCode] = useState("");
  const { id, name, channel } = contact;
  const words = `${name} is confirmed and will be told from now on.`;
  const field = `code-${id}`;
  return (
    <form
      class="confirm"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.act(api.confirmContact(id, code), words);
      }}
    >
      {channel === "email" && (
        <>
          <label for={field}>
            Code<span class="unseen"> that {name} was sent</span>
          </label>
          <input
            id={field}
            type="text"
            inputMode="numeric"
            autocomplete="off"
            required
            maxLength={9}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </>
      )}
      <div class="buttons">
        <button disabled={acting.busy}>
          {channel === "email" ? "Confirm" : "Check it"}
          <span class="unseen"> {name}</span>
        </button>
        {channel === "email" && (
          <button
            type="button"
            disabled={acting.busy}
            onClick={() =>
              void acting.act(api.newCode(id), `A new code is on its way to ${contact.target}.`)
            }
          >
            New code<span class="unseen"> for {name}</span>
          </button>
        )}
        <Remove api={api} contact={contact} acting={acting} />
      </div>
    </form>
  );
}

/** Asked once more: whoever is removed is told nothing from then on. */
function Remove({ api, contact: { id, name }, acting }: ActProps) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <button type="button" disabled={acting.busy} onClick={() => setAsked(true)}>
        Remove<span class="unseen"> {name}</span>
      </button>
    );
  }
  return (
    <>
      <button
        type="button"
        class="danger"
        disabled={acting.busy}
        onClick={() => void acting.act(api.removeContact(id), `${name} is told nothing any more.`)}
      >
        Yes, remove<span class="unseen"> {name}</span>
      </button>
      <button type="button" onClick={() => setAsked(false)}>
        Keep<span class="unseen"> {name}</span>
      </button>
    </>
  );
}
