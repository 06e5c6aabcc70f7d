// From the weighed hits of one text to signs: small enough to leave the page without a word of it.
import type { Theme } from "../../contract/vocabulary.ts";
import type { WeighedHit } from "../match/weigh-window.ts";
import type { Sign } from "./types.ts";

/** Less than this after context is no evidence of anything. */
const leastPoints = 12;
/** Hits of one text that are looked at. */
const mostLooked = 200;
/** Of one text: more of them say nothing new. A message has no room for more either. */
const mostSigns = 20;

/**
 * The signs of one text. A phrase that anything excuses (denied, quoted, a lesson, a story, help given) is none: small
 * signs are only worth keeping where nothing speaks against them. `wanted`: the themes that are looked for.
 */
export function signsOf(
  text: string,
  weighed: readonly WeighedHit[],
  wanted: readonly Theme[],
): Sign[] {
  const signs = new Map<number, Sign>();
  const looked = weighed
    .filter(({ plan: { phrase }, points, excuses }) => {
      const { theme } = phrase;
      if (theme === "excuse" || theme === "context" || !wanted.includes(theme)) return false;
      return points >= leastPoints && excuses.length === 0;
    })
    .slice(0, mostLooked);
  for (const one of looked) {
    const { hit, plan, points } = one;
    // Narrowed above already: what is wanted is a theme.
    const theme = plan.phrase.theme as Theme;
    const { group } = plan.phrase;
    if (looked.some((other) => speaksFor(other, one))) continue;
    const mark = markOf(`${theme} ${group} ${text.slice(hit.start, hit.end)}`);
    const sign = { theme, group: group.slice(0, 80), points, isSaid: plan.said, mark };
    if (points > (signs.get(mark)?.points ?? 0)) signs.set(mark, sign);
    if (signs.size === mostSigns) break;
  }
  return [...signs.values()];
}

/** The same words are one step, though several headings know them: the heaviest speaks for all. */
function speaksFor(other: WeighedHit, { hit, plan, points }: WeighedHit): boolean {
  if (!plan.said || !other.plan.said || other.plan.phrase.theme !== plan.phrase.theme) return false;
  if (hit.start >= other.hit.end || other.hit.start >= hit.end) return false;
  return other.points > points || (other.points === points && other.hit.phrase < hit.phrase);
}

/** FNV-1a over code units, without case and spacing: the same words read again give the same number. */
function markOf(words: string): number {
  const plain = words.toLowerCase().replace(/\s+/g, " ");
  let mark = 0x81_1c_9d_c5;
  for (let at = 0; at < plain.length; at += 1) {
    mark = Math.imul(mark ^ plain.charCodeAt(at), 0x01_00_01_93);
  }
  return mark >>> 0;
}
