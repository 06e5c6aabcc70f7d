/** How many cases a law draws: all of them in the long run (`npm run test:long`), a quarter of them every day. */
export const draws = (most: number): number =>
  process.env["SCHOOLGATE_LONG"] === "1" ? most : Math.ceil(most / 4);
