// What is watched here, in words for the reader. Every sentence is either made from the policy in force
// (notice/read) or is true of the program itself: a sentence here is a promise, and changes with the code.
import type { TextSource, Theme } from "../../../contract/vocabulary.ts";
import type { Voiced } from "../voice.ts";

const sources = {
  page: {
    young: "words on the pages you read",
    teen: "words on the pages you open",
    adult: "the text of pages you open",
  },
  typed: {
    young: "words you type",
    teen: "words you type into pages",
    adult: "text you type into pages",
  },
  search: { young: "words you search for", teen: "what you search for" },
} as const satisfies Readonly<Record<TextSource, Voiced>>;

const themes = {
  extremism: {
    young: "People who want others to hate or hurt",
    teen: "Extremism and being drawn into it",
    adult: "Extremism and radicalisation",
  },
  hate: { young: "Being nasty about who people are", teen: "Hate against groups of people" },
  grooming: {
    young: "Strangers who ask for secrets or pictures",
    teen: "Grooming and exploitation",
  },
  "sexual-harassment": { young: "Rude talk that feels wrong", teen: "Sexual harassment" },
  bullying: { young: "Being unkind again and again", teen: "Bullying" },
  violence: { young: "Hurting people, and weapons", teen: "Violence and weapons" },
  "self-harm": { young: "Wanting to hurt yourself", teen: "Self-harm and suicide" },
  "eating-disorder": { young: "Big worries about food and eating", teen: "Eating disorders" },
  drugs: "Drugs",
  "criminal-exploitation": {
    young: "Being made to do crimes",
    teen: "Criminal exploitation, such as county lines",
    adult: "Criminal exploitation",
  },
  "home-violence": { young: "Being hurt or scared at home", teen: "Violence at home" },
  "running-away": { young: "Wanting to run away", teen: "Running away" },
  misinformation: {
    young: "Made-up stories that blame people",
    teen: "Conspiracy stories that lead to hate",
    adult: "Radical misinformation",
  },
  scams: { young: "Tricks to get money, and betting", teen: "Scams and gambling" },
} as const satisfies Readonly<Record<Theme, Voiced>>;

export const noticeEnglish = {
  documentTitle: "What is watched here",
  sources,
  themes,
  title: { young: "What your school can see", teen: "What is watched here" },
  lead: {
    infant:
      "Your school wants you to be safe. So it looks at some things. It never looks at others.",
    young:
      "Grown-ups at {school} want you to be safe. This is what this Chromebook looks at, and what it never looks at.",
    teen: "{school} has to help to keep people safe online. Here is what this Chromebook looks at for that, what it never looks at, and who sees it.",
    adult:
      "{school} has a duty to help to keep people safe online. This is what this device looks at for that, what it never looks at, and who sees it.",
  },
  looksTitle: { young: "It looks at", teen: "What it looks at" },
  looksNothing: "For you, nothing that you read, type or search for is looked at.",
  looksHow: {
    infant: "It looks here, on this Chromebook.",
    young: "The looking happens on this Chromebook. Most of the time nothing is sent at all.",
    teen: "The looking happens on this Chromebook. Something leaves it only when the signs of danger are strong enough: then a short piece of the text, the page and the time.",
    adult:
      "The looking happens on this device. Something leaves it only when the signs of risk are strong enough: then the shortest piece of text that lets a person judge, with the page and the time.",
  },
  signsTitle: { young: "Small signs", teen: "What happens to small signs" },
  looksSigns: {
    infant:
      "It keeps small signs locked here for {quiet} days, and not longer than {most}. It tells your school only if there are more.",
    young:
      "One small sign may mean nothing. This Chromebook keeps small signs locked up, without the words. It tells your school only if there are more of them. They are gone after {quiet} quiet days, and always after {most} days.",
    teen: "Some signs are too small to mean anything alone. This Chromebook remembers them, locked and without any words: what they were about, in which conversation and on which day. Only if several add up is your school told. They are forgotten after {quiet} days without a new one, after {most} days at most, and when somebody else signs in.",
    adult:
      "Some signs mean nothing alone. This device keeps them sealed and without any words: what they were about, a coded name of the conversation and the time. The school is told only if several add up. They are deleted after {quiet} days without a new one, after {most} days at most, and when somebody else signs in.",
  },
  themesTitle: { young: "It looks for signs of", teen: "What it looks for" },
  blockedTitle: { young: "Closed pages", teen: "Blocked pages" },
  blockedRecorded: {
    infant: "Your school can see when you try a closed page. You can say “It was a mistake”.",
    young:
      "If you try to open a closed page, your school can see that. If it was an accident, press “I came here by accident”.",
    teen: "Attempts to open a blocked page are noted. You can say on the page that it was an accident.",
    adult:
      "Attempts to open a blocked page are recorded. You can say on the page that it was an accident.",
  },
  blockedNotRecorded: {
    young: "Your school does not see when you try to open a closed page.",
    teen: "Attempts to open a blocked page are not noted.",
  },
  noted: {
    infant: "Your school can see if you go to these: {kinds}.",
    young: "Your school can also see when you go to these kinds of page: {kinds}.",
    teen: "Visits to these kinds of site are noted, although they are open: {kinds}.",
    adult: "Visits to these kinds of site are recorded, although they are open: {kinds}.",
  },
  notedUnknown: {
    infant: "Your school can see if you go to a new page.",
    young: "Your school can also see when you go to a page that it does not know yet.",
    teen: "Visits to sites that are in none of the school’s lists are noted.",
    adult: "Visits to sites that are in none of the school’s lists are recorded.",
  },
  warnedRecorded: {
    infant: "Your school can see when a page says “Stop and think”.",
    young: "If a page says “Stop and think first”, your school can see that you were there.",
    teen: "It is also noted when a page asks you to stop and think first.",
    adult: "It is also recorded when a page warns first.",
  },
  useReported: {
    infant: "Your school can see what you used each day.",
    young: "Once a day your school can see which sites you used, and for how long.",
    teen: "Once a day the school is told which sites you used, and for how many minutes. Help sites are never part of that.",
    adult:
      "Once a day the school is told which sites were used, how often and for how many minutes. Help sites are never part of that.",
  },
  alsoTitle: { young: "What else it can see", teen: "What else is noted" },
  alsoNoted: [
    {
      infant: "Your school can see what you write on “Stop and think”.",
      young: "If you go on after “Stop and think first”, your school can see what you wrote there.",
      teen: "If you go on after a warning, the reason you give is noted.",
      adult: "If you go on after a warning, the reason you give is recorded.",
    },
    {
      infant: "Your school can see if you try to get past the rules.",
      young: "If somebody tries to get past the rules, your school can see that too.",
      teen: "If you try to get round the filter, that is noted: once, however often in a row you try.",
      adult:
        "Attempts to get round the filter are recorded: once, however often in a row they were made.",
    },
    {
      infant: "We write down if a teacher opens a page for you.",
      young: "If a teacher opens a page for you, we write down who did it and why.",
      teen: "When staff open something for you for a time, it is noted who did that, and why.",
      adult: "When staff open something for a time, it is recorded who did so, and why.",
    },
  ],
  neverTitle: { young: "It never looks at", teen: "What it never does" },
  never: [
    {
      young: "It never takes pictures of your screen.",
      teen: "It takes no screenshots and does not use the camera or microphone.",
    },
    {
      young: "It never reads your passwords.",
      teen: "It does not read password boxes.",
      adult: "It does not read password fields.",
    },
    {
      infant: "It never looks at pages that help you.",
      young: "It never looks at help pages like Childline.",
      teen: "It never blocks or notes a visit to a help site.",
      adult: "It never blocks or records a visit to a help site.",
    },
  ],
  neverHistory: {
    young: "It keeps no list of the pages that you go to.",
    teen: "It keeps no list of the pages you visit.",
    adult: "It keeps no browsing history.",
  },
  neverHistoryBut: {
    infant: "It keeps no list of the pages you go to.",
    young: "It keeps no list of the other pages that you go to.",
    teen: "It keeps no list of the other pages you visit.",
    adult: "Beyond the visits named here it keeps no browsing history.",
  },
  readersTitle: { young: "Who can see it", teen: "Who sees it" },
  readersNone: {
    young: "The grown-ups at your school who keep children safe.",
    teen: "The people at your school who look after safeguarding.",
  },
  readersOthers: {
    infant: "And the grown-ups who help them.",
    young: "And the grown-ups who help them keep you all safe.",
    teen: "And the colleagues who share this task. People who look after computers see which sites are closed and asked for, not what anybody wrote or what worried them.",
    adult:
      "And the colleagues who share this task. IT staff see which sites are closed and asked for, not what anybody wrote or what gave concern.",
  },
  readersHow: {
    young: "They look so that they can help.",
    teen: "A person always decides what it means. Nobody is in trouble because of a computer alone.",
    adult: "A person always decides what it means; no decision is made by the program alone.",
  },
  careTitle: { young: "Small notes", teen: "Notes that only you see" },
  careNudges: {
    infant: "A note can pop up before you tell people where you live. Only you see it.",
    young:
      "Are you about to tell people your phone number, your address or a password? Then a note may come up beside the box. Nobody is told about it. Nothing of it is kept.",
    teen: "When you are about to give away a phone number, an address, a password or your full name with your school, or agree to meet, a note may appear beside the box. It is worked out on this Chromebook. Nobody is told about the note, and nothing of it is kept.",
  },
  careCard: {
    infant: "If you look for or read sad things, a card shows who can help. Only you see the card.",
    young:
      "If you look for or read something sad, a card can show you people to talk to. Nobody is told about the card.",
    teen: "Searches and pages about hard things can be met with a card of people to talk to. The card itself is told to nobody.",
  },
  careLongUse: {
    infant: "A note can tell you when it is time to stop and rest.",
    young:
      "A note can tell you that it is time for a break. The minutes are counted here and told to nobody.",
    teen: "A note can say when it is time for a break. The minutes that a page is in front are counted here, while the browser runs. Nobody is told.",
  },
  hoursTitle: { young: "When it looks", teen: "When" },
  hoursNow: {
    young: "It is looking now.",
    teen: "Just now it looks. At other times of the day it looks at less, or at nothing; this page names all of it.",
  },
  hoursNotNow: {
    young: "It is not looking now.",
    teen: "Just now it looks at nothing. At other times of the day it looks at what this page names.",
  },
  hoursChange: { young: "That may change {when}.", teen: "That may change {when}." },
  receiptsLocked: {
    infant: "If you tell us a worry, it is locked up here. Only you can see it.",
    young: "If you tell us a worry, we keep a note of it here, locked. Only you can open it.",
    teen: "If you report a worry, your own copy stays locked on this Chromebook, for you alone. You can delete it.",
    adult:
      "If you report a worry, your own copy stays locked on this Chromebook, for you alone. You can delete it.",
  },
  mineTitle: { young: "What I did here", teen: "My closed pages and what I asked for" },
  mineLead: {
    young: "This is kept on this Chromebook for you, for {count} days. Your school is told it too.",
    teen: "Kept locked on this Chromebook for {count} days, for you alone. The school is told the same.",
  },
  mineNothing: { young: "There is nothing here.", teen: "Nothing in the last {count} days." },
  mineShow: { young: "Show me", teen: "Show them" },
  askedTitle: { young: "I asked for", teen: "What I asked for" },
  askedOpen: { young: "It is open now.", teen: "Open now" },
  askedClosed: { young: "It is still closed.", teen: "Still closed" },
  askedStillOpen: { young: "It is still open.", teen: "Still open" },
  askedNowClosed: { young: "It is closed now.", teen: "Closed now" },
  askedWait: {
    young: "A grown-up looks at it. If it stays closed for long, ask them.",
    teen: "This shows how the page stands for you now. If you hear nothing, ask at school.",
  },
  closedTitle: { young: "Pages that were closed", teen: "Pages that were closed or warned about" },
  closedAccident: { young: "You said: by accident", teen: "you said it was an accident" },
  mineForget: { young: "Take it away from here", teen: "Delete my copy" },
  mineForgotten: {
    young: "It is gone from this Chromebook.",
    teen: "Your copy is deleted. What the school was told stays with the school.",
  },
  wrongTitle: { young: "Is something wrong?", teen: "If something here is wrong" },
  wrong: {
    infant: "Tell a grown-up at school. They can put it right.",
    young:
      "Do you think that something about you is wrong? Tell a grown-up at school. They can put it right. You can say what you think, too.",
    teen: "You can object: to being watched in a way that is not fair, or to what was written about you. Ask for it to be put right, and for your own words to be kept beside it. Begin with the people named here; a parent or carer can do it for you.",
    adult:
      "You can object to how you are watched or to what was written about you, ask for it to be corrected, and have your own view kept beside it. Begin with the people named here.",
  },
  wrongSite: {
    young: "Tell school about a page",
    teen: "Tell school about a page that should be open or closed",
  },
  datesTitle: { young: "How old the rules are", teen: "How old the rules and lists are" },
  datesPolicy: {
    young: "Your school’s rules came here {when}.",
    teen: "The school’s rules (version {version}) came to this Chromebook {when}.",
  },
  datesLists: {
    young: "The lists of sites are from {when}.",
    teen: "The newest of the school’s lists of sites is from {when}.",
  },
  datesBuiltIn: {
    young: "The other lists came with Schoolgate.",
    teen: "The other lists came with Schoolgate itself.",
  },
  keepTitle: "How long it is kept",
  keep: {
    infant: {
      one: "A grown-up looks at it first. Then it is gone in {count} day.",
      other: "A grown-up looks at it first. Then it is gone in {count} days.",
    },
    teen: {
      one: "Up to {count} day after a person at school has dealt with it.",
      other: "Up to {count} days after a person at school has dealt with it.",
    },
  },
  rights: {
    infant: "Ask a grown-up what is kept about you.",
    young: "You can ask what is kept about you. Ask a grown-up at school or at home.",
    teen: "You, or your parents or carers, can ask the school what is kept about you.",
    adult: "You can ask the school for what is kept about you.",
  },
  safeTitle: {
    young: "Help pages nobody watches",
    teen: "Help sites that nobody watches",
    adult: "Help sites that are never watched",
  },
  safeLead: {
    infant: "You can always open these. No one can see it.",
    young: "These pages are always open. Nobody can see that you went there.",
    teen: "These are always open. Schoolgate notes nothing about a visit.",
    adult: "These are always open, and Schoolgate records nothing about a visit.",
  },
  safeMore: "Show all {count}",
  baseline:
    "Your school’s own rules have not reached this Chromebook yet. This is what holds until they do.",
  missingTitle: "This can’t be shown just now",
  missing: {
    young: "Please try again soon. Or ask a grown-up at school what is watched here.",
    teen: "Please try again in a moment. You can also ask an adult at your school what is watched on this Chromebook.",
  },
} as const;
