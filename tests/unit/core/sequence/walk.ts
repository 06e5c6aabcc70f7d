// Walks a conversation as page and worker do: scanned line by line, signs kept, what is due noted.
import type { ReadingLevel, SignSource, Theme } from "../../../../lib/contract/vocabulary.ts";
import { createScanner } from "../../../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../../../lib/core/match/default-thresholds.ts";
import type { Lexicon } from "../../../../lib/core/match/types.ts";
import type { WeighedHit } from "../../../../lib/core/match/weigh-window.ts";
import { addSigns, dayMs, emptyBook, forget } from "../../../../lib/core/sequence/book.ts";
import { readSigns } from "../../../../lib/core/sequence/read-signs.ts";
import { createSignBook } from "../../../../lib/core/sequence/sign-book.ts";
import { signsOf } from "../../../../lib/core/sequence/signs-of.ts";
import { kindPlans, meanings } from "../../../../lib/core/sequence/stage-table.ts";
import { dueOf, noteDue, noteTold } from "../../../../lib/core/sequence/tell-due.ts";
import type { SequenceBook, Sign, Telling } from "../../../../lib/core/sequence/types.ts";
import type { Line } from "./conversations.ts";

export const startMs = Date.UTC(2026, 10, 2, 16);
/** Lines of a chat that are read together with a new one (`lib/app/page/text-work.ts`). */
const before = 2;

export interface Walked {
  readonly book: SequenceBook;
  /** After which line (from 0) each telling came. */
  readonly told: readonly { readonly line: number; readonly telling: Telling }[];
}

export function walk(
  lexicon: Lexicon,
  lines: readonly Line[],
  level: ReadingLevel = "ks3",
): Walked {
  const thresholds = defaultThresholds[level];
  let book = emptyBook;
  const told: { line: number; telling: Telling }[] = [];
  let nowMs = startMs;
  let count = 0;
  const keep = (by: SignSource, sent: readonly Sign[]): void => {
    count += 1;
    const placed = readSigns(sent, by).map(({ kind, stage, points, mark }) => ({
      kind,
      place: kindPlans[kind].isOnePlace ? "here" : "",
      stage,
      by,
      mark: String(mark),
      text: String(count),
      points,
      atMs: nowMs,
    }));
    book = addSigns(book, placed, `claim ${count}`);
  };
  const signs = createSignBook((sent) => keep("page", sent));
  const wanted = Object.keys(meanings) as Theme[];
  let weighed: WeighedHit[] = [];
  const scanner = createScanner(lexicon, {
    thresholds,
    onWeighed: (_, hits) => void weighed.push(...hits),
  });
  const signsIn = (text: string, source: SignSource): Sign[] => {
    weighed = [];
    scanner.scan({ text, source });
    return signsOf(text, weighed, wanted);
  };
  const read: string[] = [];
  for (const [line, { day, by, text }] of lines.entries()) {
    nowMs = startMs + day * dayMs + line * 60_000;
    if (by === "me") {
      const typed = signsIn(text, "typed");
      if (typed.length > 0) keep("typed", typed);
      signs.typed();
      signs.own(typed.map(({ mark }) => mark));
    } else {
      const joined = [...read.slice(-before), text].join("\n");
      signs.read(signsIn(joined, "page"));
    }
    read.push(text);
    book = noteDue(
      forget(book, nowMs, () => true),
      {
        nowMs,
        thresholds,
        newClaim: () => `telling ${line}`,
      },
    );
    for (const telling of dueOf(book)) {
      told.push({ line, telling });
      book = noteTold(book, telling.claim);
    }
  }
  return { book, told };
}
