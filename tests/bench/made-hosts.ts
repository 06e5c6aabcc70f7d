/** Invented hosts, clean and sorted as a list gives them: as long as those of real lists (about 20 signs). */
export function makeHosts(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, place) => `h${String(place).padStart(7, "0")}.site-${place % 977}.test`,
  );
}
