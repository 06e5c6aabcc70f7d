import {
  offeredPage,
  overLimit,
  reachLimit,
  unnamedAllowed,
  wordsLimit,
} from "../../lib/core/report/worry-message.ts";
import { Button } from "../../lib/ui/button.tsx";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { TextField } from "../../lib/ui/text-field.tsx";
import { TickBox } from "../../lib/ui/tick-box.tsx";
import { KeepChoice } from "./keep-choice.tsx";
import { useReportWords } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

/** Step 3: the pupil's own words and how to reach them, both optional; the page and the name are theirs to give. */
export function WordsStep(props: StepProps) {
  const { state, dispatch, voice } = props;
  const { words, t } = useReportWords(voice);
  const { draft, options } = state;
  const page = offeredPage(options);
  const quote = options?.marked === undefined ? "" : `“${options.marked}”`;
  const tooLong = (text: string, limit: number) => {
    const count = overLimit(text, limit);
    return count === 0 ? {} : { problem: t(words.wordsTooLong, { count }) };
  };
  return (
    <>
      <h1 tabIndex={-1}>{t(words.wordsTitle)}</h1>
      <p class="soft">{t(words.wordsLead)}</p>
      <TextField
        id="words"
        label={t(words.wordsLabel)}
        lines={4}
        value={draft.words}
        {...tooLong(draft.words, wordsLimit)}
        onWrite={(text) => {
          dispatch({ did: "wrote-words", words: text });
        }}
      />
      {/* Beside the words it is about: further down, a popup would hide it. */}
      {draft.words === "" && draft.reach === "" ? null : <KeepChoice {...props} />}
      <TextField
        id="reach"
        label={t(words.reachLabel)}
        hint={t(words.reachHint)}
        value={draft.reach}
        {...tooLong(draft.reach, reachLimit)}
        onWrite={(reach) => {
          dispatch({ did: "wrote-reach", reach });
        }}
      />
      {quote === "" || draft.words.includes(quote) ? null : (
        <div class="card marked-words stack-tight">
          <blockquote class="small" lang="">
            {quote}
          </blockquote>
          <Button
            kind="quiet"
            onPress={() => {
              const before = draft.words === "" ? "" : `${draft.words}\n\n`;
              dispatch({ did: "wrote-words", words: `${before}${quote}\n` });
            }}
          >
            {t(words.addMarked)}
          </Button>
        </div>
      )}
      {page === "" ? null : (
        <TickBox
          title={t(options?.isLink ? words.linkTitle : words.pageTitle)}
          hint={page}
          ticked={draft.addPage}
          onTick={(addPage) => {
            dispatch({ did: "chose-page", addPage });
          }}
        />
      )}
      {unnamedAllowed(options) ? (
        <TickBox
          title={t(words.unnamedTitle)}
          hint={t(words.unnamedHint)}
          ticked={!draft.named}
          onTick={(unnamed) => {
            dispatch({ did: "chose-named", named: !unnamed });
          }}
        />
      ) : null}
      {draft.what === "contact" || draft.what === "unkind" ? (
        <p class="soft small">{t(words.keepMessages)}</p>
      ) : null}
      <Disclosure title={t(words.picturesTitle)}>
        <p>{t(words.pictures)}</p>
      </Disclosure>
    </>
  );
}
