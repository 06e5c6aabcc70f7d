// Whether a case is kept on legal hold, by whom and why; holding it, and ending that.
import { useState } from "preact/hooks";
import type { CaseAnswer } from "../desk-types.ts";
import type { DeskApi } from "./api.ts";
import { Trouble } from "./bits.tsx";
import { longTime } from "./time.ts";
import { useAct } from "./use-act.ts";

interface Props {
  readonly api: DeskApi;
  readonly id: string;
  readonly kept: NonNullable<CaseAnswer["kept"]>;
  readonly reload: (live: boolean) => Promise<void>;
  readonly onSignedOut: () => void;
}

export function HoldCard({ api, id, kept, reload, onSignedOut }: Props) {
  const { act, busy, done, trouble } = useAct(onSignedOut, () => reload(true));
  const [isAsked, setAsked] = useState(false);
  const [why, setWhy] = useState("");
  const { hold, mayHold } = kept;
  if (hold === null && !mayHold && done === "") return null;
  return (
    <section class="card stack" aria-labelledby="hold-title">
      <h2 id="hold-title">Legal hold</h2>
      {hold === null ? (
        <p class="small soft">
          Where the police, a court or an inquiry may ask for this case, hold it: it is not deleted
          until the hold is ended, however long ago it was closed.
        </p>
      ) : (
        <p class="keep-lines">
          <strong>Held</strong> since {longTime(hold.atMs)} by {hold.who}: {hold.why}
        </p>
      )}
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      <div>
        <Trouble words={trouble} />
      </div>
      {mayHold && !isAsked && (
        <div class="buttons">
          <button type="button" onClick={() => setAsked(true)}>
            {hold === null ? "Hold this case" : "End the hold"}
          </button>
        </div>
      )}
      {mayHold && isAsked && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            const work = hold === null ? api.holdCase(id, why) : api.endHold(id, why);
            const words =
              hold === null
                ? "The case is held."
                : "The hold is ended: the case is kept as long as others are.";
            void act(work, words).then((value) => {
              if (value === undefined) return;
              setAsked(false);
              setWhy("");
            });
          }}
        >
          <div>
            <label for="hold-why">Why</label>
            <input
              id="hold-why"
              type="text"
              required
              maxLength={300}
              value={why}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          </div>
          <div class="buttons">
            <button class="primary" disabled={busy}>
              {hold === null ? "Hold it" : "End it"}
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              Cancel
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
