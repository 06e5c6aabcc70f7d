// Times as a school reads them: the clock of London, wherever the browser thinks it is.

const zone = "Europe/London";
const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  hour: "2-digit",
  minute: "2-digit",
});
const dayKey = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
const shortDay = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  weekday: "short",
  day: "numeric",
  month: "short",
});
const longDay = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

const dayMs = 24 * 60 * 60_000;

/** "Today, 14:05", "Yesterday, 09:12", "Thu 19 Nov, 14:05"; another year is named. */
export function shortTime(atMs: number, nowMs: number): string {
  const time = clock.format(atMs);
  const day = dayKey.format(atMs);
  if (day === dayKey.format(nowMs)) return `Today, ${time}`;
  if (day === dayKey.format(nowMs - dayMs)) return `Yesterday, ${time}`;
  const year = day.slice(0, 4);
  const sameYear = year === dayKey.format(nowMs).slice(0, 4);
  return `${shortDay.format(atMs).replace(",", "")}${sameYear ? "" : ` ${year}`}, ${time}`;
}

/** "Thursday 19 November 2026 at 14:05". */
export function longTime(atMs: number): string {
  return `${longDay.format(atMs).replace(",", "")} at ${clock.format(atMs)}`;
}

/** How far a device's clock is out, in words; undefined below ten minutes. `skewMs`: collector's clock less device's. */
export function clockWords(skewMs: number): string | undefined {
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  if (minutes < 10) return undefined;
  const span = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `This Chromebook's clock was ${span} ${skewMs > 0 ? "slow" : "fast"} when it sent this.`;
}
