// What was done with a case, newest first: who opened it, who changed it, and what they wrote.
import type { ComponentChildren } from "preact";
import type { CaseAnswer } from "../desk-types.ts";
import { Time } from "./bits.tsx";
import { outcomeWords, stateWords } from "./words.ts";

interface Line {
  readonly atMs: number;
  readonly kind: "opened" | "changed" | "note" | "came";
  readonly words: ComponentChildren;
}

/** How many lines stand there before "show all". */
const linesFirst = 12;

export function CaseHistory({ answer }: { readonly answer: CaseAnswer }) {
  const lines = historyLines(answer);
  const rest = lines.slice(linesFirst);
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol class="history">{lines.slice(0, linesFirst).map(lineItem)}</ol>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} earlier</summary>
          <ol class="history">{rest.map(lineItem)}</ol>
        </details>
      )}
    </section>
  );
}

function lineItem(line: Line, place: number) {
  return (
    <li key={place} class={`history-${line.kind}`}>
      <div>{line.words}</div>
      <Time atMs={line.atMs} />
    </li>
  );
}

function historyLines({ head, events, changes, openings }: CaseAnswer): readonly Line[] {
  const lines: Line[] = [
    ...openings.map(({ atMs, who }): Line => ({
      atMs,
      kind: "opened",
      words: (
        <>
          <strong>{who}</strong> opened it
        </>
      ),
    })),
    ...changes.map((change): Line => {
      if (change.kind === "note") {
        return {
          atMs: change.atMs,
          kind: "note",
          words: (
            <>
              <strong>{change.who}</strong> wrote
              <blockquote class="note">{change.text}</blockquote>
            </>
          ),
        };
      }
      return {
        atMs: change.atMs,
        kind: "changed",
        words: (
          <>
            <strong>{change.who}</strong> set it to <strong>{stateWords[change.to]}</strong>
            {change.outcome !== null && `: ${outcomeWords[change.outcome]}`}
            {change.reason !== "" && <blockquote class="note">{change.reason}</blockquote>}
          </>
        ),
      };
    }),
    ...events.map(({ event, receivedAtMs }): Line => ({
      atMs: receivedAtMs,
      kind: "came",
      words:
        event.id === head.id
          ? "Received from the Chromebook"
          : "More came in from the same sitting",
    })),
  ];
  return lines.sort((left, right) => right.atMs - left.atMs);
}
