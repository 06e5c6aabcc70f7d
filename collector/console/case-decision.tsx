// Deciding: state, outcome and reason, notes. A close can be taken back at once or later.
import { useEffect, useRef, useState } from "preact/hooks";
import { caseOutcomes, type CaseOutcome } from "../../lib/contract/vocabulary.ts";
import type { DeskCase, StateInput } from "../desk-types.ts";
import type { DeskApi, Reply } from "./api.ts";
import { Trouble } from "./bits.tsx";
import { outcomeWords, stateWords } from "./words.ts";

interface Props {
  readonly api: DeskApi;
  readonly head: DeskCase;
  readonly reload: (live: boolean) => Promise<void>;
  readonly onSignedOut: () => void;
}

export function CaseDecision({ api, head, reload, onSignedOut }: Props) {
  const [closing, setClosing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [done, setDone] = useState("");
  const panel = useRef<HTMLHeadingElement>(null);

  async function act(work: Promise<Reply<unknown>>, words: string): Promise<boolean> {
    setBusy(true);
    setTrouble("");
    setDone("");
    const reply = await work;
    if (!reply.ok && reply.status === 401) onSignedOut();
    if (!reply.ok) setTrouble(reply.words);
    if (reply.ok || reply.status === 409) await reload(true);
    if (reply.ok) setDone(words);
    setBusy(false);
    return reply.ok;
  }

  const setState = async (input: Omit<StateInput, "version">, words: string) => {
    if (await act(api.setState(head.id, { ...input, version: head.version }), words)) {
      setClosing(false);
      // The button that was pressed is gone: the reader stays where the change was made.
      panel.current?.focus();
    }
  };

  return (
    <section class="card decision" aria-labelledby="decision">
      <h2 id="decision" tabIndex={-1} ref={panel}>
        {head.state === "closed" ? "This case is closed" : "What happens next"}
      </h2>
      <p class="state-line">
        State: <strong>{stateWords[head.state]}</strong>
      </p>
      {head.state === "closed" && head.outcome !== null && (
        <p class="keep-lines">
          <strong>{outcomeWords[head.outcome]}.</strong> {head.reason}
        </p>
      )}
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      <Trouble words={trouble} />
      {!closing && (
        <div class="buttons">
          {head.state === "new" && (
            <button
              type="button"
              class="primary"
              disabled={busy}
              onClick={() => setState({ state: "looking" }, "You are looking into this.")}
            >
              I am looking into this
            </button>
          )}
          {head.state !== "closed" && (
            <button
              type="button"
              class={head.state === "looking" ? "primary" : ""}
              disabled={busy}
              onClick={() => {
                setDone("");
                setClosing(true);
              }}
            >
              Close this case …
            </button>
          )}
          {head.state === "looking" && (
            <button
              type="button"
              disabled={busy}
              onClick={() => setState({ state: "new" }, "The case is new again.")}
            >
              Put back to new
            </button>
          )}
          {head.state === "closed" && (
            <button
              type="button"
              disabled={busy}
              onClick={() => setState({ state: "looking" }, "The case is open again.")}
            >
              {done === "" ? "Open it again" : "Undo: open it again"}
            </button>
          )}
        </div>
      )}
      {closing && (
        <CloseForm
          busy={busy}
          onCancel={() => setClosing(false)}
          onClose={(outcome, reason) =>
            setState({ state: "closed", outcome, reason }, "The case is closed.")
          }
        />
      )}
      <NoteForm
        busy={busy}
        onNote={(text) => act(api.addNote(head.id, head.version, text), "The note is kept.")}
      />
    </section>
  );
}

interface CloseProps {
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onClose: (outcome: CaseOutcome, reason: string) => Promise<void>;
}

function CloseForm({ busy, onCancel, onClose }: CloseProps) {
  const [outcome, setOutcome] = useState<CaseOutcome | undefined>(undefined);
  const [reason, setReason] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form
      ref={form}
      class="close-form"
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome !== undefined && reason.trim() !== "") void onClose(outcome, reason.trim());
      }}
    >
      <fieldset>
        <legend>How did it end?</legend>
        {caseOutcomes.map((value) => (
          <label key={value} class="choice">
            <input
              type="radio"
              name="outcome"
              value={value}
              required
              checked={outcome === value}
              onChange={() => setOutcome(value)}
            />
            {outcomeWords[value]}
          </label>
        ))}
      </fieldset>
      <label for="reason">Why, in a sentence or two</label>
      <textarea
        id="reason"
        rows={3}
        required
        maxLength={1000}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <div class="buttons">
        <button class="primary" disabled={busy}>
          Close the case
        </button>
        <button type="button" disabled={busy} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface NoteProps {
  readonly busy: boolean;
  readonly onNote: (text: string) => Promise<boolean>;
}

function NoteForm({ busy, onNote }: NoteProps) {
  const [text, setText] = useState("");
  return (
    <form
      class="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        // The words leave the box only when they are kept.
        if (text.trim() !== "") void onNote(text.trim()).then((kept) => kept && setText(""));
      }}
    >
      <label for="note">Add a note</label>
      <textarea
        id="note"
        rows={2}
        maxLength={4000}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button disabled={busy || text.trim() === ""}>Keep the note</button>
    </form>
  );
}
