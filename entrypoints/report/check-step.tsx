import type { WorryStep } from "../../lib/core/report/worry-flow.ts";
import { messageOf, type WorryMessage } from "../../lib/core/report/worry-message.ts";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { useReportWords, type ReportWords } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

interface Row {
  readonly name: string;
  readonly value: string;
  readonly step: WorryStep;
}

function rowsOf(
  message: WorryMessage,
  { state }: StepProps,
  { words, t }: ReportWords,
): readonly Row[] {
  const { options } = state;
  const person = options?.people.find((one) => one.id === message.tell);
  const user = options?.user ?? "";
  return [
    {
      name: t(words.checkWhat),
      value: t(words.kinds[message.what].title),
      step: "what",
    },
    {
      name: t(words.checkTell),
      value: person === undefined ? t(words.tellBest) : `${person.name}, ${person.role}`,
      step: "tell",
    },
    {
      name: t(words.checkWords),
      value: message.words === "" ? t(words.nothingAdded) : message.words,
      step: "words",
    },
    {
      name: t(words.checkReach),
      value: message.reach === "" ? t(words.nothingAdded) : message.reach,
      step: "words",
    },
    {
      name: t(words.checkPage),
      value: message.address === "" ? t(words.pageNotSent) : message.address,
      step: "words",
    },
    {
      name: t(words.checkName),
      value: !message.named
        ? t(words.nameNotSent)
        : user === ""
          ? t(words.nameSentUnknown)
          : t(words.nameSent, { user }),
      step: "words",
    },
  ];
}

/** The last look: the very object that will be sent, line by line, each with a way back to change it. */
export function CheckStep(props: StepProps) {
  const { state, dispatch, voice } = props;
  const said = useReportWords(voice);
  const { words, t } = said;
  const message = messageOf(state.draft, state.options);
  return (
    <>
      <h1 tabIndex={-1}>{t(words.checkTitle)}</h1>
      {message === undefined ? (
        <NoticeBox kind="wait">
          <p>{t(words.missing, { step: t(words.tellTitle) })}</p>
        </NoticeBox>
      ) : (
        <dl class="letter card">
          {rowsOf(message, props, said).map((row) => (
            <div class="letter-row" key={row.name}>
              <dt>{row.name}</dt>
              <dd>{row.value}</dd>
              <dd class="letter-change">
                <button
                  type="button"
                  class="link"
                  aria-label={`${t(words.change)}: ${row.name}`}
                  onClick={() => {
                    dispatch({ did: "went-to", step: row.step });
                  }}
                >
                  {t(words.change)}
                </button>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="small soft">{t(words.alsoSent)}</p>
      <p class="small soft">{t(words.hours)}</p>
    </>
  );
}
