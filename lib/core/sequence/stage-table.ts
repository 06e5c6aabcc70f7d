// Which heading of `rules/lexicons` is which step of which sequence. A test holds the table to the headings there are.
import type { SequenceKind, SequenceStage, Theme } from "../../contract/vocabulary.ts";
import { sequenceKinds, stagesOfSequence } from "../../contract/vocabulary.ts";

export interface KindPlan {
  /** Under which theme it is reported: the theme's threshold decides. */
  readonly theme: Theme;
  /** Whether the signs must stand in one conversation. */
  readonly isOnePlace: boolean;
  readonly stages: readonly SequenceStage[];
}

export const kindPlans: Readonly<Record<SequenceKind, KindPlan>> = {
  grooming: { theme: "grooming", isOnePlace: true, stages: stagesOfSequence.grooming },
  bullying: { theme: "bullying", isOnePlace: true, stages: stagesOfSequence.bullying },
  radicalisation: {
    theme: "extremism",
    isOnePlace: false,
    stages: stagesOfSequence.radicalisation,
  },
  "running-away": {
    theme: "running-away",
    isOnePlace: false,
    stages: stagesOfSequence["running-away"],
  },
  "gang-exploitation": {
    theme: "criminal-exploitation",
    isOnePlace: true,
    stages: stagesOfSequence["gang-exploitation"],
  },
};

/** "help": somebody asks for help or is worried, and a text that does leaves nothing. "none": no step of a sequence. */
export type Meaning = SequenceStage | "help" | "none";

export const meanings: Readonly<Partial<Record<Theme, Readonly<Record<string, Meaning>>>>> = {
  grooming: {
    secrecy: "secrecy",
    isolation: "isolation",
    "trust and flattery": "flattery-and-gifts",
    "the child is sounded out": "age-and-alone",
    "pictures and the camera": "pictures",
    meeting: "meeting",
    "moving to another place": "moving-platform",
    "blackmail and threats to hold a child": "pressure-and-threat",
    trust: "flattery-and-gifts",
    pressing: "pressure-and-threat",
    "away from safe places": "moving-platform",
    "as people search or a child tells": "help",
    "more ways of drawing near": "drawing-near",
    "further ways": "drawing-near",
    "sounded out and drawn on": "drawing-near",
    "said plainly, in fewer words": "none",
  },
  "sexual-harassment": {
    "pictures asked for": "pictures",
    "pictures passed on": "none",
    "pictures passed on or made": "none",
    "talk that degrades": "none",
    "talk that degrades or presses": "none",
    "touching and pressure": "none",
    "touch at school and elsewhere": "none",
    "followed, watched, pressed to go on": "none",
    "as people search": "none",
    "as people search or a hurt person tells": "help",
    "at school, on the way, online": "none",
    "pressed by somebody close": "none",
    "said about others": "none",
  },
  bullying: {
    "aimed insults": "insults",
    "the group against one": "group-against-one",
    "the one it happens to": "help",
    "laughed at and shut out, in other words": "insults",
    "worn down, again and again": "help",
    "answering back to it": "none",
    "compared, ranked and looked down on": "insults",
    "said of looks, wits and worth, in fewer words": "none",
    "asked and said without a name": "none",
    "hints that add up": "none",
    "names for the one spoken to": "insults",
  },
  extremism: {
    "praise of terror and its doers": "praise",
    "the words of armed jihadism": "interest",
    "the words of the far right": "interest",
    "drawing others in, and manuals": "joining",
    "replacement believed": "hostility",
    "a nation for one race": "hostility",
    "a race set above others, said among friends": "hostility",
    "enemies named": "hostility",
    "attackers praised": "praise",
    "acceleration and race war": "violence-wanted",
    "joining the far right": "joining",
    "armed groups praised": "praise",
    "to fight, to travel, to die for it": "violence-wanted",
    "hostility for unbelievers": "hostility",
    "hatred of women as a movement": "hostility",
    "anything, so long as it burns": "violence-wanted",
    "the far right in plain sentences": "hostility",
    "hatred of women": "hostility",
    "a people at war, traitors, reckonings": "hostility",
    "who is said to rule, to come, to replace": "none",
    "a young person worried about somebody": "help",
    "as people search": "interest",
  },
  "running-away": {
    "wish to leave": "wish-to-leave",
    "planning to leave": "leaving-planned",
    "money and travel": "money-and-travel",
    "somewhere to stay": "somewhere-to-go",
    "keeping it from adults": "leaving-hidden",
    "going now": "leaving-now",
    "away from home": "leaving-now",
    "thrown out": "none",
    "someone offers a place": "place-offered",
    "asks what happens": "help",
  },
  "criminal-exploitation": {
    "county lines": "carrying",
    "debt and control": "debt-and-threat",
    "money mules and fraud": "money-moved",
    "theft to order, sexual exploitation for a gang": "forced-acts",
    "debt and threat": "debt-and-threat",
    "carrying and holding for others": "carrying",
    "drawn in": "drawn-in",
    "forced theft and sex for debt": "forced-acts",
    "sent, kept and watched": "forced-acts",
    "owed and worked off": "debt-and-threat",
    "the younger and the older": "drawn-in",
    "money through a young person's account": "money-moved",
    "sold and used": "forced-acts",
    "as people search": "none",
    "a worry told or searched": "help",
  },
};

/**
 * The same for the headings that only phrases of other languages have. A section that holds both what is done to a child
 * and what a child tells of it is no step: nobody who tells of it must be taken for the one who does it.
 */
export const languageMeanings: typeof meanings = {
  grooming: { blackmail: "pressure-and-threat", further: "drawing-near" },
  "sexual-harassment": {
    "pressed for pictures": "pictures",
    "pressed for pictures, and shared": "pictures",
    pictures: "pictures",
    "crude offers": "none",
    "looked for, and told of another": "none",
    mixed: "none",
    names: "none",
    "pushed, called, followed": "none",
    romanised: "none",
    "shared or threatened": "none",
    touched: "none",
    touching: "none",
  },
  bullying: {
    "called names": "insults",
    "called names to one's face": "insults",
    names: "insults",
    "run down": "insults",
    "told to die": "insults",
    "threatened, made to obey": "insults",
    "left out and hounded": "group-against-one",
    "left out, hounded": "group-against-one",
    "left out, pages and groups": "group-against-one",
    "told by the one hurt": "help",
    "told of it by the one hurt": "help",
    "looks, family, illness": "none",
    "looks, family, romanised": "none",
    mixed: "none",
    "set upon looks, family, illness": "none",
    "what is told": "help",
  },
  extremism: {
    "in the name of a faith": "violence-wanted",
    "joining and helping": "joining",
    "kill in God's name": "violence-wanted",
    "against a faith or a people": "hostility",
    "against a people; the state": "hostility",
    "hatred of women as a cause": "hostility",
    "sects and neighbours": "hostility",
    "this country as the enemy": "hostility",
    "this country, states and sects": "hostility",
    "white power": "hostility",
    "white power, incels": "hostility",
    "white power, incels, and the rest of it": "hostility",
    "hatred of women, romanised": "none",
    "propaganda and plans": "none",
    "the state, and others": "none",
  },
  "running-away": {
    leaving: "wish-to-leave",
    meant: "wish-to-leave",
    "the wish and the plan": "wish-to-leave",
    prepared: "leaving-planned",
    "hidden, planned": "leaving-hidden",
    "going to someone": "somewhere-to-go",
    "a stranger offers a place": "place-offered",
    "drawn away by another": "place-offered",
    "already gone": "leaving-now",
    away: "leaving-now",
    "care and those near": "none",
    "care, and those near": "none",
    "going to someone, away": "none",
    "looked for": "none",
    mixed: "none",
    "others, romanised": "none",
    "put out": "none",
    "put out, nowhere to sleep": "none",
    "why, and told of another": "none",
  },
  "criminal-exploitation": {
    "debts and threats": "debt-and-threat",
    "made to carry and sell": "carrying",
    "selling and carrying": "carrying",
    "selling and carrying for others": "carrying",
    "money and accounts": "money-moved",
    "the gang": "drawn-in",
    "bodies for a gang": "forced-acts",
    "bodies, labour": "forced-acts",
    "forced work": "forced-acts",
    "sexual exploitation": "forced-acts",
    "stealing to order": "forced-acts",
    "stealing, weapons and violence for others": "forced-acts",
    "bodies, labour, told": "none",
    "looked for, and told of another": "none",
    mixed: "none",
    "told of another, looked for": "none",
    "told of another, looked for, and further pressure": "none",
    "told, romanised": "none",
  },
};

const kindOf = new Map<SequenceStage, SequenceKind>(
  sequenceKinds.flatMap((kind) => kindPlans[kind].stages.map((stage) => [stage, kind] as const)),
);

export function kindOfStage(stage: SequenceStage): SequenceKind {
  // Every stage stands in one plan: a test says so.
  return kindOf.get(stage) as SequenceKind;
}

/** A heading without what its author calls its second part: "secrecy, further" is "secrecy". */
export function plainHeading(group: string): string {
  return group.replace(/, further$/, "");
}

/** What a phrase's theme and heading mean; "none" for what stands in no table. */
export function meaningOf(theme: Theme, group: string): Meaning {
  const heading = plainHeading(group);
  return meanings[theme]?.[heading] ?? languageMeanings[theme]?.[heading] ?? "none";
}
