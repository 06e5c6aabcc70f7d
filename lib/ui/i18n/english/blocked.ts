// Every word of the block page. It explains and does not accuse: nobody who reads it is taken to have meant harm.
import type { Voiced } from "../voice.ts";

export const blockedEnglish = {
  title: {
    infant: "This page is closed",
    teen: "This page is closed at school",
    staff: "This page is closed by policy",
  },
  documentTitle: "Closed at school",
  kind: { infant: "{category}", young: "It is: {category}", teen: "Kind of site: {category}" },
  /** Before the school's own sentence, where that is in another language than the page. */
  schoolWhy: "Your school has closed pages of this kind. This is what it says about them:",
  notInTrouble: {
    infant: "You did nothing wrong.",
    young: "You are not in trouble. Pages like this open by mistake all the time.",
    teen: "Ending up here doesn’t mean that you did anything wrong.",
    adult: "Arriving here does not mean that you did anything wrong.",
    staff: "The rule below decided. You can ask for it to be looked at.",
  },
  baseline: {
    infant: "More pages are closed today.",
    young: "Your school’s own rules are not here yet. So more pages are closed just now.",
    teen: "Your school’s own rules haven’t reached this Chromebook yet, so stricter rules hold for now.",
    adult:
      "Your school’s own rules have not reached this Chromebook yet, so stricter rules hold for now.",
  },
  whoAsk: { young: "You can ask", teen: "Who you can ask", adult: "Whom you can ask" },
  askNobody: {
    infant: "Ask your teacher.",
    young: "You can ask your teacher.",
    teen: "You can ask your teacher about it.",
    adult: "Ask your teacher or the school office about it.",
    staff: "Ask whoever looks after the filter at your school.",
  },

  back: "Go back",
  shouldOpen: { young: "I need this page", teen: "I think this should be open" },
  accident: { infant: "It was a mistake", teen: "I came here by accident" },
  needHelp: { infant: "Tell a grown-up", teen: "I need help" },
  /** For the youngest: why, and the rarer ways on, folded away. */
  more: "More",
  goesOn: "What would you like to do?",

  reviewTitle: {
    infant: "Why do you need it?",
    young: "Why do you need this page?",
    teen: "Why should it be open?",
  },
  reviewLabel: {
    infant: "You can ask a grown-up to type",
    young: "A few words (if you like)",
    teen: "A few words help (optional)",
    adult: "A short reason (optional)",
  },
  reviewHint: {
    young: "Like: “for my project about volcanoes”",
    teen: "For example “for my history homework”",
    adult: "For example “for my coursework on media law”",
    staff: "For example “for Year 9 RE, next Tuesday”",
  },
  reviewGoes: {
    infant: "{name} will see it.",
    young: "{name} gets the page’s address and your words.",
    teen: "The page’s address and your words go to {name}.",
  },
  reviewGoesSchool: "your school",
  reviewTooLong: {
    one: "That is {count} letter too many. Please make it a little shorter.",
    other: "That is {count} letters too many. Please make it a little shorter.",
  },
  reviewDoneTitle: {
    infant: "Thank you",
    young: "Thank you for asking",
    teen: "Thanks, we’ve noted it",
    adult: "Thank you, it is noted",
  },
  reviewDone: {
    infant: "A grown-up will look at it.",
    young: "A grown-up will look at it. It won’t open straight away.",
    teen: "A person will look at it and decide. It won’t open straight away.",
    adult: "Somebody will look at it and decide. It will not open at once.",
  },
  reviewReference: "Your reference: {reference}",
  failed: {
    infant: "It did not work. Tell your teacher.",
    young: "That did not work just now. Please tell your teacher.",
    teen: "That did not work just now. Your words are still here: try again, or ask in person.",
  },

  /** Who set the rule, and since when this Chromebook has it. */
  ruleSchool: {
    young: "Your school made this rule. It came here {when}.",
    teen: "Your school set this rule. This Chromebook has had it since {when}.",
  },
  ruleBy: {
    young: "{by} made this rule for your school. It came here {when}.",
    teen: "{by} set this rule for your school. This Chromebook has had it since {when}.",
  },
  ruleTrust: {
    young: "Your group of schools made this rule. It came here {when}.",
    teen: "Your group of schools set this rule. This Chromebook has had it since {when}.",
  },
  ruleProgram: {
    young: "This rule is built in. Your school can change it.",
    teen: "This rule is built in and holds until your school says otherwise.",
  },
  reviewLater: {
    young: "You can look at any time what came of it:",
    teen: "You can see at any time what became of it:",
  },
  mineLink: "What I asked for",

  siteTitle: "Tell school about a page",
  siteLead: {
    young: "Is a page open that should not be? Or is a good page closed? Tell us here.",
    teen: "Have you found a page that shouldn’t be open here, or a good one that is closed? Tell us.",
    adult:
      "Have you found a page that should not be open here, or a good one that is closed? Tell us.",
    staff:
      "A page that should not be open, or one that is needed and closed: tell those who look after the filter.",
  },
  siteAddress: { young: "The page’s address", teen: "Address of the page" },
  siteWanted: "What should happen",
  siteBlocked: "It should be closed",
  siteOpen: "It should be open",
  siteDone: {
    young: "Thank you. A grown-up will look at it.",
    teen: "Thanks. A person will look at it.",
  },

  accidentDone: {
    infant: "Thank you for telling us",
    young: "Thanks for telling us!",
    teen: "Thanks for telling us",
  },
  accidentNoted: {
    infant: "That is fine. You can go back now.",
    young: "We wrote down that it was an accident. You can go back now.",
    teen: "It’s noted that you came here by accident. You can go back now.",
    adult: "It is noted that you came here by accident. You can go back now.",
  },
  accidentNotNoted: {
    infant: "That is fine. You can go back now.",
    young: "You can go back now. If it upset you, tell a grown-up.",
    teen: "We couldn’t note it just now, but you can go back. If anything upset you, talk to somebody.",
    adult: "We could not note it just now, but you can go back.",
  },

  helpTitle: { young: "Who can help", teen: "People who can help" },
  tellSchool: { teen: "Tell somebody at school", staff: "Report a concern" },
  helpOutside: { young: "Not at school", teen: "Outside school" },

  warnTitle: {
    infant: "Stop and think",
    young: "Stop and think first",
    teen: "A moment before you go on",
  },
  warnLead: {
    infant: "Ask a grown-up first.",
    young: "Your school wants you to think before you open this page.",
    teen: "Your school asks you to think first. It’s your choice.",
    adult: "Your school asks you to think first. The choice is yours.",
  },
  warnReason: {
    infant: "Why do you want to open it?",
    young: "Why do you want to open it?",
    teen: "What do you need it for?",
  },
  warnReasonHint: {
    young: "Like: “to find a picture of a fox”",
    teen: "For example “for my history homework”",
  },
  warnReasonMissing: {
    infant: "Ask a grown-up to type why.",
    young: "Please write a few words first.",
    teen: "Please write a few words first, then you can go on.",
  },
  warnRecorded: {
    infant: "Your school can see if you go on.",
    young: "If you go on, your school can see that you did, and what you wrote.",
    teen: "If you go on, your school can see that you did, and the reason you gave.",
  },
  goOn: { one: "Go on for {count} minute", other: "Go on for {count} minutes" },
  warnFailed: "That did not work just now. Please try again, or go back.",

  harmTitle: {
    young: "You matter",
    teen: "You matter. Talk to somebody first.",
    adult: "You matter. Please talk to somebody first.",
  },
  harmLead: {
    infant: "Do you feel very sad? Tell a grown-up now. They will be kind.",
    young: "If you feel very sad or want to hurt yourself, tell a grown-up now. They will be kind.",
    teen: "If things feel too much, you don’t have to carry it alone. These people will listen, whatever it is about.",
    adult:
      "If things feel too much, you do not have to carry it alone. These people will listen, whatever it is about.",
  },
  harmWhy: {
    infant: "This page is closed. It can make you sad.",
    young: "This page is closed. Pages like it can make you feel more sad.",
    teen: "This page is closed because pages like it can make hard feelings worse. If you’re here for schoolwork, that’s fine: you can ask for it.",
    adult:
      "This page is closed because pages like it can make hard feelings worse. If you are here for coursework, you can ask for it.",
  },

  through: {
    infant: "It shows a page from {host}.",
    young: "The page you asked for shows a page from {host}.",
    teen: "The address you opened ({through}) shows a page from {host}, so the rule for that page counts.",
  },
  opensAgain: {
    infant: "It may open {when}.",
    young: "It may open again {when}.",
    teen: "The rules change {when}. It may be open then.",
  },

  lessonTitle: {
    infant: "Lesson time",
    young: "We are in a lesson now",
    teen: "A lesson is running: {title}",
  },
  lessonLead: {
    infant: "Only the lesson’s pages are open now.",
    young: "Just the pages for this lesson open until {time}. Your teacher chose them.",
    teen: "Until {time} only the pages that your teacher chose are open. This one isn’t among them.",
    adult:
      "Until {time} only the pages chosen for the lesson are open. This one is not among them.",
  },
  lessonAsk: {
    infant: "Ask your teacher.",
    young: "If you need this page, ask your teacher.",
    teen: "If you need this page for the lesson, ask your teacher.",
  },

  withdrawnTitle: {
    infant: "The internet is closed for you now",
    young: "The internet is closed for you just now",
    teen: "Your internet access is closed just now",
  },
  withdrawnStill: {
    infant: "Talk to your teacher. Help pages are still open.",
    young: "You can still open your school’s own pages and people who help. Talk to your teacher.",
    teen: "Your school’s own pages and all help sites still open. Talk to the person below about getting it back.",
  },

  illegalTitle: "This page is closed by law",
  illegalLead: {
    infant: "This page is not safe. It is closed for all of us.",
    young: "This page is not safe for anyone. No one at school can open it.",
    teen: "This page is on a list of pages that are against the law. Nobody at school can open it.",
    adult: "This page is on a list of unlawful pages. Nobody at school can open it.",
  },
  illegalCalm: {
    infant: "Did you see something bad? It is not your fault. Tell a grown-up.",
    young: "If you saw something horrible, it is not your fault. Tell a grown-up you trust.",
    teen: "If you saw something, it isn’t your fault. Please don’t copy or share it. You can talk to somebody about it.",
    adult:
      "If you saw something, it is not your fault. Do not copy or share it. You can talk to somebody about it.",
  },

  openTitle: { young: "This page is open", teen: "This page is open now" },
  openLead: {
    infant: "You can look at it now.",
    teen: "The rules have changed since this page was closed.",
  },
  openGo: "Go to the page",

  unknownTitle: "This page is closed at school",
  unknownLead: {
    infant: "You did nothing wrong. Ask your teacher.",
    young: "We can’t say why just now. You are not in trouble.",
    teen: "We can’t show the reason just now. It doesn’t mean that you did anything wrong.",
    adult: "The reason cannot be shown just now. It does not mean that you did anything wrong.",
  },
} as const satisfies Readonly<Record<string, Voiced>>;
