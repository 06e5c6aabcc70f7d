// Every word of the page for what is against the law. Whoever reads it may be twelve and frightened: it says what this
// is, that nobody is blamed, that nothing has to be done, and who listens. It never says which page.
import type { Voiced } from "../voice.ts";

export const closedEnglish = {
  documentTitle: "This page is closed",
  title: { young: "This page is closed", teen: "This page is closed by law" },
  lead: {
    infant: "This page is not safe. It is closed for all of us, grown-ups too.",
    young: "Pages like this are against the law. They are closed for all of us, grown-ups too.",
    teen: "It is on a list of pages that are against the law in the UK. They stay closed for everyone, adults too.",
    adult:
      "It is on a list of pages that are against the law in the UK. They stay closed for everyone, and nobody at school can open them.",
  },
  calmTitle: {
    infant: "You did nothing wrong",
    young: "You are not in trouble",
    teen: "You’re not in trouble for landing here",
    adult: "Nobody is blamed for arriving here",
  },
  calm: {
    infant: "It was just a mistake.",
    young: "A link, an advert or a message can bring you here. It can just be a mistake.",
    teen: "A link, an advert or a message can bring anybody here. Now and then a harmless page is closed by mistake, too.",
  },
  accidentTitle: { young: "Was it an accident?", teen: "Came here by accident?" },
  accident: {
    infant: "Just go back.",
    young: "Then you don’t need to do anything. Just go back.",
    teen: "Then there is nothing you need to do. You can simply go back.",
  },
  recorded: {
    infant: "Your school can see that a page was closed.",
    young: "Your school can see that a page was closed, but not which page.",
    teen: "Your school can see that a page was closed here, but not which one.",
  },
  back: "Go back",
  tell: { teen: "Tell somebody at school", staff: "Report a concern" },
  talkTitle: "Somebody to talk to",
  talk: {
    infant: "Did you see something bad? It is not your fault. Tell a grown-up.",
    young: "Did you see something horrible? It is not your fault. Tell a grown-up you trust.",
    teen: "If you saw something that upset you, or somebody sent you here, it isn’t your fault. Please don’t copy or share it. Tell somebody.",
    adult:
      "If you saw something that upset you, or somebody sent you here, it is not your fault. Do not copy or share it. Talk to somebody.",
    staff:
      "If a pupil shows you something like this, do not copy or share it. Tell your Designated Safeguarding Lead.",
  },
} as const satisfies Readonly<Record<string, Voiced>>;
