// Above the concerns: what is sealed is closed until the reader gives their passphrase, and how to come by a key.
import { useState } from "preact/hooks";
import { Trouble } from "./bits.tsx";
import type { KeyState } from "./key-state.ts";
import { SecretField } from "./secret-field.tsx";

export function KeyBar({ keys, mayMake }: { readonly keys: KeyState; readonly mayMake: boolean }) {
  const { standing } = keys;
  if (standing === "locked") return <UnlockForm keys={keys} />;
  if (standing === "none" && mayMake) {
    return (
      <aside class="card key-bar">
        <p>
          <strong>Nothing is sealed yet.</strong> Make your school’s keys, and from then on only the
          people you choose can read what comes in: not the collector, not its backups, not IT.
        </p>
        <a class="button" href="#/settings">
          Make the keys
        </a>
      </aside>
    );
  }
  if (standing === "stranger" || standing === "asked") {
    return (
      <aside class="card key-bar">
        <p>
          <strong>Names and words are sealed, and you hold no key.</strong>{" "}
          {standing === "asked"
            ? "You have asked for one: somebody who holds a key adds yours under Settings."
            : "Make one under Settings; somebody who holds a key then adds it."}
        </p>
        {standing === "stranger" && (
          <a class="button" href="#/settings">
            Make my key
          </a>
        )}
      </aside>
    );
  }
  return null;
}

function UnlockForm({ keys }: { readonly keys: KeyState }) {
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const words = await keys.unlock(passphrase);
    setBusy(false);
    setTrouble(words);
    if (words === "") setPassphrase("");
  }

  return (
    <form class="card key-bar" onSubmit={(event) => void submit(event)}>
      <SecretField
        id="unlock-passphrase"
        label={
          <>
            <strong>Names and words are sealed.</strong> Your passphrase opens them, in this browser
            only, until you close this page.
          </>
        }
        value={passphrase}
        onValue={setPassphrase}
        beside={
          <button class="primary" disabled={busy}>
            {busy ? "Opening …" : "Open"}
          </button>
        }
      />
      <Trouble words={trouble} />
    </form>
  );
}
