// One person's records on a lawful request (D6): what has to be said before they are put together, and what the audit
// says of it. The records themselves are opened and put together in the reader's browser, never here.
import { z } from "zod";

/** Who asks for what, and by what right. `person`: where the school seals, a sign that only holders of a key can make. */
export const recordsAskSchema = z.strictObject({
  person: z.string().trim().min(1).max(200),
  why: z.string().trim().min(1).max(300),
  reference: z.string().trim().min(1).max(100),
});
export type RecordsAsk = z.output<typeof recordsAskSchema>;

const ticket = z.string().regex(/^[0-9A-Z]{26}$/, "a ticket");
const names = z.array(z.string().min(1).max(200));

export const recordsPageSchema = z.strictObject({
  ticket,
  names: names.min(1).max(100),
  after: z.string().max(30),
});

export const recordsAboutSchema = z.strictObject({
  ticket,
  cases: z.array(z.string().max(30)).max(50),
  names: names.max(100),
  hosts: z
    .array(z.strictObject({ host: z.string().max(300), wanted: z.enum(["open", "blocked"]) }))
    .max(100),
});
export type RecordsAbout = Omit<z.output<typeof recordsAboutSchema>, "ticket">;

export const recordsSignSchema = z.strictObject({ ticket, manifest: z.string().max(20_000) });

const count = z.int().min(0);
export const recordsDoneSchema = z.strictObject({
  ticket,
  person: recordsAskSchema.shape.person,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256"),
  bytes: count,
  counts: z.strictObject({
    events: count,
    cases: count,
    orders: count,
    answers: count,
    notOpened: count,
  }),
});
export type RecordsDone = Omit<z.output<typeof recordsDoneSchema>, "ticket">;

/** How long an archive that was begun may be worked at. */
export const ticketMs = 12 * 60 * 60_000;

export function askedWords(given: string, { person, why, reference }: RecordsAsk): string {
  return `${given} of ${person}; ${why}; reference ${reference}`;
}

/** Counts and the archive's hash, and nothing of what is in it. */
export function doneWords(given: string, { person, counts, sha256, bytes }: RecordsDone): string {
  const { events, cases, orders, answers, notOpened } = counts;
  return `${given} of ${person}: ${events} events, ${cases} cases, ${orders} openings, ${answers} answers, ${notOpened} not opened; ${bytes} bytes, SHA-256 ${sha256}`;
}
