// Invented conversations, line by line. Nobody in here exists. What is of risk is plain and says no more than it must.
import type { SequenceKind, SequenceStage } from "../../../../lib/contract/vocabulary.ts";

/** `day` counts from 0. `by`: "me" is typed at the device, "them" is read on the page. */
export interface Line {
  readonly day: number;
  readonly by: "me" | "them";
  readonly text: string;
  /** The stage a reader would give it, where it is one. */
  readonly stage?: SequenceStage;
}

export interface Conversation {
  readonly name: string;
  readonly lines: readonly Line[];
}

export interface RiskyConversation extends Conversation {
  readonly kind: SequenceKind;
}

const me = (day: number, text: string, stage?: SequenceStage): Line => ({
  day,
  by: "me",
  text,
  ...(stage === undefined ? {} : { stage }),
});
const them = (day: number, text: string, stage?: SequenceStage): Line => ({
  ...me(day, text, stage),
  by: "them",
});

export const riskyConversations: readonly RiskyConversation[] = [
  {
    name: "a stranger from a game",
    kind: "grooming",
    lines: [
      me(0, "gg that was close"),
      them(0, "you are so mature for your age, honestly", "flattery-and-gifts"),
      me(0, "haha thanks"),
      them(2, "are your parents home or are you on your own right now", "age-and-alone"),
      me(2, "just me"),
      them(3, "lets keep this between us ok, dont tell your mum we talk", "secrecy"),
      me(3, "ok"),
      them(4, "add me on snapchat instead, its more private there", "moving-platform"),
    ],
  },
  {
    name: "a coach who is too kind",
    kind: "grooming",
    lines: [
      me(0, "thanks for the extra training"),
      them(0, "i will buy you new trainers if you like, you deserve it", "flattery-and-gifts"),
      me(1, "wow really"),
      them(2, "nobody else needs to know about this, it is our little secret", "secrecy"),
      me(2, "ok i wont say"),
      them(5, "i can pick you up after school, come alone", "meeting"),
    ],
  },
  {
    name: "pictures asked for, then threats",
    kind: "grooming",
    lines: [
      me(0, "hi"),
      them(0, "send me a pic of you just for me", "pictures"),
      me(0, "why"),
      them(1, "delete our chat after so your mum does not see", "secrecy"),
      me(1, "ok"),
      them(2, "i will share your photos with everyone unless you send more", "pressure-and-threat"),
    ],
  },
  {
    name: "somebody older who isolates",
    kind: "grooming",
    lines: [
      me(0, "my day was rubbish"),
      them(0, "your friends dont understand you like i do", "isolation"),
      me(0, "maybe"),
      them(3, "age is just a number, you act older anyway", "flattery-and-gifts"),
      me(3, "lol"),
      them(6, "your parents dont need to know about us", "secrecy"),
      them(9, "we should meet up just us, somewhere quiet", "meeting"),
    ],
  },
  {
    name: "gifts in a game for meeting",
    kind: "grooming",
    lines: [
      me(0, "do you have any spare skins"),
      them(0, "ill send you robux, you are my favourite", "flattery-and-gifts"),
      me(1, "omg thank you"),
      them(1, "when does your mum go to work, are you home alone after school", "age-and-alone"),
      me(1, "about 4"),
      them(2, "promise you wont tell anyone about me", "secrecy"),
    ],
  },
  {
    name: "a boyfriend online who presses",
    kind: "grooming",
    lines: [
      me(0, "miss you"),
      them(0, "if you loved me you would send me a photo", "pressure-and-threat"),
      me(0, "not now"),
      them(2, "lets talk on telegram, nobody can read it there", "moving-platform"),
      me(2, "ok"),
      them(4, "turn your camera on for me when you are alone in your room", "pictures"),
      them(6, "dont tell your dad", "secrecy"),
    ],
  },
  {
    name: "one pupil wears another down",
    kind: "bullying",
    lines: [
      me(0, "you are so ugly and pathetic", "insults"),
      me(1, "nobody likes you, everyone thinks you are a loser", "insults"),
      me(3, "why do you even come to school you freak", "insults"),
    ],
  },
  {
    name: "a pupil is worn down",
    kind: "bullying",
    lines: [
      me(0, "please stop"),
      them(0, "shut up you fat loser", "insults"),
      me(2, "leave me alone"),
      them(2, "everyone hates you, you disgust us", "insults"),
      me(5, "why"),
      them(5, "you look like a pig and you have no friends", "insults"),
    ],
  },
  {
    name: "a class turns on one",
    kind: "bullying",
    lines: [
      me(0, "hey"),
      them(0, "lets all ignore her from now on", "group-against-one"),
      me(1, "ok"),
      them(1, "she is such a freak, look at the state of her", "insults"),
      me(2, "lol"),
      them(2, "nobody invited you, get lost weirdo", "insults"),
      them(4, "you have no friends, everyone is laughing at you", "insults"),
    ],
  },
  {
    name: "older boys, gifts, a bag",
    kind: "gang-exploitation",
    lines: [
      me(0, "who are they"),
      them(0, "the gang is my family now, they bought me new trainers", "drawn-in"),
      me(1, "what do they want"),
      them(1, "they want you to hold a bag of weed for them till friday", "carrying"),
      me(3, "im scared"),
      them(3, "if you talk to the feds they will hurt your family", "debt-and-threat"),
    ],
  },
  {
    name: "a debt that has to be worked off",
    kind: "gang-exploitation",
    lines: [
      me(0, "i lost it on the bus"),
      them(0, "you lost the pack so you owe my elders money now", "debt-and-threat"),
      me(0, "what do you mean"),
      them(2, "you will carry the packs to the trap house for us", "carrying"),
      me(2, "no"),
      them(5, "let us use your bank account to move money then", "money-moved"),
    ],
  },
  {
    name: "trapping for the olders",
    kind: "gang-exploitation",
    lines: [
      me(0, "going cunch this weekend to trap for my elder", "carrying"),
      me(2, "the elders bought me a phone and trainers", "drawn-in"),
      me(4, "i owe him for the pack i lost, have to work it off", "debt-and-threat"),
    ],
  },
  {
    name: "hatred that turns to a wish to act",
    kind: "radicalisation",
    lines: [
      me(0, "white people are being replaced and nobody does anything", "hostility"),
      me(2, "that shooter was a hero, a saint", "praise"),
      me(5, "we need a race war, it is time to act", "violence-wanted"),
    ],
  },
  {
    name: "drawn to an armed group",
    kind: "radicalisation",
    lines: [
      me(0, "may allah grant victory to the mujahideen of isis", "praise"),
      me(3, "the kuffar deserve death", "hostility"),
      me(6, "i want to join isis and fight in syria", "joining"),
    ],
  },
  {
    name: "leaving home, planned by oneself",
    kind: "running-away",
    lines: [
      me(0, "i hate living at home, i want to run away", "wish-to-leave"),
      me(2, "ive packed a bag and hid it under my bed to run away", "leaving-planned"),
      me(3, "getting the train to london and never coming back home", "money-and-travel"),
    ],
  },
  {
    name: "leaving home to a stranger",
    kind: "running-away",
    lines: [
      me(0, "i want to leave home and never come back", "wish-to-leave"),
      them(
        1,
        "you can stay at my place, ill come and collect you from your house",
        "place-offered",
      ),
      me(2, "dont tell my mum im leaving", "leaving-hidden"),
      me(3, "im running away tonight", "leaving-now"),
    ],
  },
];

export const innocentConversations: readonly Conversation[] = [
  {
    name: "a school trip",
    lines: [
      me(0, "are you coming on the trip to york"),
      them(0, "yes!! meet at the station after school on friday, dont be late"),
      me(1, "is your mum home to sign the form"),
      them(1, "she signed it. sir says to keep phones in bags"),
      me(2, "ill bring sweets, meet me by the coach"),
      them(2, "send me a photo of the packing list pls"),
      them(3, "add me on whatsapp for the trip group"),
    ],
  },
  {
    name: "a raid in a game",
    lines: [
      me(0, "im going to kill you in the next round"),
      them(0, "you are so bad at this lol"),
      me(1, "join my discord server, we plan the raid there"),
      them(1, "ok. ill give you some gems if you heal me"),
      me(3, "dont tell the other clan where our base is"),
      them(3, "its our secret base, nobody knows"),
      them(4, "meet me at the castle at 7"),
    ],
  },
  {
    name: "two write a story",
    lines: [
      me(0, "Chapter one. The castle stood dark above the village."),
      them(0, "then she whispered, “you must never tell anyone about the tunnel”"),
      me(1, "good! and he replied, “it will be our secret, I promise”"),
      them(2, "chapter two could begin when the gang chase them through the forest"),
      me(3, "“come alone,” he said, “or your brother will never be seen again”"),
      them(5, "the ending: they run away together and live by the sea"),
    ],
  },
  {
    name: "a surprise party",
    lines: [
      me(0, "dont tell mum about the party its a surprise"),
      them(0, "promise i wont say anything"),
      me(2, "i will buy her a present, flowers maybe"),
      them(2, "lets meet at mine before she gets home"),
      me(4, "send me a pic of the cake"),
    ],
  },
  {
    name: "friends who tease one another",
    lines: [
      me(0, "lol you idiot, love you"),
      them(0, "shut up haha ily"),
      me(1, "ur so annoying xx"),
      them(2, "bestie you are the worst xxx"),
      me(3, "haha you muppet"),
    ],
  },
  {
    name: "revising together",
    lines: [
      me(0, "what did you get for question 4"),
      them(0, "42. are you home later to call"),
      me(1, "yes when my brother goes to bed, he is loud"),
      them(2, "send me a photo of your notes"),
      me(4, "lets do it on google meet instead"),
    ],
  },
  {
    name: "football",
    lines: [
      me(0, "we are going to destroy them on saturday"),
      them(0, "their striker is rubbish, he is so slow"),
      me(3, "can your dad pick me up after training"),
      them(3, "yes hell be outside the school at 5"),
      them(5, "you played so well, man of the match"),
    ],
  },
  {
    name: "a first romance of the same age",
    lines: [
      me(0, "you looked really nice today"),
      them(0, "aw thank you, so did you"),
      me(2, "do you want to go to the cinema on saturday"),
      them(2, "yes! my mum can drop me at 2"),
      me(3, "whats your snap"),
      them(3, "its on my profile, add me"),
      me(6, "happy birthday, i got you a little present"),
    ],
  },
  {
    name: "a lesson on staying safe online",
    lines: [
      me(0, "Warning signs of grooming: a stranger says keep it a secret, online safety poster"),
      them(0, "also add: they ask you to move to another app, and the nspcc number"),
      me(1, "Slide 3: they may send gifts. Tell a trusted adult and report it to ceop."),
      them(2, "good. childline is 0800 1111"),
    ],
  },
  {
    name: "an essay on the second world war",
    lines: [
      me(0, "The Nazis believed in a master race and blamed the Jews for everything."),
      me(1, "Historians say that propaganda made people hate their neighbours."),
      me(2, "Hitler planned a war for land in the east, and millions were killed."),
      me(4, "In conclusion the regime was one of the worst in the century."),
    ],
  },
  {
    name: "a project on county lines",
    lines: [
      me(0, "County lines: gangs use children to carry drugs, police said."),
      them(0, "add that they buy them trainers first, researchers call it grooming"),
      me(2, "victims are told they owe a debt, the court heard"),
      them(3, "nice, put the helpline at the end"),
    ],
  },
  {
    name: "moving house",
    lines: [
      me(0, "we are leaving on friday, the van comes at nine"),
      them(0, "i will miss you so much"),
      me(1, "come and stay with me in the holidays"),
      them(1, "my mum says yes! i will get the train"),
      me(3, "i packed all my stuff, cant wait to get out of this flat"),
    ],
  },
  {
    name: "a tabletop game with dragons",
    lines: [
      me(0, "my rogue will stab the guard and steal the key"),
      them(0, "roll for it. the gang leader sees you and shouts"),
      me(1, "i join his crew and carry the stolen gold for him"),
      them(3, "he says you owe him a debt now, roll the dice"),
      me(5, "then i run away at night with the treasure"),
    ],
  },
  {
    name: "song words",
    lines: [
      me(0, "lyrics for my song, verse one: rain on the window"),
      me(1, "chorus: run away with me tonight under the stars"),
      me(2, "verse two: nobody loves me like you do, just the two of us"),
      them(3, "that chorus is a tune"),
    ],
  },
  {
    name: "a family group",
    lines: [
      them(0, "what time do you finish school darling"),
      me(0, "half three, can you pick me up"),
      them(1, "dad will collect you. are you home alone until five? lock the door"),
      me(1, "yes, ok"),
      them(3, "send me a photo of your room, is it tidy?"),
    ],
  },
  {
    name: "a debate on immigration",
    lines: [
      me(0, "some people say immigration is too high, i think it helps the country"),
      them(0, "my dad says the opposite, but hating people for it is wrong"),
      me(2, "racist chants at that march were disgusting"),
      them(3, "agreed, we should put both sides in the essay"),
    ],
  },
  {
    name: "the school play",
    lines: [
      me(0, "my line is: i will kill the king tonight"),
      them(0, "mine is: keep it secret, the walls have ears"),
      me(2, "in act two you betray me and i run away to the forest"),
      them(4, "rehearsal after school, meet in the hall"),
    ],
  },
  {
    name: "selling old things",
    lines: [
      me(0, "selling my old trainers, ten pounds"),
      them(0, "can you hold them for me till friday"),
      me(1, "yes, my mum can transfer, send her account"),
      them(2, "i owe you a tenner then, see you at school"),
    ],
  },
  {
    name: "a running club",
    lines: [
      me(0, "going for a long run on sunday, want to come"),
      them(0, "yes lets run to the park and back"),
      me(3, "my legs hurt, you killed me"),
      them(3, "haha you are so slow"),
      me(6, "meet at the gates at ten"),
    ],
  },
  {
    name: "a group that works on a game",
    lines: [
      me(0, "the boss should say: you cannot escape, fool"),
      them(0, "ha. and the player gets a bag of gold to deliver"),
      me(2, "add a level where the gang chases you"),
      them(4, "move the code to another server, this one is slow"),
    ],
  },
  {
    name: "a friend is ill",
    lines: [
      me(0, "are you ok? nobody else is here, it is boring"),
      them(0, "i feel terrible, home alone in bed"),
      me(1, "i will bring you soup and your homework"),
      them(2, "you are the best friend ever, so kind"),
      me(4, "dont worry about the test, sir moved it"),
    ],
  },
  {
    name: "a camping trip of scouts",
    lines: [
      me(0, "ive packed my bag for camp, train to london on friday"),
      them(0, "yes and we sleep in tents, cant wait to get away"),
      me(2, "dont tell sir that we bring sweets"),
      me(4, "leaving at six tomorrow, meet at the station"),
    ],
  },
  {
    name: "religion homework",
    lines: [
      me(0, "In Islam jihad mostly means the struggle to be a better person."),
      me(1, "Muslims give to charity and pray five times a day."),
      them(2, "add that most believers condemn violence"),
      me(3, "Christians and Jews share many of the prophets."),
    ],
  },
];

/** Somebody asks for help, or tells what happens to them: it leaves no sign of its own. */
export const helpSeeking: readonly string[] = [
  "am i being groomed",
  "i am being bullied at school and i dont know what to do",
  "i think im being exploited by a gang, how do i get out",
  "someone is blackmailing me with my pictures what do i do",
  "what happens if i run away, should i tell somebody",
];
