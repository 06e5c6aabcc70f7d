// The name under which somebody opens sites: pupils and colleagues read it, and a code is made over it.
import { useState } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import type { DeskApi } from "./api.ts";
import { Trouble } from "./bits.tsx";
import { useAct } from "./use-act.ts";

interface Props {
  readonly api: DeskApi;
  readonly session: DeskSession;
  readonly onChanged: (session: DeskSession) => void;
  readonly onSignedOut: () => void;
}

export function NameForm({ api, session, onChanged, onSignedOut }: Props) {
  const [fullName, setFullName] = useState(session.fullName);
  const { act, busy, trouble, done } = useAct(onSignedOut, async () => undefined);
  return (
    <form
      class="card"
      aria-labelledby="name-title"
      onSubmit={(event) => {
        event.preventDefault();
        void act(api.changeName(fullName), "Your name is changed.").then((changed) => {
          if (changed !== undefined) onChanged(changed);
        });
      }}
    >
      <h2 id="name-title">Your name</h2>
      <p class="soft">As pupils read it where you opened a site, and as you type it with a code.</p>
      <label for="full-name">Name</label>
      <input
        id="full-name"
        type="text"
        required
        maxLength={80}
        autocomplete="name"
        placeholder={session.name}
        value={fullName}
        onInput={(event) => setFullName(event.currentTarget.value)}
      />
      <Trouble words={trouble} />
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      <button class="primary" disabled={busy}>
        Keep the name
      </button>
    </form>
  );
}
