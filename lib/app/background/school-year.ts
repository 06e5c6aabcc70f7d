// Agreements are read anew each school year.

const hourMs = 3_600_000;
const septemberIndex = 8;

/**
 * The school year of a moment (Unix ms) by the year in which it begins: 2026 for 1 September 2026 to 31 August 2027,
 * UK time. The boundary always falls in British Summer Time, one hour ahead of UTC.
 */
export function schoolYearOf(atMs: number): number {
  const local = new Date(atMs + hourMs);
  const year = local.getUTCFullYear();
  return local.getUTCMonth() >= septemberIndex ? year : year - 1;
}
