// Terms and closures: the days on which a page or a digest would reach an empty school.
import type { DaySpan } from "../review/alert-rules.ts";
import { plural } from "./words.ts";

interface Days {
  readonly terms: readonly DaySpan[];
  readonly closures: readonly DaySpan[];
}

interface Props {
  readonly value: Days;
  /** As the school's policy has them, to be taken over. */
  readonly policy: Days;
  readonly mayManage: boolean;
  readonly onChange: (days: Days) => void;
}

const isSame = (one: Days, other: Days): boolean =>
  JSON.stringify([one.terms, one.closures]) === JSON.stringify([other.terms, other.closures]);

export function AlertDays({ value, policy, mayManage, onChange }: Props) {
  const inPolicy = policy.terms.length + policy.closures.length;
  return (
    <div class="stack">
      <Spans
        name="term"
        legend="Terms, first and last day"
        empty="None: it is always term."
        add="Add a term"
        spans={value.terms}
        mayManage={mayManage}
        onChange={(terms) => onChange({ ...value, terms })}
      />
      <Spans
        name="closure"
        legend="Closed in term: half-terms, bank holidays, training days"
        empty="None."
        add="Add closed days"
        spans={value.closures}
        mayManage={mayManage}
        onChange={(closures) => onChange({ ...value, closures })}
      />
      {mayManage && inPolicy > 0 && !isSame(value, policy) && (
        <div class="buttons">
          <button
            type="button"
            onClick={() => onChange({ terms: policy.terms, closures: policy.closures })}
          >
            Take over the policy’s {plural(policy.terms.length, "term", "terms")} and{" "}
            {plural(policy.closures.length, "closure", "closures")}
          </button>
        </div>
      )}
      <p class="small soft">
        On days without school what can wait waits for the next school day, and so does the digest.
        Worries and critical findings are passed on all the same: in the on-call order, to those who
        are there “at any hour” or “on closed days”, and to everybody where nobody is.
      </p>
    </div>
  );
}

interface SpansProps {
  readonly name: string;
  readonly legend: string;
  readonly empty: string;
  readonly add: string;
  readonly spans: readonly DaySpan[];
  readonly mayManage: boolean;
  readonly onChange: (spans: readonly DaySpan[]) => void;
}

function Spans({ name, legend, empty, add, spans, mayManage, onChange }: SpansProps) {
  const set = (place: number, change: Partial<DaySpan>) =>
    onChange(spans.map((span, at) => (at === place ? { ...span, ...change } : span)));
  return (
    <fieldset class="spans">
      <legend>{legend}</legend>
      {spans.length === 0 && <p class="small soft">{empty}</p>}
      {spans.map((span, place) => (
        <div class="span" key={place} role="group" aria-label={`${name} ${place + 1}`}>
          <div>
            <label for={`${name}-title-${place}`}>Name</label>
            <input
              id={`${name}-title-${place}`}
              type="text"
              maxLength={80}
              value={span.title ?? ""}
              onInput={(event) => set(place, { title: event.currentTarget.value })}
            />
          </div>
          <div>
            <label for={`${name}-from-${place}`}>First day</label>
            <input
              id={`${name}-from-${place}`}
              type="date"
              required
              value={span.from}
              onInput={(event) => set(place, { from: event.currentTarget.value })}
            />
          </div>
          <div>
            <label for={`${name}-to-${place}`}>Last day</label>
            <input
              id={`${name}-to-${place}`}
              type="date"
              required
              min={span.from}
              value={span.to}
              onInput={(event) => set(place, { to: event.currentTarget.value })}
            />
          </div>
          {mayManage && (
            <button
              type="button"
              aria-label={`Remove ${name} ${place + 1}`}
              onClick={() => onChange(spans.filter((_one, at) => at !== place))}
            >
              Remove
            </button>
          )}
        </div>
      ))}
      {mayManage && (
        <div class="buttons">
          <button type="button" onClick={() => onChange([...spans, { from: "", to: "" }])}>
            {add}
          </button>
        </div>
      )}
    </fieldset>
  );
}
