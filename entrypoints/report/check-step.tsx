import type { WorryStep } from "../../lib/core/report/worry-flow.ts";
import { messageOf, type WorryMessage } from "../../lib/core/report/worry-message.ts";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { say, type Voice } from "../../lib/ui/voice.ts";
import { kindWords, reportWords as words } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

interface Row {
  readonly name: string;
  readonly value: string;
  readonly step: WorryStep;
}

function rowsOf(message: WorryMessage, { state, voice }: StepProps): readonly Row[] {
  const { options } = state;
  const person = options?.people.find((one) => one.id === message.tell);
  const user = options?.user ?? "";
  return [
    {
      name: say(words.checkWhat, voice),
      value: say(kindWords[message.what].title, voice),
      step: "what",
    },
    {
      name: say(words.checkTell, voice),
      value: person === undefined ? say(words.tellBest, voice) : `${person.name}, ${person.role}`,
      step: "tell",
    },
    {
      name: say(words.checkWords, voice),
      value: message.words === "" ? words.nothingAdded : message.words,
      step: "words",
    },
    {
      name: say(words.checkReach, voice),
      value: message.reach === "" ? words.nothingAdded : message.reach,
      step: "words",
    },
    {
      name: words.checkPage,
      value: message.address === "" ? words.pageNotSent : message.address,
      step: "words",
    },
    { name: words.checkName, value: nameWords(message, user, voice), step: "words" },
  ];
}

function nameWords(message: WorryMessage, user: string, voice: Voice): string {
  if (!message.named) return words.nameNotSent;
  return user === "" ? words.nameSentUnknown : say(words.nameSent, voice, { user });
}

/** The last look: the very object that will be sent, line by line, each with a way back to change it. */
export function CheckStep(props: StepProps) {
  const { state, dispatch, voice } = props;
  const message = messageOf(state.draft, state.options);
  return (
    <>
      <h1 tabIndex={-1}>{say(words.checkTitle, voice)}</h1>
      {message === undefined ? (
        <NoticeBox kind="wait">
          <p>{say(words.missing, voice, { step: say(words.tellTitle, voice) })}</p>
        </NoticeBox>
      ) : (
        <dl class="letter card">
          {rowsOf(message, props).map((row) => (
            <div class="letter-row" key={row.name}>
              <dt>{row.name}</dt>
              <dd>{row.value}</dd>
              <dd class="letter-change">
                <button
                  type="button"
                  class="link"
                  aria-label={`${words.change}: ${row.name}`}
                  onClick={() => {
                    dispatch({ did: "went-to", step: row.step });
                  }}
                >
                  {words.change}
                </button>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="small soft">{words.alsoSent}</p>
      <p class="small soft">{say(words.hours, voice)}</p>
    </>
  );
}
