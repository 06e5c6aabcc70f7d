// A one-time code for the request on a pupil's screen; it works there without a network.
import { useEffect, useRef, useState } from "preact/hooks";
import { unlockKinds, type UnlockKind } from "../../lib/contract/vocabulary.ts";
import type { CodeAnswer, OrderChoices } from "../desk-types.ts";
import { Trouble } from "./bits.tsx";
import type { FormProps } from "./open-view.tsx";
import { MinutesField, minutesWords, WhyField } from "./open-fields.tsx";
import { CategoryField } from "./site-form.tsx";
import { useAct } from "./use-act.ts";

const kindWords: Readonly<Record<UnlockKind, string>> = {
  site: "Site",
  category: "Kind of site",
  lesson: "Lesson list",
};

export function CodeForm({ api, choices, reload, onSignedOut }: FormProps) {
  const [request, setRequest] = useState("");
  const [what, setWhat] = useState<UnlockKind>("site");
  const [place, setPlace] = useState("");
  const [minutes, setMinutes] = useState(Math.min(30, choices.longestMinutes));
  const [why, setWhy] = useState("");
  const [made, setMade] = useState<CodeAnswer | undefined>(undefined);
  // A lesson list may last as long as it is meant to, as at the pupil's screen.
  const meant = what === "lesson" ? choices.lessons.find(({ id }) => id === place)?.minutes : 0;
  const longest = Math.max(choices.longestMinutes, meant ?? 0);
  const { act, busy, trouble } = useAct(onSignedOut, reload);
  const kinds = unlockKinds.filter((kind) => kind !== "lesson" || choices.lessons.length > 0);

  if (!choices.codes) {
    return (
      <section class="card stack">
        <h2>One-time codes are not used here</h2>
        <p>The policy says so. Open the site from the desk instead.</p>
      </section>
    );
  }
  if (made !== undefined) {
    return (
      <CodeCard
        made={made}
        onNext={() => {
          setMade(undefined);
          setRequest("");
          setPlace("");
          setWhy("");
        }}
      />
    );
  }
  return (
    <form
      class="card stack"
      aria-labelledby="code-title"
      onSubmit={(event) => {
        event.preventDefault();
        void act(api.makeCode({ request, what, place, minutes, why }), "").then(setMade);
      }}
    >
      <h2 id="code-title">A code for a pupil’s screen</h2>
      <p class="soft">
        The closed page at the pupil’s Chromebook shows a request. Copy it here, with what stands
        below it.
      </p>
      <div class="field-pair">
        <div>
          <label for="request">Request</label>
          <input
            id="request"
            class="letters"
            type="text"
            required
            autocomplete="off"
            spellcheck={false}
            maxLength={40}
            placeholder="K7Q4-9MZPTR"
            value={request}
            onInput={(event) => setRequest(event.currentTarget.value)}
          />
        </div>
        <div>
          <label for="what">What it asks for</label>
          <select
            id="what"
            value={what}
            onChange={(event) => {
              setWhat(event.currentTarget.value as UnlockKind);
              setPlace("");
            }}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {kindWords[kind]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Place what={what} choices={choices} value={place} onChange={setPlace} />
      <div class="field-pair minutes-why">
        <MinutesField value={minutes} longest={longest} onChange={setMinutes} />
        <WhyField value={why} onChange={setWhy} />
      </div>
      <Trouble words={trouble} />
      <button class="primary" disabled={busy}>
        {busy ? "Making …" : "Make the code"}
      </button>
    </form>
  );
}

interface PlaceProps {
  readonly what: UnlockKind;
  readonly choices: OrderChoices;
  readonly value: string;
  readonly onChange: (next: string) => void;
}

function Place({ what, choices, value, onChange }: PlaceProps) {
  if (what === "category") return <CategoryField {...{ choices, value, onChange }} />;
  if (what === "site") {
    return (
      <div>
        <label for="place">Site, as the screen shows it</label>
        <input
          id="place"
          type="text"
          required
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={600}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    );
  }
  return (
    <div>
      <label for="place">Lesson list</label>
      <select
        id="place"
        required
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">Choose …</option>
        {choices.lessons.map(({ id, title }) => (
          <option key={id} value={id}>
            {title} ({id})
          </option>
        ))}
      </select>
    </div>
  );
}

function CodeCard({ made, onNext }: { readonly made: CodeAnswer; readonly onNext: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="card stack" aria-labelledby="code-made">
      <h2 id="code-made" tabIndex={-1} ref={title}>
        The code for {made.request}
      </h2>
      <p class="code-digits" aria-label={`Code ${made.code.split("").join(" ")}`}>
        <span>{made.code.slice(0, 4)}</span> <span>{made.code.slice(4)}</span>
      </p>
      <p>At the pupil’s screen, enter the code and exactly this:</p>
      <dl class="facts">
        <dt>{kindWords[made.what]}</dt>
        <dd>
          <code>{made.place}</code>
        </dd>
        <dt>For how long</dt>
        <dd>{minutesWords(made.minutes)}</dd>
        <dt>Your name</dt>
        <dd>
          <strong>{made.by}</strong>
        </dd>
      </dl>
      <p class="small soft">
        It works once, on that Chromebook alone, within a quarter of an hour of the request. Who
        made it and why is in the audit; the digits are kept nowhere.
      </p>
      <button type="button" onClick={onNext}>
        Another code
      </button>
    </section>
  );
}
