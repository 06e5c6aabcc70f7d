// The account: its password, its session, the way out.
import { useState } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import { Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { KeyCard } from "./key-card.tsx";
import type { KeyState } from "./key-state.ts";
import { KeepingCard } from "./keeping-card.tsx";
import { NameForm } from "./name-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";
import { longTime } from "./time.ts";
import { roleWords } from "./words.ts";

interface Props extends ViewProps {
  readonly session: DeskSession;
  readonly keys: KeyState;
  readonly onChanged: (session: DeskSession) => void;
  readonly onLeft: () => void;
}

export function SettingsView({ api, tick, session, keys, onChanged, onLeft, onSignedOut }: Props) {
  const [trouble, setTrouble] = useState("");

  return (
    <>
      <div class="head">
        <h1>Settings</h1>
      </div>
      <SettingsTabs view="settings" may={session.may} />
      <div class="settings">
        <PasswordForm api={api} session={session} onChanged={onChanged} onSignedOut={onSignedOut} />
        <NameForm api={api} session={session} onChanged={onChanged} onSignedOut={onSignedOut} />
        <KeyCard api={api} session={session} keys={keys} onSignedOut={onSignedOut} />
        <KeepingCard api={api} tick={tick} onSignedOut={onSignedOut} />
        <section class="card" aria-labelledby="session-title">
          <h2 id="session-title">This session</h2>
          <dl class="facts">
            <dt>Signed in as</dt>
            <dd>
              {session.fullName === "" ? session.name : `${session.fullName} (${session.name})`}
            </dd>
            <dt>Role</dt>
            <dd>{roleWords[session.role]}</dd>
            <dt>Since</dt>
            <dd>{longTime(session.signedInAtMs)}</dd>
            <dt>Ends</dt>
            <dd>After an hour without use, at the latest {longTime(session.endsAtMs)}</dd>
          </dl>
          <Trouble words={trouble} />
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
