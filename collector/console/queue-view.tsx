// The queue: what needs a person, gravest first.
import { useEffect, useRef, useState } from "preact/hooks";
import { isTag } from "../../lib/core/seal/split-event.ts";
import type { DeskCase, QueueAnswer } from "../desk-types.ts";
import {
  caseTitle,
  Pager,
  personWords,
  SeverityBadge,
  SourceLabel,
  StatePill,
  Time,
  Trouble,
} from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { QuietIcon } from "./icons.tsx";
import { QueueFilters } from "./queue-filters.tsx";
import { wholeQueue, writeRoute, type QueueFilter } from "./route.ts";
import { useLoad } from "./use-load.ts";
import { plural, profileWords } from "./words.ts";

interface Props extends ViewProps {
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
}

export function QueueView({ api, tick, onSignedOut, filter, onFilter }: Props) {
  const key = JSON.stringify(filter);
  const { value, trouble } = useLoad(key, tick, (live) => api.queue(filter, live), onSignedOut);
  const news = useNews(value);
  const worries =
    value?.cases.filter((item) => item.kind === "worry" && item.state !== "closed") ?? [];
  const findings =
    value?.cases.filter((item) => item.kind === "finding" && item.state !== "closed") ?? [];
  const attempts =
    value?.cases.filter((item) => item.kind === "circumvention" && item.state !== "closed") ?? [];
  const closed = value?.cases.filter((item) => item.state === "closed") ?? [];

  return (
    <>
      <div class="head">
        <h1>Concerns</h1>
        <p class="soft">{value === undefined ? "Loading …" : summary(value)}</p>
      </div>
      <p class="unseen" role="status">
        {news}
      </p>
      <QueueFilters filter={filter} value={value} onFilter={onFilter} />
      <Trouble words={trouble} />
      {value !== undefined && value.cases.length === 0 && <Empty filter={filter} value={value} />}
      <Section
        title="Worries from pupils"
        hint="Asked for by a pupil: always first"
        cases={worries}
      />
      <Section title="Noticed by the scanner" hint="Gravest first" cases={findings} />
      <Section
        title="Ways round the filter"
        hint="Tried again and again, or with a hidden proxy"
        cases={attempts}
      />
      <Section title="Closed" hint="" cases={closed} />
      {value !== undefined && (
        <Pager
          page={value.page}
          pages={value.pages}
          link={(page) => writeRoute({ view: "queue", filter: { ...filter, page } })}
        />
      )}
    </>
  );
}

/** A sentence for screen readers when something came in since the last load. */
function useNews(value: QueueAnswer | undefined): string {
  const before = useRef<number | undefined>(undefined);
  const [words, setWords] = useState("");
  useEffect(() => {
    if (value === undefined) return;
    const more = value.unread - (before.current ?? value.unread);
    if (more > 0) setWords(`${plural(more, "concern has", "concerns have")} come in.`);
    before.current = value.unread;
  }, [value]);
  return words;
}

function summary({ counts, unread }: QueueAnswer): string {
  const open = counts.new + counts.looking;
  if (open === 0) return "Nothing is open.";
  const waiting = unread === 0 ? "all opened" : `${unread} not opened yet`;
  return `${plural(open, "open case", "open cases")}, ${waiting}.`;
}

interface SectionProps {
  readonly title: string;
  readonly hint: string;
  readonly cases: readonly DeskCase[];
}

function Section({ title, hint, cases }: SectionProps) {
  if (cases.length === 0) return null;
  return (
    <section class="queue-section" aria-label={title}>
      <h2>
        {title} <span class="soft">{hint}</span>
      </h2>
      <ul class="queue">
        {cases.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Row({ item }: { readonly item: DeskCase }) {
  const host = isTag(item.host) ? "" : item.host;
  const where = item.title === "" || host === "" ? host : `${host} · ${item.title}`;
  return (
    <li class={`row row-${item.severity ?? "worry"}${item.unread ? " row-unread" : ""}`}>
      <a href={writeRoute({ view: "case", id: item.id })}>
        <span class="row-tag">
          <SeverityBadge severity={item.severity} />
        </span>
        <span class="row-main">
          <span class="row-title">
            {item.unread && <span class="dot" aria-hidden="true" />}
            {caseTitle(item)}
            {item.unread && <span class="unseen"> (not opened yet)</span>}
            {item.source !== null && <SourceLabel source={item.source} />}
          </span>
          <span class="row-sub">
            <strong>{personWords(item)}</strong>
            <span>{profileWords(item.profile)}</span>
            {where !== "" && <span class="row-where">{where}</span>}
          </span>
        </span>
        <span class="row-side">
          <Time atMs={item.lastAtMs} />
          <span class="row-state">
            {item.count > 1 && <span class="times">{item.count} times</span>}
            <StatePill state={item.state} />
          </span>
        </span>
      </a>
    </li>
  );
}

function Empty({ filter, value }: { readonly filter: QueueFilter; readonly value: QueueAnswer }) {
  const narrowed =
    filter.kind !== "" || filter.profile !== "" || filter.search !== "" || filter.page > 1;
  const nothingYet = value.counts.new + value.counts.looking + value.counts.closed === 0;
  return (
    <div class="card empty">
      <QuietIcon />
      {narrowed ? (
        <>
          <h2>Nothing fits this search</h2>
          <p>Try fewer words, or look at all open cases.</p>
          <p>
            <a class="button" href={writeRoute({ view: "queue", filter: wholeQueue })}>
              Show all open cases
            </a>
          </p>
        </>
      ) : nothingYet ? (
        <>
          <h2>Nothing has come in yet</h2>
          <p>
            When a pupil reports a worry, or something of concern is read, searched or typed, it
            appears here by itself. Worries from pupils always stand first.
          </p>
          <p class="soft">
            Not sure that Chromebooks reach this desk? Open the status page of the extension on one
            of them.
          </p>
        </>
      ) : (
        <>
          <h2>Nothing is waiting here</h2>
          <p>New concerns appear by themselves; you need not reload.</p>
        </>
      )}
    </div>
  );
}
