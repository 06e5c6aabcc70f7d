// What a pupil or a page has to tell.
import { id as extensionId, origin } from "../support/fakes/begin-background.ts";
import type { Dice } from "./chance.ts";

/** Something that is told again and again until it is told that it is kept. */
export interface Telling {
  readonly marker: string;
  readonly kind: "worry" | "finding";
  readonly isUrgent: boolean;
  readonly message: unknown;
  readonly from: object;
  isUnderWay: boolean;
  /** Of the event, once it is said that it is kept. */
  id: string | undefined;
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const severities = ["low", "medium", "high", "critical"] as const;

/** Letters alone: numbers may be somebody's, and are masked before they are kept. */
const markerOf = (number: number): string =>
  `marker ${String(number)
    .padStart(7, "0")
    .replaceAll(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "")}`;

/** The n-th thing to tell: a worry now and then, else a finding of any gravity, each on a site of its own. */
export function makeTelling(number: number, dice: Dice): Telling {
  const marker = markerOf(number);
  const claim = Array.from({ length: 24 }, () => letters[dice.whole(32)]).join("");
  const common = { marker, isUnderWay: false, id: undefined };
  if (dice.chance(0.15)) {
    const body = { what: "other", tell: "dsl", words: marker, reach: "", address: "", named: true };
    return {
      ...common,
      kind: "worry",
      isUrgent: true,
      message: { schoolgate: "worry/send", body: { ...body, claim } },
      from: { id: extensionId, url: `${origin}/report.html`, origin },
    };
  }
  const severity = severities[dice.whole(dice.chance(0.2) ? 4 : 3)] ?? "low";
  const site = `https://site-${number}.test`;
  return {
    ...common,
    kind: "finding",
    isUrgent: severity === "critical",
    message: {
      schoolgate: "page/finding",
      body: {
        claim,
        source: dice.pick(["page", "typed"]),
        theme: "bullying",
        severity,
        score: 90,
        excerpt: marker,
        matches: [],
        excuses: [],
        title: "",
      },
    },
    from: {
      id: extensionId,
      url: `${site}/room`,
      origin: site,
      frameId: 0,
      tab: { id: number, url: `${site}/room` },
    },
  };
}
