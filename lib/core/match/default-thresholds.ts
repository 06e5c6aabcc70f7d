// From which score each theme is reported, for whom the text is meant. A school's policy may say otherwise.
import type { ReadingLevel, Theme } from "../../contract/vocabulary.ts";

function level(usual: number, own: Partial<Record<Theme, number>> = {}): Record<Theme, number> {
  return {
    extremism: usual,
    hate: usual,
    grooming: usual,
    "sexual-harassment": usual,
    bullying: usual,
    violence: usual,
    "self-harm": usual,
    "eating-disorder": usual,
    drugs: usual,
    "criminal-exploitation": usual,
    "home-violence": usual,
    "running-away": usual,
    misinformation: usual,
    scams: usual,
    ...own,
  };
}

/** Higher than any score: the theme is not looked for. */
const never = 101;

/**
 * Scores 0 to 100. The younger the pupil, the sooner an adult should look; sixth-formers meet hard themes in study
 * and among themselves. Staff are not looked for but for the gravest.
 */
export const defaultThresholds: Readonly<Record<ReadingLevel, Readonly<Record<Theme, number>>>> = {
  ks1: level(42),
  ks2: level(45),
  ks3: level(50),
  ks4: level(50),
  post16: level(55, { bullying: 62, drugs: 62, misinformation: 62, scams: 62 }),
  staff: level(never, { extremism: 85, grooming: 85, "criminal-exploitation": 90 }),
};
