// Opening one site, or every site of a kind, for a time.
import { useState } from "preact/hooks";
import type { OrderChoices } from "../desk-types.ts";
import type { OrderFor } from "../review/order.ts";
import { Trouble } from "./bits.tsx";
import type { FormProps } from "./open-view.tsx";
import { ForField, MinutesField, minutesWords, WhyField } from "./open-fields.tsx";
import { useAct } from "./use-act.ts";

export function SiteForm({ api, choices, reload, onSignedOut }: FormProps) {
  const [kind, setKind] = useState<"site" | "category">("site");
  const [address, setAddress] = useState("");
  const [category, setCategory] = useState("");
  const [whom, setWhom] = useState<OrderFor>({ kind: "user", value: "" });
  const [minutes, setMinutes] = useState(Math.min(30, choices.longestMinutes));
  const [why, setWhy] = useState("");
  const { act, busy, trouble, done } = useAct(onSignedOut, reload);
  const [hint, setHint] = useState("");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const what = kind === "site" ? ({ kind, address } as const) : ({ kind, category } as const);
    const input = { what, for: whom, minutes, why };
    setHint("");
    const made = await act(api.addOrder(input), `Open for ${minutesWords(minutes)}.`);
    if (made === undefined) return;
    setAddress("");
    setWhy("");
    if (made.isDeviceUnknown) {
      setHint(
        `No Chromebook labelled “${whom.value}” has sent anything yet. If that is a slip, end it and try again.`,
      );
    }
  }

  return (
    <form class="card stack" onSubmit={submit} aria-labelledby="site-title">
      <h2 id="site-title">Open a site</h2>
      <fieldset class="choices">
        <legend>What to open</legend>
        <label class="choice">
          <input
            type="radio"
            name="what"
            checked={kind === "site"}
            onChange={() => setKind("site")}
          />
          One site
        </label>
        <label class="choice">
          <input
            type="radio"
            name="what"
            checked={kind === "category"}
            onChange={() => setKind("category")}
          />
          Every site of a kind
        </label>
      </fieldset>
      {kind === "site" ? (
        <div>
          <label for="address">Address</label>
          <input
            id="address"
            type="text"
            required
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxLength={2000}
            placeholder="example.org or example.org/page"
            value={address}
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
        </div>
      ) : (
        <CategoryField choices={choices} value={category} onChange={setCategory} />
      )}
      <ForField value={whom} choices={choices} onChange={setWhom} />
      <div class="field-pair minutes-why">
        <MinutesField value={minutes} longest={choices.longestMinutes} onChange={setMinutes} />
        <WhyField value={why} onChange={setWhy} />
      </div>
      <Trouble words={trouble} />
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      {hint !== "" && <p class="notice">{hint}</p>}
      <button class="primary" disabled={busy}>
        {busy ? "Opening …" : "Open it"}
      </button>
      <p class="small soft">
        A Chromebook that is in use asks about once a minute. What is against the law, and what the
        policy never opens, stays closed.
      </p>
    </form>
  );
}

export function CategoryField({
  choices,
  value,
  onChange,
}: {
  readonly choices: OrderChoices;
  readonly value: string;
  readonly onChange: (next: string) => void;
}) {
  return (
    <div>
      <label for="category">Kind of site</label>
      <select
        id="category"
        required
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">Choose …</option>
        {choices.categories.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
