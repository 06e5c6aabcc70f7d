// What looks after people in one frame: asks what is wanted, and shows it. Brought by the worker, at times again.
import { showHelpCard, showRestNote, type Card, type CardParts } from "./help-card.ts";
import { watchNudges, type NudgeWatch } from "./nudge-watch.ts";
import type { CareWorld } from "./nudge-world.ts";

export interface CareSession {
  /** Asks again: another search was made, or it has become late. */
  again(): Promise<void>;
  stop(): void;
}

const fromTheRight: ReadonlySet<string> = new Set(["ar", "ur"]);

export function startCare(document: Document, window: Window, world: CareWorld): CareSession {
  let watch: NudgeWatch | undefined;
  let card: Card | undefined;
  let asked = 0;

  async function again(): Promise<void> {
    asked += 1;
    const mine = asked;
    const care = await world.wanted();
    if (care === undefined || mine !== asked) return;
    const { words, language } = world.words(care.language);
    const common: CardParts = {
      document,
      words,
      language,
      dir: fromTheRight.has(language) ? "rtl" : "ltr",
      reading: care.reading,
      isYoung: care.reading === "ks1" || care.reading === "ks2",
      keepOwn: (element) => world.keepOwn(element),
    };
    if (care.nudges) {
      watch ??= watchNudges({
        ...common,
        window,
        language,
        shadowRootOf: (element) => world.shadowRootOf(element),
        isAlive: () => world.isAlive(),
        languages: () => world.languages(),
        bringLanguages: () => world.bringLanguages(),
      });
    } else {
      watch?.stop();
      watch = undefined;
    }
    if (care.card !== undefined) {
      card?.remove();
      card = showHelpCard({
        ...common,
        topic: care.card,
        onAway: () => world.seen("card-away"),
        onSchool: () => world.openWorry(),
      });
      world.seen("card-shown");
    } else if (care.restMinutes !== undefined) {
      card?.remove();
      card = showRestNote({ ...common, minutes: care.restMinutes });
      world.seen("rest-shown");
    }
  }

  return {
    again,
    stop() {
      watch?.stop();
      card?.remove();
    },
  };
}
