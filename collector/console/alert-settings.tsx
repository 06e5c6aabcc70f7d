// Alerts in the settings: whether somebody can be told, who, when, and what went out.
import { useState } from "preact/hooks";
import type { Ability } from "../review/access.ts";
import type { AlertsAnswer } from "../alerts/desk-types.ts";
import { AlertContacts } from "./alert-contacts.tsx";
import { ContactForm } from "./alert-contact-form.tsx";
import { AlertMessages } from "./alert-messages.tsx";
import { AlertTimesForm } from "./alert-times-form.tsx";
import { nobodyWords } from "./alert-words.ts";
import { Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";
import { longTime } from "./time.ts";
import { useAct } from "./use-act.ts";
import { useLoad } from "./use-load.ts";
import { plural } from "./words.ts";

interface Props extends ViewProps {
  readonly may: readonly Ability[];
}

export function AlertSettings({ api, tick, onSignedOut, may }: Props) {
  const { value, trouble, reload } = useLoad(
    "alerts",
    tick,
    (live) => api.alerts(live),
    onSignedOut,
  );
  const acting = useAct(onSignedOut, () => reload(true));
  // Said beside its own button, which stands far below.
  const saving = useAct(onSignedOut, () => reload(true));
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <div class="head">
        <h1>Alerts</h1>
        <p class="soft">
          Who is told that something waits here. A message says what kind and how grave, never what
          it is about or whom.
        </p>
      </div>
      <SettingsTabs view="alerts" may={may} />
      <div class="alerts">
        <Trouble words={acting.trouble === "" ? trouble : acting.trouble} />
        <p role="status" class={acting.done === "" ? "" : "notice notice-good"}>
          {acting.done}
        </p>
        {value !== undefined && (
          <>
            <State value={value} />
            {secret !== null && <Secret secret={secret} onDone={() => setSecret(null)} />}
            <AlertContacts api={api} value={value} acting={acting} />
            {value.mayManage && !isAdding && (
              <div class="buttons">
                <button type="button" class="primary" onClick={() => setAdding(true)}>
                  Add somebody
                </button>
              </div>
            )}
            {isAdding && (
              <ContactForm
                value={value}
                busy={acting.busy}
                onCancel={() => setAdding(false)}
                onSave={async (input) => {
                  const words =
                    input.channel === "email"
                      ? `A code is on its way to ${input.target}. Type it in below.`
                      : `${input.name} was added.`;
                  const answer = await acting.act(api.addContact(input), words);
                  if (answer === undefined) return;
                  setAdding(false);
                  setSecret(answer.secret);
                }}
              />
            )}
            {/* Begun anew where somebody else has saved meanwhile. */}
            <AlertTimesForm
              key={value.version}
              value={value}
              saving={saving}
              onSave={(settings) =>
                void saving.act(
                  api.saveAlertSettings(settings, value.version),
                  "Saved. It holds from now on.",
                )
              }
            />
            <AlertMessages messages={value.messages} />
          </>
        )}
      </div>
    </>
  );
}

function State({ value: { counts, hasMail, nobody } }: { readonly value: AlertsAnswer }) {
  const { stuck, stuckSinceMs, trouble, unanswered, unheard } = counts;
  return (
    <div class="stack">
      {nobody !== null && (
        <p class="notice notice-bad">
          {nobodyWords[nobody]}
          {unheard > 0 && ` ${plural(unheard, "grave case waits", "grave cases wait")} for it.`}
        </p>
      )}
      {nobody === null && stuck === 0 && <p class="notice notice-good">Alerts can go out.</p>}
      {stuck > 0 && (
        <p class="notice notice-bad">
          {plural(stuck, "message has", "messages have")} not gone
          {stuckSinceMs !== null && `, the oldest since ${longTime(stuckSinceMs)}`}: {trouble}.
          Nothing is lost; it is tried again and again.
        </p>
      )}
      {unanswered > 0 && (
        <p class="notice">
          {plural(unanswered, "case was", "cases were")} alerted and nobody has opened{" "}
          {unanswered === 1 ? "it" : "them"} yet.
        </p>
      )}
      {!hasMail && (
        <p class="small soft">
          No mail server is set up. IT staff give it to the collector when they start it; see
          “Alerts” in its README.
        </p>
      )}
    </div>
  );
}

function Secret({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  return (
    <section class="card stack" aria-label="Secret of the webhook" role="status">
      <p>The secret with which the receiver checks our messages, shown this once:</p>
      <p class="one-time">
        <code>{secret}</code>
      </p>
      <p class="small soft">
        Put it into the receiver first, then press “Check it” in the list: it must answer our
        challenge with it.
      </p>
      <div class="buttons">
        <button type="button" onClick={onDone}>
          I have noted it
        </button>
      </div>
    </section>
  );
}
