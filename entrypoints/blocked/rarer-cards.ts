// The cards that most block pages do not show, as one script of their own.
export { AskedCard } from "./asked-card.tsx";
export { IllegalCard } from "./illegal-card.tsx";
export { LessonCard } from "./lesson-card.tsx";
export { OpenCard } from "./open-card.tsx";
export { WarnCard } from "./warn-card.tsx";
export { WithdrawnCard } from "./withdrawn-card.tsx";
