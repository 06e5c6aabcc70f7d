/** A time zone in which it is between ten and eleven now: no day begins or ends near a test. */
export function midMorningZone(): string {
  const behind = new Date().getUTCHours() - 10;
  // Signs are the other way round in these names: Etc/GMT+3 is three hours behind.
  return behind === 0 ? "Etc/GMT" : `Etc/GMT${behind > 0 ? "+" : "-"}${Math.abs(behind)}`;
}
