// Kinds of activity that are kept for a shorter time than everything else.
import { useEffect, useState } from "preact/hooks";
import { activityKinds, type ActivityKind, type KeepKinds } from "../review/retention.ts";
import { Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { useAct } from "./use-act.ts";
import { useLoad } from "./use-load.ts";
import { plural } from "./words.ts";

const kindWords: Readonly<Record<ActivityKind, string>> = {
  "blocked-visit": "Sites closed, warned of or recorded",
  "review-request": "Requests",
  agreement: "Agreements",
  "policy-problem": "Policy problems",
  unlock: "Openings",
  circumvention: "Ways round the filter, where no case",
  "policy-change": "Policy changes",
  "list-problem": "List problems",
  "filter-check": "Filter checks",
  health: "What devices say of themselves",
  "visit-report": "Reports of a day’s use",
};

interface Props extends ViewProps {
  /** What the policy says for everything: the most for each kind. */
  readonly days: number;
}

export function KeepingKinds({ api, tick, onSignedOut, days }: Props) {
  const { value, trouble, reload } = useLoad(
    "keep-kinds",
    tick,
    (live) => api.keepKinds(live),
    onSignedOut,
  );
  const acting = useAct(onSignedOut, () => reload(true));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const known = value?.kinds;
  useEffect(() => {
    setTyped(
      Object.fromEntries(Object.entries(known ?? {}).map(([kind, many]) => [kind, String(many)])),
    );
  }, [JSON.stringify(known)]);
  if (value === undefined) return <Trouble words={trouble} />;
  const shorter = Object.entries(value.kinds).filter(([, many]) => many < days);
  const summary =
    shorter.length === 0
      ? "Every kind of activity for the whole time"
      : `${plural(shorter.length, "kind", "kinds")} of activity for a shorter time`;

  const next = (): KeepKinds =>
    Object.fromEntries(
      activityKinds.flatMap((kind) => {
        const text = typed[kind]?.trim() ?? "";
        return text === "" ? [] : [[kind, Number(text)]];
      }),
    );

  return (
    <details class="keep-kinds">
      <summary>{summary}</summary>
      <form
        class="stack"
        aria-label="How long kinds of activity are kept"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.act(
            api.saveKeepKinds(value.kinds, next()),
            "Saved. What is over its time goes with the next daily run.",
          );
        }}
      >
        <p class="small soft">
          In days; empty: {days}, as the policy says. Nothing is kept longer than that, for pupils
          are told so. What belongs to a case is kept as long as the case.
        </p>
        {activityKinds.map((kind) => (
          <div class="keep-kind" key={kind}>
            <label for={`keep-${kind}`}>{kindWords[kind]}</label>
            <input
              id={`keep-${kind}`}
              type="number"
              min={1}
              max={days}
              placeholder={String(days)}
              disabled={!value.mayManage}
              value={typed[kind] ?? ""}
              onInput={(event) => setTyped({ ...typed, [kind]: event.currentTarget.value })}
            />
          </div>
        ))}
        <Trouble words={acting.trouble} />
        <p role="status" class={acting.done === "" ? "" : "notice notice-good"}>
          {acting.done}
        </p>
        {value.mayManage && (
          <div class="buttons">
            <button class="primary" disabled={acting.busy}>
              Save
            </button>
          </div>
        )}
      </form>
    </details>
  );
}
