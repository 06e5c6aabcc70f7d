import {
  offeredPage,
  overLimit,
  reachLimit,
  unnamedAllowed,
  wordsLimit,
} from "../../lib/core/report/worry-message.ts";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { TextField } from "../../lib/ui/text-field.tsx";
import { TickBox } from "../../lib/ui/tick-box.tsx";
import { say, type Voice } from "../../lib/ui/voice.ts";
import { reportWords as words } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

function tooLong(text: string, limit: number, voice: Voice): { problem?: string } {
  const over = overLimit(text, limit);
  return over === 0 ? {} : { problem: say(words.wordsTooLong, voice, { over }) };
}

/** Step 3: the pupil's own words and how to reach them, both optional; the page and the name are theirs to give. */
export function WordsStep({ state, dispatch, voice }: StepProps) {
  const { draft, options } = state;
  const page = offeredPage(options);
  return (
    <>
      <h1 tabIndex={-1}>{say(words.wordsTitle, voice)}</h1>
      <p class="soft">{say(words.wordsLead, voice)}</p>
      <TextField
        id="words"
        label={words.wordsLabel}
        lines={4}
        value={draft.words}
        {...tooLong(draft.words, wordsLimit, voice)}
        onWrite={(text) => {
          dispatch({ did: "wrote-words", words: text });
        }}
      />
      <TextField
        id="reach"
        label={say(words.reachLabel, voice)}
        hint={say(words.reachHint, voice)}
        value={draft.reach}
        {...tooLong(draft.reach, reachLimit, voice)}
        onWrite={(reach) => {
          dispatch({ did: "wrote-reach", reach });
        }}
      />
      {page === "" ? null : (
        <TickBox
          title={say(words.pageTitle, voice)}
          hint={page}
          ticked={draft.addPage}
          onTick={(addPage) => {
            dispatch({ did: "chose-page", addPage });
          }}
        />
      )}
      {unnamedAllowed(options) ? (
        <TickBox
          title={say(words.unnamedTitle, voice)}
          hint={say(words.unnamedHint, voice)}
          ticked={!draft.named}
          onTick={(unnamed) => {
            dispatch({ did: "chose-named", named: !unnamed });
          }}
        />
      ) : null}
      {draft.what === "contact" || draft.what === "unkind" ? (
        <p class="soft small">{say(words.keepMessages, voice)}</p>
      ) : null}
      <Disclosure title={words.picturesTitle}>
        <p>{say(words.pictures, voice)}</p>
      </Disclosure>
    </>
  );
}
