// One finding: the excerpt with its marks, where it was met, and why the scanner reported it.
import type { FindingEvent } from "../../lib/contract/event.ts";
import { PlaceFacts, SeverityBadge } from "./bits.tsx";
import { ReadIcon, SearchIcon, TypedIcon } from "./icons.tsx";
import { markedPieces } from "./marked.ts";
import { PhraseList } from "./phrase-list.tsx";
import { SequenceCard } from "./sequence-card.tsx";
import { longTime } from "./time.ts";
import { categoryWords, plural, sourceLong, themeWords } from "./words.ts";

export function FindingCard({ finding }: { readonly finding: FindingEvent }) {
  if (finding.sequence !== undefined) {
    return <SequenceCard finding={finding} sequence={finding.sequence} />;
  }
  const { source, matches, excuses, score } = finding;
  const phrases = [...new Set(matches.map(({ phrase }) => phrase))];
  return (
    <article class={`card finding finding-${source}`} aria-label={`Finding: ${sourceLong[source]}`}>
      <header class="finding-head">
        <h2>
          {source === "page" ? <ReadIcon /> : source === "search" ? <SearchIcon /> : <TypedIcon />}
          {sourceLong[source]}
        </h2>
        <SeverityBadge severity={finding.severity} />
      </header>
      <p class="excerpt">
        {markedPieces(finding.excerpt, matches).map((piece, place) =>
          piece.marked ? <mark key={place}>{piece.text}</mark> : piece.text,
        )}
      </p>
      <dl class="facts">
        <dt>When</dt>
        <dd>
          {longTime(finding.atMs)}
          {finding.count > 1 && `, ${plural(finding.count, "time", "times")}`}
        </dd>
        <PlaceFacts title={finding.title} address={finding.address} />
      </dl>
      <details class="why">
        <summary>Why the scanner reported this: {Math.round(score)} of 100</summary>
        <p>
          Phrases are weighed in their context. A score is a reason to look, never a judgement of
          the pupil.
        </p>
        <div class="meter" aria-hidden="true">
          <progress max={100} value={score} />
        </div>
        <dl class="facts">
          <dt>Theme</dt>
          <dd>{themeWords[finding.theme]}</dd>
          <dt>Phrases</dt>
          <dd>
            <PhraseList phrases={phrases} />
          </dd>
          <dt>Lowered by</dt>
          <dd>{excuses.length === 0 ? "Nothing" : excuses.map(categoryWords).join(", ")}</dd>
          <dt>Rule</dt>
          <dd>
            Lexicon “{finding.theme}”, profile {finding.profile}, policy {finding.policyVersion}
          </dd>
        </dl>
      </details>
    </article>
  );
}
