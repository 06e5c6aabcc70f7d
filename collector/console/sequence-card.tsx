// A finding that several small signs made together: what came when and how often. No words are kept, so none are shown.
import type { FindingEvent, SequenceFact } from "../../lib/contract/event.ts";
import {
  explainSequence,
  explainStage,
  sequenceKindWords,
} from "../../lib/core/sequence/explain-sequence.ts";
import { PlaceFacts, SeverityBadge } from "./bits.tsx";
import { longTime } from "./time.ts";
import { themeWords } from "./words.ts";

interface Props {
  readonly finding: FindingEvent;
  readonly sequence: SequenceFact;
}

export function SequenceCard({ finding, sequence }: Props) {
  const kind = sequenceKindWords[sequence.kind];
  return (
    <article class="card finding finding-sequence" aria-label={`Finding: ${kind}`}>
      <header class="finding-head">
        <h2>{kind}</h2>
        <SeverityBadge severity={finding.severity} />
      </header>
      <p class="excerpt">{explainSequence(sequence)}</p>
      <p class="small soft">
        Small signs that the Chromebook added up. It keeps no words of them, so none can be shown:
        speak with the pupil, and look at the conversation together where that is right.
      </p>
      <dl class="facts">
        {sequence.stages.map((stage) => {
          const { title, detail } = explainStage(stage);
          return [<dt key={stage.stage}>{title}</dt>, <dd key={`${stage.stage}-how`}>{detail}</dd>];
        })}
        <dt>First</dt>
        <dd>{longTime(sequence.firstAtMs)}</dd>
        <dt>Latest</dt>
        <dd>{longTime(sequence.lastAtMs)}</dd>
        <PlaceFacts title={finding.title} address={finding.address} />
      </dl>
      <details class="why">
        <summary>Why this was reported: {Math.round(finding.score)} of 100</summary>
        <p>
          Each sign alone may mean nothing. What counts is that different ones came together, or the
          same again and again. It is a reason to look, never a judgement of the pupil.
        </p>
        <dl class="facts">
          <dt>Theme</dt>
          <dd>{themeWords[finding.theme]}</dd>
          <dt>Rule</dt>
          <dd>
            Sequence “{sequence.kind}”, profile {finding.profile}, policy {finding.policyVersion}
          </dd>
        </dl>
      </details>
    </article>
  );
}
