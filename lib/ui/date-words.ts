// Times as a person in the UK says them. The clock is an argument; only the page's own components read it.

const timeZone = "Europe/London";

/** "14:05" */
export function clockWords(atMs: number): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short" }).format(atMs);
}

/** "today at 14:05", "yesterday at 09:30", "tomorrow at 09:00", or "Tuesday 3 March at 14:05". `atMs` and `nowMs` are Unix milliseconds. */
export function momentWords(atMs: number, nowMs: number): string {
  const day = (ms: number) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(ms);
  const time = clockWords(atMs);
  if (day(atMs) === day(nowMs)) return `today at ${time}`;
  if (day(atMs) === day(nowMs + 86_400_000)) return `tomorrow at ${time}`;
  if (day(atMs) === day(nowMs - 86_400_000)) return `yesterday at ${time}`;
  const date = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
  }).format(atMs);
  return `${date} at ${time}`;
}
