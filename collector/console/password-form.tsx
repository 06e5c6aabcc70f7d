// Choosing a password: in the settings, and before anything else where one was given out.
import { useState } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import type { DeskApi } from "./api.ts";
import { Trouble } from "./bits.tsx";
import { SecretField } from "./secret-field.tsx";
import { longTime } from "./time.ts";

interface Props {
  readonly api: DeskApi;
  readonly session: DeskSession;
  readonly onChanged: (session: DeskSession) => void;
  readonly onSignedOut: () => void;
}

const charsLeast = 10;

export function PasswordForm({ api, session, onChanged, onSignedOut }: Props) {
  const [now, setNow] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [done, setDone] = useState("");
  const isFirst = session.mustChoosePassword;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setDone("");
    if (next.length < charsLeast) {
      setTrouble(`The new password needs at least ${charsLeast} characters.`);
      return;
    }
    if (next !== again) {
      setTrouble("The new password was not typed the same twice.");
      return;
    }
    setBusy(true);
    const reply = await api.changePassword(now, next);
    setBusy(false);
    if (reply.ok) {
      setTrouble("");
      setNow("");
      setNext("");
      setAgain("");
      setDone("The password is changed. Any other session has been signed out.");
      onChanged(reply.value);
    } else if (reply.status === 401) onSignedOut();
    else setTrouble(reply.status === 403 ? "The present password is not right." : reply.words);
  }

  return (
    <form class="card" onSubmit={submit} aria-labelledby="password-title">
      <h2 id="password-title">{isFirst ? "Choose your own password" : "Change the password"}</h2>
      <p class="soft">
        At least {charsLeast} characters. Three or four words that do not belong together are good.
        {!isFirst && ` Last changed ${longTime(session.passwordAtMs)}.`}
      </p>
      <input hidden autocomplete="username" value={session.name} readOnly />
      <SecretField
        id="now"
        label={isFirst ? "The one-time password" : "Present password"}
        value={now}
        onValue={setNow}
        autocomplete="current-password"
      />
      <SecretField
        id="next"
        label="New password"
        value={next}
        onValue={setNext}
        autocomplete="new-password"
      />
      <SecretField
        id="again"
        label="New password again"
        value={again}
        onValue={setAgain}
        autocomplete="new-password"
      />
      <Trouble words={trouble} />
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      <button class="primary" disabled={busy}>
        {busy ? "Changing …" : isFirst ? "Choose it" : "Change the password"}
      </button>
    </form>
  );
}
