// Every word of the worry form. Voices: young (5 to 11), teen (11 to 16), adult (post-16), staff.
import type { WorryReceipt } from "../../../contract/message.ts";
import type { WorryKind } from "../../../contract/vocabulary.ts";
import type { Voiced } from "../voice.ts";

const kinds = {
  unkind: {
    title: "Somebody is being unkind",
    hint: {
      young: "To you or to somebody else",
      teen: "To me or to somebody else, online or face to face",
    },
  },
  contact: {
    title: {
      young: "I get messages that I don’t like",
      teen: "Somebody’s messages don’t feel right",
    },
    hint: {
      young: "Someone wants to meet me, or wants a secret or photo",
      teen: "Asking for secrets, pictures, money or to meet",
    },
  },
  upset: {
    title: { teen: "I saw something that upset me", adult: "I came across something upsetting" },
  },
  believe: {
    title: {
      young: "Somebody wants me to hate people",
      teen: "Somebody is pushing me to believe or join something",
      adult: "Somebody is pushing extreme views or recruiting",
    },
    hint: {
      young: "Or to join in with something that feels wrong",
      teen: "Or to hate a group of people",
    },
  },
  friend: { title: "I’m worried about a friend" },
  myself: {
    title: "I’m worried about myself",
    hint: {
      young: "I feel sad, scared or not safe",
      teen: "How I feel, or how I’m coping",
    },
  },
  family: {
    title: "Something at home",
  },
  adult: {
    title: { young: "A grown-up at school", teen: "An adult at school" },
    hint: {
      young: "Something a grown-up did or said",
      teen: "Something they did or said",
      adult: "Something a member of staff did or said",
    },
  },
  other: {
    title: {
      young: "Something else",
      teen: "Something else, or I’m not sure",
    },
  },
} as const satisfies Readonly<Record<WorryKind, { title: Voiced; hint?: Voiced }>>;

const states = {
  kept: { young: "Safe here, not sent yet", teen: "Kept safe here, not sent yet" },
  sent: { young: "At school", teen: "Sent to school" },
  seen: { young: "Somebody read it", teen: "Read by a person" },
} as const satisfies Readonly<Record<WorryReceipt["state"], Voiced>>;

export const reportEnglish = {
  documentTitle: "Report a worry",
  kinds,
  states,
  step: "Step {at} of 3",
  lastLook: "Last look",

  whatTitle: { young: "What happened?", teen: "What’s happened?" },
  whatLead: {
    young: "Pick the one that fits best. You are not in trouble.",
    teen: "Pick whatever is closest. You’re not in trouble for telling.",
    adult: "Choose whatever is closest. It need not fit exactly.",
  },
  tellTitle: { young: "Who shall we tell?", teen: "Who would you like to tell?" },
  tellBest: {
    young: "You choose for me",
    teen: "Whoever is best",
  },
  bestName: { young: "the grown-ups who keep children safe", teen: "those who keep pupils safe" },
  tellBestHint: {
    young: "A grown-up who keeps children safe will read it",
    teen: "The people at school who keep pupils safe decide",
  },
  tellNobodyKnown: {
    young: "We don’t know the grown-ups’ names just now. Your worry will still go to your school.",
    teen: "We can’t show the names of adults at your school just now. Your worry will still go to your school.",
  },
  tellTruth: {
    young: "They may tell one more grown-up, to keep you safe. They won’t tell everyone.",
    teen: "They may have to involve another adult to keep somebody safe. They won’t tell more people than they need to.",
    adult: "They share it only with people who need to know to keep you or somebody else safe.",
  },
  adultNamed: {
    young: "Worries about a grown-up at school go to {names}.",
    teen: "Your school has chosen {names} for worries about an adult at school.",
    adult: "Your school has named {names} for concerns about a member of staff.",
  },
  adultNobody: {
    young: "Your worry goes to the people who keep children safe at school.",
    teen: "Your school has not named somebody for this, so it goes to the people who keep pupils safe.",
  },
  adultOutside: {
    young:
      "{dsl} can see it too. If your worry is about {whom}, call {line} on {phone}. They are not part of your school.",
    teen: "{dsl} looks after the place where worries arrive, so may see it too. If it’s about {whom}, call {line} on {phone}: they’re separate from your school.",
  },
  dslUnknown: { young: "The grown-up who keeps children safe", teen: "The safeguarding lead" },

  wordsTitle: { young: "Do you want to say more?", teen: "Would you like to say more?" },
  wordsLead: {
    young: "You don’t have to. A few words are fine.",
    teen: "You don’t have to. A few words are fine, and spelling doesn’t matter.",
  },
  wordsLabel: {
    young: "In your own words (if you like)",
    teen: "In your own words (optional)",
  },
  wordsTooLong: {
    one: "That is {count} letter too many to send. Nothing is lost: please make it a little shorter.",
    other:
      "That is {count} letters too many to send. Nothing is lost: please make it a little shorter.",
  },
  reachLabel: {
    young: "How can we find you? (if you like)",
    teen: "How would you like to be reached? (optional)",
  },
  reachHint: {
    young: "Like: “at lunch” or “not in front of my class”",
    teen: "For example “at break”, “by email”, “not in front of my friends”",
  },
  pageTitle: { young: "Add the page I was on", teen: "Add the page I’m on" },
  unnamedTitle: { young: "Don’t say my name", teen: "Send it without my name" },
  unnamedHint: {
    young: "Then it is harder to help you. It still says which Chromebook it came from.",
    teen: "It can be harder to help. The message still says which Chromebook it came from.",
  },
  keepMessages: {
    young: "You don’t have to answer them. Keep the messages so that a grown-up can help.",
    teen: "You don’t have to reply. If you can, keep the messages: they can help to show what happened.",
  },
  picturesTitle: "Please don’t send pictures",
  pictures: {
    young:
      "Don’t copy or send private pictures, even to show a grown-up. Just say that there is one.",
    teen: "Don’t copy, screenshot or send private or sexual pictures, even as proof: it can hurt the person in them, and can be against the law. Just say that there is one.",
  },

  checkTitle: { young: "This is what we will send", teen: "This is exactly what will be sent" },
  checkWhat: { young: "What", teen: "What happened" },
  checkTell: { young: "To", teen: "For" },
  checkWords: "Your words",
  checkReach: { young: "Find you", teen: "Reach you" },
  checkPage: "Page",
  checkName: "Name",
  nothingAdded: "Nothing added",
  pageNotSent: "Not sent",
  nameSent: "Sent with your name: {user}",
  nameSentUnknown: "Sent with the name you are signed in with",
  nameNotSent: "Your name is not sent",
  alsoSent: {
    young:
      "We also send the time, and which Chromebook this is. Then a grown-up can find you if you need help. We send no pictures, and no list of other pages.",
    teen: "The time, which Chromebook this is and whose rules it follows go too, so that somebody can find you if you need help. No pictures, and no list of other pages.",
  },
  change: "Change",
  missing: "Something is still missing. Go back to “{step}”.",
  hours: {
    young: "Grown-ups at school may not see this at night or at the weekend.",
    teen: "School may not see this at once at night, at the weekend or in the holidays.",
  },
  sending: "Sending…",

  refusedTitle: "That did not work yet",
  refused: {
    young: "Your words are still here. Please try again, or tell a grown-up you trust.",
    teen: "We can’t be sure that it was kept. Your words are still here: try again, or tell an adult you trust.",
  },
  sentTitle: {
    young: "We sent it. Well done for telling.",
    teen: "Sent. Thank you for telling.",
  },
  sent: {
    young: "Your worry is at school now, for {name}.",
    teen: "Your worry has arrived at school, for {name}.",
  },
  keptTitle: { young: "Your worry is safe", teen: "Kept safe on this Chromebook" },
  kept: {
    young:
      "It is kept safe on this Chromebook. It has not gone yet. It will go all by itself as soon as it can.",
    teen: "It has not gone yet. It will be sent by itself as soon as it can, even if you close this.",
  },
  seenTitle: { young: "Somebody has read your worry", teen: "Somebody has read it" },
  seen: "A person at school opened your worry {when}.",
  reference: "Your reference",
  referenceHint: {
    young: "You can say this to a grown-up at school, and they will find your worry.",
    teen: "Say this to an adult at school and they can find your worry.",
  },
  meanwhile: { young: "Need to talk now?", teen: "Want to talk to somebody now?" },
  another: { young: "Tell another worry", teen: "Report another worry" },

  tellTab: "Tell",
  helpTab: { young: "Help", teen: "Help now" },
  mineTab: "My worries",
  helpTitle: { young: "Who can help", teen: "People who can help" },
  helpEmergency: {
    young: "Are you in danger? Is a friend? Call 999, or shout for a grown-up.",
    teen: "If somebody is in danger right now, call 999.",
  },
  helpAtSchool: "At school",
  helpOutside: { young: "Not at school", teen: "Outside school" },
  helpNotRecorded: "These sites are always open. Nobody writes down that you went there.",
  callElsewhere:
    "You can’t call from a Chromebook: use any phone. Calls to 999 and to Childline are free.",

  mineTitle: { young: "Worries I told", teen: "My earlier worries" },
  mineNone: {
    young: "You have not told a worry on this Chromebook.",
    teen: "No worries have been reported on this Chromebook by you.",
  },
  mineMissing: "They can’t be shown just now. Nothing that you sent is lost.",
  mineFor: "For {name}",
  forget: { young: "Take it off this Chromebook", teen: "Forget my copy" },
  forgetSure: {
    young: "This only takes your copy away. Your worry still goes to school.",
    teen: "This only removes your copy. What you sent, or what still waits to be sent, is not taken back.",
  },
  forgetYes: "Yes, forget it",
  forgetNo: "Keep it",
  forgetFailed: "That did not work. Your copy is still here.",

  openWide: "Open in a tab, so that it stays open",
  watched: "What is watched here",
  rules: "The rules",
  keepTitle: { young: "Keep what you wrote?", teen: "Keep what I’ve written?" },
  keepLead: {
    young:
      "If you don’t pick, it stays locked here until the browser is shut. “{close}” throws it away.",
    teen: "Until you choose, it stays locked here while the browser is open. “{close}” throws it away.",
  },
  keepDay: {
    young: "Keep what I wrote on this Chromebook for a day, locked",
    teen: "Keep what I wrote on this Chromebook for a day, locked",
  },
  keepDayHint: {
    young: "Only you can open it. It goes when you send it.",
    teen: "It opens only for you, signed in. It goes when you send it, or after a day.",
  },
  keepNot: "Don’t keep it",
  keepNotHint: {
    young: "It is gone when you close this.",
    teen: "It’s gone as soon as this is closed.",
  },
  keepTrouble: {
    young: "It can’t be kept here just now. It is gone when you close this.",
    teen: "It can’t be kept on this Chromebook just now. It’s gone when this is closed.",
  },
  foundTitle: "You began to tell something",
  foundLead: {
    young:
      "It is locked on this Chromebook for you. Nobody has read it. It goes away {when}, or sooner.",
    teen: "It’s locked on this Chromebook for you, and nobody has read it. It goes by itself {when} at the latest.",
  },
  foundGoOn: "Go on with it",
  foundThrow: "Throw it away",
  addMarked: "Add the words I marked",
  linkTitle: { young: "Add the link I picked", teen: "Add the link I chose" },
  moreHelp: { young: "More people who help", teen: "More people who can help" },
  offline: {
    young: "We can’t show your school’s page just now. You can still tell.",
    teen: "Your school’s details can’t be shown just now. You can still tell somebody.",
  },
} as const;
