// What the measured figures mean for a school, a trust, an authority, a country: sums alone, printed as one line a place.
// `docs/SCALE.md` says them in words and holds the table made of these lines.
import { print, round } from "./figures.ts";

/** Processor time by the bench, of one request, in ms; the database's own where it has processes of its own. */
export interface Measured {
  readonly store: string;
  readonly questionMs: number;
  readonly databaseQuestionMs: number;
  readonly batchMs: number;
  readonly databaseBatchMs: number;
  readonly sentBytesPerEvent: number;
  readonly storedBytesPerEvent: number;
  /** Of one collector process after the load. */
  readonly memoryMb: number;
}

/** Assumed, not measured. */
const assumed = {
  /** Of a school's pupils, so many are at a Chromebook at the busiest moment. */
  awake: 0.9,
  /** A pupil, a school day: what is blocked, found, asked and told. The range that is printed beside it. */
  events: 20,
  eventsRange: [5, 60],
  /** What waits a minute goes together. */
  eventsPerBatch: 2,
  schoolDays: 190,
  schoolHours: 6.5,
  /** The busiest minute against the mean of the day. */
  peak: 4,
  /** At the first lesson all begin within so many seconds, each with so many questions. */
  morningSeconds: 600,
  morningQuestions: 6,
} as const;

/** By the extension's own clocks: orders each minute; policy, keys and a confidential list each hour. */
const questionsPerHour = 60 + 3;

const places = [
  { place: "one school", pupils: 1000, collectors: 1 },
  { place: "a trust of 50 schools", pupils: 50_000, collectors: 50 },
  { place: "an authority of 400 schools", pupils: 150_000, collectors: 400 },
  { place: "England", pupils: 9_000_000, collectors: 24_000 },
] as const;

export function printPlan(measured: Measured): void {
  const { store, questionMs, databaseQuestionMs, batchMs, databaseBatchMs } = measured;
  print({ bench: "collector-plan", store, assumed, questionsPerHour });
  for (const { place, pupils, collectors } of places) {
    if (store === "sqlite" && collectors > 1) continue;
    const devices = pupils * assumed.awake;
    const questions = (devices * questionsPerHour) / 3600;
    const batchesPerDay = (pupils * assumed.events) / assumed.eventsPerBatch;
    const batches = (batchesPerDay / (assumed.schoolHours * 3600)) * assumed.peak;
    const morning = (devices * assumed.morningQuestions) / assumed.morningSeconds;
    const cores = (perQuestion: number, perBatch: number, asked: number) =>
      round((asked * perQuestion + batches * perBatch) / 1000, 2);
    const gbYear = (events: number) =>
      round((pupils * events * assumed.schoolDays * measured.storedBytesPerEvent) / 1e9, 1);
    print({
      bench: "collector-plan",
      store,
      place,
      pupils,
      questionsPerSecond: round(questions),
      batchesPerSecond: round(batches),
      morningQuestionsPerSecond: round(morning),
      collectorCores: cores(questionMs, batchMs, questions),
      morningCollectorCores: cores(questionMs, batchMs, questions + morning),
      databaseCores: cores(databaseQuestionMs, databaseBatchMs, questions),
      eventMbitPerSecond: round(
        (batches * assumed.eventsPerBatch * measured.sentBytesPerEvent * 8) / 1e6,
        2,
      ),
      eventsPerDay: pupils * assumed.events,
      diskGbYear: gbYear(assumed.events),
      diskGbYearRange: assumed.eventsRange.map(gbYear),
      collectors,
      collectorMemoryGb: round((collectors * measured.memoryMb) / 1000, 1),
    });
  }
}
