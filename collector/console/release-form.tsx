// A new policy: put in, checked, what changes, who and why, and to whom it goes first.
import { useEffect, useRef, useState } from "preact/hooks";
import type { PolicyCheckAnswer, PolicyPage } from "../desk-types.ts";
import type { DeskApi } from "./api.ts";
import { Trouble } from "./bits.tsx";
import type { PolicyDraft } from "./policy-draft.ts";
import { useAct } from "./use-act.ts";
import { plural } from "./words.ts";

interface Props {
  readonly api: DeskApi;
  readonly now: PolicyPage;
  readonly draft: PolicyDraft | undefined;
  readonly reload: () => Promise<void>;
  readonly onSignedOut: () => void;
}

export function ReleaseForm({ api, now, draft, reload, onSignedOut }: Props) {
  const [text, setText] = useState(draft?.text ?? "");
  const [isShown, setShown] = useState(draft !== undefined);
  const [stage, setStage] = useState(draft === undefined ? "pilot" : "");
  const [why, setWhy] = useState(draft?.why ?? "");
  const [checked, setChecked] = useState<PolicyCheckAnswer | undefined>(undefined);
  // The release that the draft was checked against: one that comes in between is told.
  const [against, setAgainst] = useState(now.serial);
  const { act, busy, trouble, done, say, clear } = useAct(onSignedOut, reload);
  const result = useRef<HTMLDivElement>(null);

  async function check(given: string, forStage: string): Promise<void> {
    clear();
    const reply = await api.checkPolicy({ text: given, stage: forStage });
    if (!reply.ok) {
      if (reply.status === 401) onSignedOut();
      say(reply.words);
      return;
    }
    setAgainst(now.serial);
    setChecked(reply.value);
  }
  useEffect(() => {
    if (draft !== undefined) void check(draft.text, "");
  }, []);
  useEffect(() => {
    if (checked !== undefined) result.current?.focus({ preventScroll: true });
  }, [checked]);

  const put = (next: string) => {
    setText(next);
    setChecked(undefined);
  };

  async function load(): Promise<void> {
    const reply = await api.policyText();
    if (reply.ok) put(reply.value.text);
    else if (reply.status === 401) onSignedOut();
    else say(reply.words);
  }

  if (!isShown) {
    return (
      <div class="stack">
        <p role="status" class={done === "" ? "" : "notice notice-good"}>
          {done}
        </p>
        <div class="buttons">
          <button
            type="button"
            class="primary"
            onClick={() => {
              clear();
              setShown(true);
            }}
          >
            Release a new policy …
          </button>
        </div>
      </div>
    );
  }
  return (
    <form
      class="card stack"
      aria-labelledby="release-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (checked === undefined) void check(text, stage);
        else if (checked.usable) {
          const toWhom = stage === "" ? "everybody" : `the stage ${stage}`;
          const words = `Version ${checked.version} is released to ${toWhom}.`;
          void act(api.releasePolicy({ text, stage, why, now: against }), words).then((made) => {
            if (made === undefined) return;
            setText("");
            setWhy("");
            setChecked(undefined);
            setShown(false);
          });
        }
      }}
    >
      <h2 id="release-title">Release a new policy</h2>
      <div class="buttons">
        <label class="button file-button">
          Choose a file …
          <input
            class="unseen"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file !== undefined) void file.text().then(put);
            }}
          />
        </label>
        {now.from !== "none" && (
          <button type="button" onClick={() => void load()}>
            Begin with the one in force
          </button>
        )}
      </div>
      <div>
        <label for="policy-text">The policy (JSON)</label>
        <textarea
          id="policy-text"
          class="code-text"
          rows={checked === undefined ? 14 : 6}
          required
          spellcheck={false}
          value={text}
          onInput={(event) => put(event.currentTarget.value)}
        />
      </div>
      <div class="field-pair">
        <div>
          <label for="stage">To whom</label>
          <select
            id="stage"
            value={stage}
            onChange={(event) => {
              setStage(event.currentTarget.value);
              setChecked(undefined);
            }}
          >
            {stageNames(now).map((name) => (
              <option key={name} value={name}>
                The stage “{name}” first
              </option>
            ))}
            <option value="">Everybody</option>
          </select>
        </div>
        <div>
          <label for="release-why">Why</label>
          <input
            id="release-why"
            type="text"
            required={checked !== undefined}
            maxLength={500}
            value={why}
            onInput={(event) => setWhy(event.currentTarget.value)}
          />
        </div>
      </div>
      {checked !== undefined && (
        <div class="preview" tabIndex={-1} ref={result} role="group" aria-label="What was found">
          <Problems checked={checked} />
          {checked.usable && <Changes changes={checked.changes} />}
        </div>
      )}
      <Trouble words={trouble} />
      <div class="buttons">
        <button class="primary" disabled={busy || (checked !== undefined && !checked.usable)}>
          {checked === undefined ? "Check it" : "Release it"}
        </button>
        <button
          type="button"
          disabled={busy}
          onClick={() => {
            clear();
            setChecked(undefined);
            setShown(false);
          }}
        >
          Cancel
        </button>
      </div>
    </form>
  );
}

function stageNames({ stages }: PolicyPage): readonly string[] {
  return [...new Set(["pilot", ...stages.map(({ stage }) => stage).filter((one) => one !== "")])];
}

function Problems({ checked: { problems, usable } }: { readonly checked: PolicyCheckAnswer }) {
  if (problems.length === 0) return <p class="notice notice-good">Nothing is wrong with it.</p>;
  return (
    <>
      <p class={`notice ${usable ? "" : "notice-bad"}`}>
        {usable
          ? `It can be used; ${plural(problems.length, "line needs", "lines need")} a look.`
          : "It cannot be used like this."}
      </p>
      <ul class="problem-list">
        {problems.map(({ path, what, expected, level }, place) => (
          <li key={place}>
            <code>{path}</code> {level === "warning" && "(warning) "}
            <span>
              found {what}; expected {expected}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Changes({ changes }: { readonly changes: readonly string[] }) {
  if (changes.length === 0) return <p>Nothing changes for them.</p>;
  return (
    <>
      <h3>What changes for them</h3>
      <ul class="problem-list">
        {changes.map((change, place) => (
          <li key={place}>{change}</li>
        ))}
      </ul>
    </>
  );
}
