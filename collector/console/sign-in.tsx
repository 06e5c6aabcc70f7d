// The door of the desk.
import { useRef, useState } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import type { DeskApi } from "./api.ts";
import { GateIcon } from "./icons.tsx";
import { SecretField } from "./secret-field.tsx";

interface Props {
  readonly api: DeskApi;
  /** A session ended by itself: say so. */
  readonly ended: boolean;
  readonly onSignedIn: (session: DeskSession) => void;
}

export function SignIn({ api, ended, onSignedIn }: Props) {
  const [name, setName] = useState("dsl");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const field = useRef<HTMLInputElement>(null);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setTrouble("");
    const reply = await api.signIn(name, password);
    setBusy(false);
    if (reply.ok) {
      onSignedIn(reply.value);
      return;
    }
    setTrouble(reply.status === 401 ? "The name or the password is not right." : reply.words);
    field.current?.focus();
    field.current?.select();
  }

  return (
    <main class="door">
      <form class="card door-card" onSubmit={submit}>
        <GateIcon />
        <h1>Schoolgate desk</h1>
        <p class="soft">For the safeguarding lead and the staff of this school.</p>
        {ended && (
          <p class="notice" role="status">
            Your session has ended. Nothing was lost: sign in to go on.
          </p>
        )}
        <label for="name">Name</label>
        <input
          id="name"
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <SecretField
          id="password"
          name="password"
          label="Password"
          value={password}
          onValue={setPassword}
          autocomplete="current-password"
          input={field}
          describedBy="sign-in-trouble"
          isInvalid={trouble !== ""}
          canShow
        />
        <p id="sign-in-trouble" class="trouble" role="alert">
          {trouble}
        </p>
        <button class="primary wide" disabled={busy}>
          {busy ? "Signing in …" : "Sign in"}
        </button>
        <p class="small soft">
          Every sign-in and every case that is opened is recorded. No password? Ask whoever looks
          after accounts at the desk.
        </p>
      </form>
    </main>
  );
}
