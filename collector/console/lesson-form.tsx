// Starting a lesson list: one of the policy's, or sites that are pasted here and shown cleaned before they count.
import { useState } from "preact/hooks";
import type { OrderInput, SitesAnswer } from "../desk-types.ts";
import type { OrderFor } from "../review/order.ts";
import { Trouble } from "./bits.tsx";
import type { FormProps } from "./open-view.tsx";
import { ForField, MinutesField, minutesWords, WhyField } from "./open-fields.tsx";
import { useAct } from "./use-act.ts";
import { plural } from "./words.ts";

const lessonLongest = 480;
const pasted = "";

export function LessonForm({ api, choices, reload, onSignedOut }: FormProps) {
  const [lesson, setLesson] = useState(choices.lessons[0]?.id ?? pasted);
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [search, setSearch] = useState(false);
  const [seen, setSeen] = useState<SitesAnswer | undefined>(undefined);
  const [whom, setWhom] = useState<OrderFor>(() => {
    const [group] = choices.groups;
    return group === undefined ? { kind: "user", value: "" } : { kind: "group", value: group.id };
  });
  const chosen = choices.lessons.find(({ id }) => id === lesson);
  const [minutes, setMinutes] = useState(chosen?.minutes ?? 60);
  const [why, setWhy] = useState("");
  const { act, busy, trouble, done, say } = useAct(onSignedOut, reload);

  async function look(): Promise<SitesAnswer | undefined> {
    const reply = await api.cleanSites(text);
    if (reply.ok) setSeen(reply.value);
    else if (reply.status === 401) onSignedOut();
    else say(reply.words);
    return reply.ok ? reply.value : undefined;
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (chosen === undefined) {
      const cleaned = await look();
      if (cleaned === undefined) return;
      if (cleaned.wrong.length > 0 || cleaned.sites.length === 0) {
        say("Please put right the lines below first.");
        return;
      }
    }
    const what: OrderInput["what"] =
      chosen === undefined
        ? { kind: "sites", title, text, search }
        : { kind: "lesson", lesson: chosen.id };
    const words = `The lesson runs for ${minutesWords(minutes)}. Nothing else opens meanwhile, but help sites and the school’s own.`;
    const made = await act(api.addOrder({ what, for: whom, minutes, why }), words);
    if (made !== undefined) setWhy("");
  }

  return (
    <form class="card stack" onSubmit={submit} aria-labelledby="lesson-title">
      <h2 id="lesson-title">Start a lesson list</h2>
      <p class="soft">While it runs, only its sites open for these pupils.</p>
      <div>
        <label for="lesson">Which list</label>
        <select
          id="lesson"
          value={lesson}
          onChange={(event) => {
            const next = event.currentTarget.value;
            setLesson(next);
            const found = choices.lessons.find(({ id }) => id === next);
            if (found !== undefined) setMinutes(found.minutes);
          }}
        >
          {choices.lessons.map(({ id, title: name, sites }) => (
            <option key={id} value={id}>
              {name} ({plural(sites.length, "site", "sites")})
            </option>
          ))}
          <option value={pasted}>Other sites, pasted here</option>
        </select>
      </div>
      {chosen === undefined ? (
        <>
          <div>
            <label for="title">Name of the lesson</label>
            <input
              id="title"
              type="text"
              required
              maxLength={120}
              value={title}
              onInput={(event) => setTitle(event.currentTarget.value)}
            />
          </div>
          <div>
            <label for="sites">Sites, one a line</label>
            <textarea
              id="sites"
              rows={5}
              required
              spellcheck={false}
              value={text}
              onInput={(event) => {
                setText(event.currentTarget.value);
                setSeen(undefined);
              }}
              onBlur={() => {
                if (text.trim() !== "") void look();
              }}
            />
          </div>
          {seen !== undefined && <Preview seen={seen} />}
          <label class="choice">
            <input
              type="checkbox"
              checked={search}
              onChange={(event) => setSearch(event.currentTarget.checked)}
            />
            The sites’ own search pages open too
          </label>
        </>
      ) : (
        <details>
          <summary>
            What opens{chosen.search ? ", search pages too" : ", without search pages"}
          </summary>
          <SiteList sites={chosen.sites} />
        </details>
      )}
      <ForField value={whom} choices={choices} onChange={setWhom} />
      <div class="field-pair minutes-why">
        <MinutesField
          value={minutes}
          longest={Math.max(choices.longestMinutes, lessonLongest)}
          onChange={setMinutes}
        />
        <WhyField value={why} onChange={setWhy} />
      </div>
      <Trouble words={trouble} />
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      <button class="primary" disabled={busy}>
        {busy ? "Starting …" : "Start the lesson"}
      </button>
    </form>
  );
}

function Preview({ seen: { sites, wrong } }: { readonly seen: SitesAnswer }) {
  return (
    <div class="preview" role="status">
      <p>
        <strong>{plural(sites.length, "site opens", "sites open")}</strong>
        {wrong.length > 0 && `, ${plural(wrong.length, "line is", "lines are")} no site`}
      </p>
      {wrong.length > 0 && (
        <ul class="notice notice-bad">
          {wrong.map(({ line, text }) => (
            <li key={line}>
              Line {line}: <code>{text}</code>
            </li>
          ))}
        </ul>
      )}
      <SiteList sites={sites} />
    </div>
  );
}

export function SiteList({ sites }: { readonly sites: readonly string[] }) {
  return (
    <ul class="site-list">
      {sites.map((site) => (
        <li key={site}>
          <code>{site}</code>
        </li>
      ))}
    </ul>
  );
}
