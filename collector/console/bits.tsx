// Small parts that several views share.
import type { Severity, TextSource } from "../../lib/contract/vocabulary.ts";
import { severityRank } from "../../lib/contract/vocabulary.ts";
import type { DeskCase } from "../desk-types.ts";
import { isTag, isSealedPlace } from "../../lib/core/seal/split-event.ts";
import { ReadIcon, SearchIcon, TypedIcon, WorryIcon } from "./icons.tsx";
import { longTime, shortTime } from "./time.ts";
import {
  severityWords,
  signWords,
  sourceWords,
  stateWords,
  themeWords,
  worryWords,
} from "./words.ts";

export function SeverityBadge({ severity }: { readonly severity: Severity | null }) {
  if (severity === null) {
    return (
      <span class="tag tag-worry">
        <WorryIcon />
        Worry
      </span>
    );
  }
  return (
    <span class={`tag tag-${severity}`}>
      <span class="bars" aria-hidden="true">
        {[0, 1, 2, 3].map((bar) => (
          <i key={bar} class={bar <= severityRank(severity) ? "on" : ""} />
        ))}
      </span>
      {severityWords[severity]}
    </span>
  );
}

export function SourceLabel({ source }: { readonly source: TextSource }) {
  return (
    <span class="source">
      {source === "page" ? <ReadIcon /> : source === "search" ? <SearchIcon /> : <TypedIcon />}
      {sourceWords[source]}
    </span>
  );
}

export function StatePill({ state }: { readonly state: DeskCase["state"] }) {
  return <span class={`pill pill-${state}`}>{stateWords[state]}</span>;
}

export function Time({ atMs }: { readonly atMs: number }) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={longTime(atMs)}>
      {shortTime(atMs, Date.now())}
    </time>
  );
}

/** What a case is about, in the desk's words. */
export function caseTitle(head: Pick<DeskCase, "kind" | "what">): string {
  if (head.kind === "worry") return worryWords[head.what as keyof typeof worryWords];
  return head.kind === "finding"
    ? themeWords[head.what as keyof typeof themeWords]
    : signWords[head.what as keyof typeof signWords];
}

/** Who it concerns, as far as is known. A worry without a name stays one. */
export function personWords(head: Pick<DeskCase, "kind" | "user" | "deviceLabel">): string {
  if (isTag(head.user)) return "Name sealed";
  if (head.user !== "") return head.user;
  if (head.kind === "worry" && head.deviceLabel === "") return "A pupil who did not give a name";
  return head.deviceLabel === "" ? "Nobody signed in" : `Nobody signed in, on ${head.deviceLabel}`;
}

/** The signed-in name of an event that is no concern. */
export function userWords(user: string): string {
  if (isTag(user)) return "Name sealed";
  return user === "" ? "Nobody signed in" : user;
}

/** In a list of facts: the page where something was met. */
export function PlaceFacts({
  title,
  address,
}: {
  readonly title: string;
  readonly address: string;
}) {
  return (
    <>
      {title !== "" && (
        <>
          <dt>Page</dt>
          <dd>{title}</dd>
        </>
      )}
      <dt>Address</dt>
      <dd class="address">{addressWords(address)}</dd>
    </>
  );
}

function addressWords(address: string): string {
  if (isSealedPlace(address)) return "Sealed";
  return address === "" ? "Not recorded" : address;
}

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly link: (page: number) => string;
}

export function Pager({ page, pages, link }: PagerProps) {
  if (pages <= 1) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {page > 1 ? <a href={link(page - 1)}>Newer</a> : <span />}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages ? <a href={link(page + 1)}>Older</a> : <span />}
    </nav>
  );
}

export function Trouble({ words }: { readonly words: string }) {
  return <div role="alert">{words === "" ? null : <p class="notice notice-bad">{words}</p>}</div>;
}
