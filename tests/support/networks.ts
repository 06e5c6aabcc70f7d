// How the way to the school's collector is while a pupil does something, and in the middle of it.
import type { GateMode } from "./collector-gate.ts";
import type { HandName } from "./hands.ts";

interface Network {
  readonly name: string;
  readonly before: GateMode;
  readonly after: GateMode;
}

const networks: readonly Network[] = [
  { name: "the network up", before: "open", after: "open" },
  { name: "the network down", before: "shut", after: "shut" },
  { name: "down, then up in the middle", before: "shut", after: "open" },
  { name: "up, then down in the middle", before: "open", after: "shut" },
];

export interface Walk extends Network {
  readonly hand: HandName;
  /** Two letters that stand for this walk alone in hosts and words. */
  readonly mark: string;
}

/** Each hand under each network. */
export const walks: readonly Walk[] = (["pointer", "keyboard"] as const).flatMap((hand) =>
  networks.map((network, at) => ({ ...network, hand, mark: `${hand[0] ?? ""}${at}` })),
);

/** Of this try of this walk only, in lower-case letters and digits: a host, a word in a text. */
export const uniqueName = (walk: Walk): string =>
  `${walk.mark}${crypto.randomUUID().replaceAll("-", "").slice(0, 10)}`;
