// The one place that touches the document itself: the school's colour, the size of the type, the title.
import { accentsFor } from "./accent.ts";
import { isChild, voiceOf } from "./i18n/voice.ts";

/** Dresses the page for a school and a reader. Set through the CSSOM, so the strict content policy stands. */
export function applyLook(
  look: { readonly colour: string; readonly reading: string },
  root: HTMLElement = document.documentElement,
): void {
  const voice = voiceOf(look.reading);
  // The size of the type is the same for all children of primary school.
  root.dataset["voice"] = isChild(voice) ? "young" : voice;
  const accents = accentsFor(look.colour);
  if (accents === undefined) return;
  root.style.setProperty("--school-light", accents.light);
  root.style.setProperty("--school-dark", accents.dark);
}
