// One essay is one concern: whatever is met, in whatever order, and however much of it has left already.
import fc from "fast-check";
import { expect, test } from "vitest";
import { recordOf, stepFor } from "../../../../lib/app/background/event-record.ts";
import { severities, severityRank } from "../../../../lib/contract/vocabulary.ts";
import { sameMomentMs, sittingMs } from "../../../../lib/core/queue/dedupe.ts";
import { findingEvent } from "../../../support/fakes/events.ts";
import { createFakeEventStore } from "../../../support/fakes/fake-event-store.ts";
import { draws } from "../../../support/draws.ts";

const met = fc.record({
  afterMs: fc.integer({ min: 0, max: 4 * 60_000 }),
  severity: fc.constantFrom(...severities),
  theme: fc.constantFrom("bullying" as const, "violence" as const),
  site: fc.constantFrom("https://chat.test/a", "https://chat.test/b", "https://docs.test/essay"),
  /** Whether everything that may go goes after it. */
  isSent: fc.boolean(),
});

test("law: the gravest is never left out nor held, every moment is counted once, and a concern is few events", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(met, { minLength: 1, maxLength: 40 }), async (steps) => {
      const store = createFakeEventStore();
      const told = new Map<string, number>();
      const sent: { key: string; severity: number; count: number }[] = [];
      const moments = new Map<string, number[]>();
      const gravest = new Map<string, { severity: number; sinceMs: number }>();
      let nowMs = 1_000_000;
      const flush = async (until: number) => {
        const due = (await store.entries(999)).filter((one) => one.notBeforeMs <= until);
        const events = await store.claim(due.map(({ id }) => id));
        await store.settle({ stored: events.map(({ id }) => id), refused: [], seen: [] }, until);
        for (const event of events) {
          if (event.kind !== "finding") continue;
          const key = `${event.theme} ${new URL(event.address).host}`;
          const severity = severityRank(event.severity);
          sent.push({ key, severity, count: event.count });
          told.set(key, Math.max(told.get(key) ?? -1, severity));
        }
      };
      for (const { afterMs, severity, theme, site, isSent } of steps) {
        nowMs += afterMs;
        const event = { ...findingEvent({ severity, theme, address: site }), atMs: nowMs };
        const record = recordOf(event);
        await store.add({ record, decide: stepFor(record) });
        const key = `${theme} ${new URL(site).host}`;
        moments.set(key, [...(moments.get(key) ?? []), nowMs]);
        const rank = severityRank(severity);
        const before = gravest.get(key);
        const isNewSitting = before === undefined || nowMs - before.sinceMs >= sittingMs;
        if (isNewSitting || rank > before.severity)
          gravest.set(key, { severity: rank, sinceMs: nowMs });
        if (!isSent) continue;
        await flush(nowMs);
        // What is graver than all of its sitting has left at once.
        if (isNewSitting || rank > before.severity) {
          expect(told.get(key)).toBeGreaterThanOrEqual(rank);
        }
      }
      await flush(nowMs + 2 * sittingMs);
      for (const [key, all] of moments) {
        const mine = sent.filter((one) => one.key === key);
        const counted = mine.reduce((sum, { count }) => sum + count, 0);
        // Two within the same moment are one, unless the second is graver.
        const apart = all.filter((at, place) => at - (all[place - 1] ?? -Infinity) >= sameMomentMs);
        expect(counted).toBeLessThanOrEqual(all.length);
        expect(counted).toBeGreaterThanOrEqual(Math.min(apart.length, all.length));
        const spanMs = (all.at(-1) ?? 0) - (all[0] ?? 0);
        // A sitting: its first, one held, and one for each step up that found its forerunner sent.
        const sittings = 1 + Math.floor(spanMs / sittingMs);
        expect(mine.length).toBeLessThanOrEqual(sittings * (severities.length + 1) + 1);
      }
    }),
    { numRuns: draws(200) },
  );
});

const words = fc.record({
  afterMs: fc.integer({ min: 0, max: 8_000 }),
  severity: fc.constantFrom(...severities),
  score: fc.integer({ min: 1, max: 100 }),
  isSent: fc.boolean(),
});

test("law: of what was met within moments, the gravest words reach the desk", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 30 }), async (steps) => {
      const store = createFakeEventStore();
      const read: string[] = [];
      const weights = new Map<string, number>();
      let nowMs = 1_000_000;
      const flush = async (until: number) => {
        const due = (await store.entries(999)).filter((one) => one.notBeforeMs <= until);
        const events = await store.claim(due.map(({ id }) => id));
        await store.settle({ stored: events.map(({ id }) => id), refused: [], seen: [] }, until);
        for (const event of events) if (event.kind === "finding") read.push(event.excerpt);
      };
      for (const [place, { afterMs, severity, score, isSent }] of steps.entries()) {
        nowMs += afterMs;
        const excerpt = `${severity} ${score} ${place}`;
        weights.set(excerpt, severityRank(severity) * 1000 + score);
        const record = recordOf({ ...findingEvent({ severity, score, excerpt }), atMs: nowMs });
        await store.add({ record, decide: stepFor(record) });
        if (isSent) await flush(nowMs);
      }
      await flush(nowMs + 2 * sittingMs);
      const heaviest = (all: Iterable<string>) =>
        Math.max(...[...all].map((excerpt) => weights.get(excerpt) ?? 0));
      expect(heaviest(read)).toBe(heaviest(weights.keys()));
    }),
    { numRuns: draws(300) },
  );
});

test("an essay with a hundred phrases, typed and searched for, is one event with the gravest of them", async () => {
  const store = createFakeEventStore();
  for (let place = 0; place < 100; place += 1) {
    const event = findingEvent({
      address: "https://docs.test/essay",
      source: place % 2 === 0 ? "typed" : "search",
      severity: place === 50 ? "high" : "medium",
      matches: [{ start: 0, end: 5, phrase: `phrase ${place}` }],
      excerpt: `excerpt ${place}`,
    });
    const record = recordOf({ ...event, atMs: 1_000_000 + place * 20_000 });
    await store.add({ record, decide: stepFor(record) });
  }
  const events = [...store.records.values()].map(({ event }) => event);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ severity: "high", excerpt: "excerpt 50", count: 100 });
});
