// Which faults a run in Chromium brings, how often each, and in which order of chance.
import type { Dice } from "../chance.ts";
import { networkFaults, type NetworkFault } from "./faulty-network.ts";

/**
 * "Storage full" is what the browser says of the room that is left, by which the extension keeps off the last of it. No
 * quota refuses a write to an extension with "unlimitedStorage", and on a disk that takes half a write Chromium itself
 * throws away the whole database at its next opening: writes that are refused stand in the simulation.
 */
const schoolFaults = [
  "worker killed",
  "browser killed",
  "collector killed",
  "database killed",
  "DNS lost for a while",
  "policy changed in flight",
  "extension updated in flight",
  "device's clock jumps",
  "storage full",
] as const;
export type SchoolFault = (typeof schoolFaults)[number];
export type ChromiumFault = SchoolFault | NetworkFault;
export const chromiumFaults: readonly ChromiumFault[] = [...schoolFaults, ...networkFaults];

/** What takes long comes seldom, what has the most places to fall on comes often. */
const weights: Readonly<Partial<Record<ChromiumFault, number>>> = {
  "worker killed": 32,
  "browser killed": 6,
  "collector killed": 7,
  "database killed": 7,
  "DNS lost for a while": 4,
  "policy changed in flight": 3,
  "extension updated in flight": 2,
  "device's clock jumps": 4,
  "storage full": 4,
  "slow loris": 2,
};
const otherwise = 3.3;

export function planFaults(
  faults: number,
  dice: Dice,
  isThere: (fault: ChromiumFault) => boolean,
): ChromiumFault[] {
  const kinds = chromiumFaults.filter(isThere);
  const weightOf = (kind: ChromiumFault) => weights[kind] ?? otherwise;
  const all = kinds.reduce((sum, kind) => sum + weightOf(kind), 0);
  const plan = kinds.flatMap((kind) =>
    Array<ChromiumFault>(Math.max(1, Math.ceil((faults * weightOf(kind)) / all))).fill(kind),
  );
  const drawn: ChromiumFault[] = [];
  while (plan.length > 0) drawn.push(...plan.splice(dice.whole(plan.length), 1));
  return drawn;
}
