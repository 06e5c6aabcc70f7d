// The account: its password, its session, the way out.
import { useState } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import { Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { KeepingCard } from "./keeping-card.tsx";
import { longTime } from "./time.ts";

interface Props extends ViewProps {
  readonly session: DeskSession;
  readonly onChanged: (session: DeskSession) => void;
  readonly onLeft: () => void;
}

const charsLeast = 10;

export function SettingsView({ api, tick, session, onChanged, onLeft, onSignedOut }: Props) {
  const [now, setNow] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [done, setDone] = useState("");

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

  const field = (
    id: string,
    label: string,
    value: string,
    set: (text: string) => void,
    auto: string,
  ) => (
    <>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        autocomplete={auto}
        required
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </>
  );

  return (
    <>
      <div class="head">
        <h1>Settings</h1>
      </div>
      <div class="settings">
        <form class="card" onSubmit={submit} aria-labelledby="password-title">
          <h2 id="password-title">Change the password</h2>
          <p class="soft">
            At least {charsLeast} characters. Three or four words that do not belong together are
            good. Last changed {longTime(session.passwordAtMs)}.
          </p>
          <input hidden autocomplete="username" value={session.name} readOnly />
          {field("now", "Present password", now, setNow, "current-password")}
          {field("next", "New password", next, setNext, "new-password")}
          {field("again", "New password again", again, setAgain, "new-password")}
          <Trouble words={trouble} />
          <p role="status" class={done === "" ? "" : "notice notice-good"}>
            {done}
          </p>
          <button class="primary" disabled={busy}>
            {busy ? "Changing …" : "Change the password"}
          </button>
        </form>
        <KeepingCard api={api} tick={tick} onSignedOut={onSignedOut} />
        <section class="card" aria-labelledby="session-title">
          <h2 id="session-title">This session</h2>
          <dl class="facts">
            <dt>Signed in as</dt>
            <dd>{session.name}</dd>
            <dt>Since</dt>
            <dd>{longTime(session.signedInAtMs)}</dd>
            <dt>Ends</dt>
            <dd>After an hour without use, at the latest {longTime(session.endsAtMs)}</dd>
          </dl>
          <button
            type="button"
            onClick={() =>
              void api.signOut().then((reply) => {
                // Never pretend: if the collector did not hear it, the session is still open.
                if (reply.ok || reply.status === 401) onLeft();
                else setTrouble(reply.words);
              })
            }
          >
            Sign out
          </button>
        </section>
      </div>
    </>
  );
}
