import type { AgreementView } from "../../lib/contract/message.ts";
import { RuleDrawing } from "../../lib/ui/art/rule-picture.tsx";
import { isChild, type Voice } from "../../lib/ui/i18n/voice.ts";
import { ReadAloud } from "../../lib/ui/read-aloud.tsx";
import { SchoolWords } from "../../lib/ui/school-words.tsx";
import { pictureFor } from "./picture-for.ts";
import { useAgreementWords } from "./words.ts";

type Agreement = NonNullable<AgreementView["agreement"]>;

/**
 * The school's rules as it wrote them, numbered so that people can speak about "rule three". For children each has a
 * drawing, and can be heard by itself; what is new since they last agreed says so.
 */
export function RulesList(props: {
  readonly agreement: Agreement;
  readonly voice: Voice;
  readonly added?: readonly string[] | undefined;
}) {
  const { agreement, voice, added = [] } = props;
  const { words, t } = useAgreementWords(voice);
  const isDrawn = isChild(voice);
  return (
    <ol class={isDrawn ? "rules rules-drawn" : "rules"}>
      {agreement.rules.map((rule, at) => (
        <li key={rule}>
          {isDrawn ? <RuleDrawing of={agreement.pictures?.[at] ?? pictureFor(rule)} /> : null}
          <span class="rule-words">
            {added.includes(rule) ? <strong class="tag rule-new">{t(words.newRule)}</strong> : null}{" "}
            <SchoolWords>{rule}</SchoolWords>
          </span>
          {isDrawn ? <ReadAloud words={rule} /> : null}
        </li>
      ))}
    </ol>
  );
}
