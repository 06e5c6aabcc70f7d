// The answer to a request: what was decided, with a note where wanted; it can be taken back.
import { useEffect, useRef, useState } from "preact/hooks";
import { isAnswered, outcomesFor, type RequestOutcome } from "../review/request.ts";
import type { RequestGroup } from "../store/store.ts";
import type { DeskApi, Reply } from "./api.ts";
import { Time, Trouble } from "./bits.tsx";
import { plural, requestOutcomeWords } from "./words.ts";

interface Props {
  readonly api: DeskApi;
  readonly group: RequestGroup;
  readonly mayAnswer: boolean;
  readonly reload: (live: boolean) => Promise<void>;
  readonly onSignedOut: () => void;
}

export function RequestAnswerForm({ api, group, mayAnswer, reload, onSignedOut }: Props) {
  const { host, wanted, version, answer } = group;
  const [answering, setAnswering] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [done, setDone] = useState("");
  const place = useRef<HTMLDivElement>(null);

  async function act(work: Promise<Reply<unknown>>, words: string): Promise<void> {
    setBusy(true);
    setTrouble("");
    setDone("");
    const reply = await work;
    if (!reply.ok && reply.status === 401) onSignedOut();
    if (!reply.ok) setTrouble(reply.words);
    if (reply.ok || reply.status === 409) await reload(true);
    if (reply.ok) {
      setDone(words);
      setAnswering(false);
      // The button that was pressed is gone: the reader stays at the request they answered.
      place.current?.focus();
    }
    setBusy(false);
  }

  return (
    <div class="answer" tabIndex={-1} ref={place} role="group" aria-label={`Answer for ${host}`}>
      {answer !== null && (
        <div class="given-answer">
          <p>
            <strong>{requestOutcomeWords[answer.outcome]}</strong> by {answer.who},{" "}
            <Time atMs={answer.atMs} />
            {group.since > 0 && ` · asked again ${plural(group.since, "time", "times")} since`}
          </p>
          {answer.note !== "" && <blockquote class="note">{answer.note}</blockquote>}
        </div>
      )}
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      <Trouble words={trouble} />
      {mayAnswer && !answering && (
        <div class="buttons">
          {!isAnswered(group) && (
            <button
              type="button"
              disabled={busy}
              onClick={() => {
                setDone("");
                setAnswering(true);
              }}
            >
              {answer === null ? "Answer …" : "Answer again …"}
            </button>
          )}
          {answer !== null && (
            <button
              type="button"
              disabled={busy}
              onClick={() =>
                act(
                  api.undoRequestAnswer({ host, wanted, version }),
                  "The answer is taken back: the request waits again.",
                )
              }
            >
              {done === "" ? "Take the answer back" : "Undo: take the answer back"}
            </button>
          )}
        </div>
      )}
      {mayAnswer && answering && (
        <ChoiceForm
          group={group}
          busy={busy}
          onCancel={() => setAnswering(false)}
          onAnswer={(outcome, note) =>
            act(
              api.answerRequest({
                host,
                wanted,
                version,
                upToMs: group.receivedAtMs,
                outcome,
                ...(note === "" ? {} : { note }),
              }),
              "The answer is kept.",
            )
          }
        />
      )}
    </div>
  );
}

const choiceWords: Partial<Record<RequestOutcome, string>> = {
  talk: "Come and talk to us about it",
  noted: "Something else, as noted",
};

interface ChoiceProps {
  readonly group: RequestGroup;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onAnswer: (outcome: RequestOutcome, note: string) => Promise<void>;
}

function ChoiceForm({ group, busy, onCancel, onAnswer }: ChoiceProps) {
  const [outcome, setOutcome] = useState<RequestOutcome | undefined>(undefined);
  const [note, setNote] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const id = `${group.wanted}-${group.host}`;
  const isNoteNeeded = outcome === "noted";
  return (
    <form
      ref={form}
      class="close-form"
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome === undefined || (isNoteNeeded && note.trim() === "")) return;
        void onAnswer(outcome, note.trim());
      }}
    >
      <fieldset>
        <legend>What was decided about {group.host}?</legend>
        {outcomesFor(group.wanted).map((value) => (
          <label key={value} class="choice">
            <input
              type="radio"
              name={`outcome-${id}`}
              value={value}
              required
              checked={outcome === value}
              onChange={() => setOutcome(value)}
            />
            {choiceWords[value] ?? requestOutcomeWords[value]}
          </label>
        ))}
      </fieldset>
      <label for={`note-${id}`}>{isNoteNeeded ? "Note" : "Note, if you like"}</label>
      <textarea
        id={`note-${id}`}
        rows={2}
        maxLength={1000}
        required={isNoteNeeded}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <p class="small soft">
        This keeps the decision. The policy itself is changed by whoever looks after it. Whoever
        asked sees on their Chromebook what was decided and when, for a fortnight after they asked;
        never the note.
      </p>
      <div class="buttons">
        <button class="primary" disabled={busy}>
          Keep the answer
        </button>
        <button type="button" disabled={busy} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
