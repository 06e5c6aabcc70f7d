// The school's keys in the settings: make them, print the sheet, let a second person in, take one out.
import { useState } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import { addHolder, askForKey, beginKeys, removeHolder, resealAll } from "./change-keys.ts";
import { Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import type { KeyState } from "./key-state.ts";
import { faultOfPassphrase, rewrap } from "./keyring.ts";
import { SecretField } from "./secret-field.tsx";
import { longTime } from "./time.ts";
import { useAct, type Acting } from "./use-act.ts";
import { plural } from "./words.ts";

interface Props extends Pick<ViewProps, "api" | "onSignedOut"> {
  readonly session: DeskSession;
  readonly keys: KeyState;
}

export function KeyCard({ api, session, keys, onSignedOut }: Props) {
  const { standing, answer } = keys;
  const ring = standing === "open" ? keys.ring : undefined;
  const acting = useAct(onSignedOut, () => keys.reload());
  const [sheet, setSheet] = useState("");
  const [progress, setProgress] = useState("");
  const mayManage = session.may.includes("manage-keys");
  const name = session.fullName === "" ? session.name : session.fullName;
  if (answer === undefined) return null;

  const make = async (passphrase: string): Promise<void> => {
    const atMs = Date.now();
    if (standing === "none") {
      const holder = { account: session.name, name };
      const begun = await acting.act(
        beginKeys(api, holder, passphrase, atMs),
        "The keys are made.",
      );
      if (begun === undefined) return;
      keys.take(begun.ring);
      setSheet(begun.recoveryCode);
    } else {
      const asked = await acting.act(
        askForKey(api, name, passphrase, atMs),
        "Your key is made. Ask somebody who holds a key to add it.",
      );
      if (asked !== undefined) setSheet(asked.recoveryCode);
    }
  };

  const sealAnew = async (): Promise<void> => {
    if (ring === undefined) return;
    const show = (done: number) => setProgress(`${plural(done, "event", "events")} sealed anew …`);
    const all = await acting.act(resealAll(api, answer, ring, show), "");
    if (all === undefined) return;
    const closed =
      all.closed === 0 ? "" : ` ${plural(all.closed, "was", "were")} not yours to open.`;
    setProgress(
      `Done: ${plural(all.done, "event is", "events are")} sealed to everybody here.${closed}`,
    );
  };

  const admit = async (account: string, holder: string): Promise<void> => {
    if (ring === undefined) return;
    await acting.act(
      addHolder(api, answer, ring, account, Date.now()),
      `${holder} opens what comes in from now on. For what is here already, seal it anew.`,
    );
  };

  return (
    <section class="card stack" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys to what is sealed</h2>
      <p class="soft">{standingWords[standing]}</p>
      <Trouble words={acting.trouble} />
      <p role="status" class={acting.done === "" ? "" : "notice notice-good"}>
        {acting.done}
      </p>
      {sheet !== "" && (
        <Sheet code={sheet} name={name} school={session.school} onKept={() => setSheet("")} />
      )}
      {(standing === "stranger" || (standing === "none" && mayManage)) && (
        <MakeForm acting={acting} isFirst={standing === "none"} onMake={make} />
      )}
      {answer.holders.length > 0 && (
        <ul class="key-list" aria-label="Who holds a key">
          {answer.holders.map(({ account, key }) => (
            <li key={key.kid}>
              <span>
                <strong>{key.holder}</strong>
                <span class="small soft">
                  {account === session.name ? "you, " : ""}since {longTime(key.addedAtMs)}, key{" "}
                  <code>{key.kid.slice(0, 8)}</code>
                </span>
              </span>
              {mayManage && ring !== undefined && account !== session.name && (
                <button
                  type="button"
                  disabled={acting.busy}
                  onClick={() =>
                    void acting.act(
                      removeHolder(api, answer, ring, key.kid, Date.now()),
                      `${key.holder} opens nothing that comes in from now on.`,
                    )
                  }
                >
                  Take out
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {answer.holders.length === 1 && standing !== "none" && (
        <p class="notice">
          Only one person holds a key. If they leave and the sheet is lost, what is sealed stays
          closed for ever: let a second person in today.
        </p>
      )}
      {mayManage &&
        answer.asking.map(({ account, key }) => (
          <div class="key-ask" key={key.kid}>
            <p>
              <strong>{key.holder}</strong> ({account}) asks for a key. Compare its first eight
              signs with them, face to face: <code>{key.kid.slice(0, 8)}</code>
            </p>
            <div class="buttons">
              <button
                type="button"
                class="primary"
                disabled={acting.busy || ring === undefined}
                onClick={() => void admit(account, key.holder)}
              >
                Let them in
              </button>
              <button
                type="button"
                disabled={acting.busy}
                onClick={() => void acting.act(api.refuseKey(account), "The key was refused.")}
              >
                Refuse
              </button>
            </div>
          </div>
        ))}
      {ring !== undefined && mayManage && answer.holders.length > 1 && (
        <div class="buttons">
          <button type="button" disabled={acting.busy} onClick={() => void sealAnew()}>
            Seal everything anew for all of these
          </button>
        </div>
      )}
      <p role="status">{progress}</p>
      {standing === "open" && (
        <div class="buttons">
          <button type="button" onClick={() => keys.lock()}>
            Lock this page
          </button>
        </div>
      )}
      {standing === "locked" && <Forgotten api={api} keys={keys} acting={acting} />}
    </section>
  );
}

const standingWords: Readonly<Record<KeyState["standing"], string>> = {
  unknown: "",
  none: "Nothing is sealed yet: what pupils write and what is noticed about them stands readable in the collector’s database. Once a key is made, each Chromebook seals it to the people below before it stores it, and the collector holds nothing that anybody there could read.",
  stranger: "What comes in is sealed to the people below. You hold no key.",
  asked: "You have made a key. Somebody below who holds one has to add it.",
  locked: "What comes in is sealed to the people below. Your key is locked.",
  open: "What comes in is sealed to the people below. Your key is open in this page.",
};

interface MakeProps {
  readonly acting: Acting;
  readonly isFirst: boolean;
  readonly onMake: (passphrase: string) => Promise<void>;
}

function MakeForm({ acting, isFirst, onMake }: MakeProps) {
  const [first, setFirst] = useState("");
  const [again, setAgain] = useState("");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fault = faultOfPassphrase(first);
    if (fault !== "") acting.say(fault);
    else if (first !== again) acting.say("The passphrase was not typed the same twice.");
    else {
      await onMake(first);
      setFirst("");
      setAgain("");
    }
  }

  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <p>
        Choose a passphrase that is not your password: three or four words that only you would put
        together. Nobody can look it up or reset it. You will also get a sheet to print; it opens
        your key if you forget the passphrase.
      </p>
      <SecretField id="key-first" label="Passphrase" value={first} onValue={setFirst} />
      <SecretField id="key-again" label="Passphrase again" value={again} onValue={setAgain} />
      <div class="buttons">
        <button class="primary" disabled={acting.busy}>
          {acting.busy ? "Making …" : isFirst ? "Make the school’s keys" : "Make my key"}
        </button>
      </div>
    </form>
  );
}

interface SheetProps {
  readonly code: string;
  readonly name: string;
  readonly school: string;
  readonly onKept: () => void;
}

/** Shown once. Of the whole page only this is printed. */
function Sheet({ code, name, school, onKept }: SheetProps) {
  return (
    <div class="sheet" role="region" aria-label="Recovery sheet">
      <h3>Recovery sheet: {name}</h3>
      <p>
        {school === "" ? "" : `${school}. `}This code opens the safeguarding key of {name} if the
        passphrase is forgotten. Print it, put it into a sealed envelope, and keep it in the safe.
        It is shown this once, and stands nowhere else.
      </p>
      <p class="one-time">
        <code>{code}</code>
      </p>
      <p class="small">
        To use it: Settings, “Keys to what is sealed”, “I have forgotten my passphrase”.
      </p>
      <div class="buttons no-print">
        <button type="button" class="primary" onClick={() => print()}>
          Print
        </button>
        <button type="button" onClick={onKept}>
          I have it on paper
        </button>
      </div>
    </div>
  );
}

interface ForgottenProps extends Pick<Props, "api" | "keys"> {
  readonly acting: Acting;
}

function Forgotten({ api, keys, acting }: ForgottenProps) {
  const [code, setCode] = useState("");
  const [next, setNext] = useState("");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const own = keys.answer?.own;
    if (own === null || own === undefined) return;
    const fault = faultOfPassphrase(next);
    if (fault !== "") {
      acting.say(fault);
      return;
    }
    const { account: _account, ...held } = own;
    const wrapped = await rewrap(held, code, next);
    if (wrapped === undefined) {
      acting.say(
        "This code does not open your key. Please compare it with the sheet, sign by sign.",
      );
      return;
    }
    const done = await acting.act(
      api.changePassphrase(wrapped),
      "The new passphrase counts from now on.",
    );
    if (done !== undefined) {
      setCode("");
      setNext("");
    }
  }

  return (
    <details>
      <summary>I have forgotten my passphrase</summary>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <label for="key-code">The code on your recovery sheet</label>
        <input
          id="key-code"
          autocomplete="off"
          required
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <SecretField id="key-next" label="A new passphrase" value={next} onValue={setNext} />
        <div class="buttons">
          <button disabled={acting.busy}>Use the sheet</button>
        </div>
      </form>
    </details>
  );
}
