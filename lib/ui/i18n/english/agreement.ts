// The words around the school's own agreement. The rules and the promise are the school's and stand in its policy.
export const agreementEnglish = {
  documentTitle: "Before you start",
  lead: {
    infant: "Look and listen with a grown-up.",
    young: "Read these rules, or ask a grown-up to read them with you.",
    teen: "Please read this before you go on. It takes about a minute.",
    adult: "Please read this before you go on.",
  },
  changedTitle: {
    infant: "Some rules are new",
    young: "The rules have changed",
    teen: "What has changed",
  },
  newYearTitle: { infant: "A new school year", teen: "A new school year" },
  againAgreed: {
    infant: "You said yes {when}.",
    young: "You said yes to the old rules {when}.",
    teen: "You agreed to the version before {when}.",
  },
  newYear: {
    infant: "We read the rules again.",
    young: "A new school year has begun. So we read the rules again.",
    teen: "A new school year has begun, so everybody reads the rules again.",
  },
  added: {
    one: "{count} rule is new. It is marked “New”.",
    other: "{count} rules are new. They are marked “New”.",
  },
  removed: { young: "These are not rules any more:", teen: "These no longer stand:" },
  promiseNew: {
    young: "The promise at the end is new.",
    teen: "The promise at the end has new words.",
  },
  newRule: "New",
  rulesTitle: { young: "Our rules", teen: "The rules" },
  watchedTitle: { young: "Looking after you", teen: "What the school can see" },
  watched: {
    infant: "Your school looks out for you. A grown-up sees if you may be hurt.",
    young:
      "Your school looks out for words that mean that somebody might be hurt or in danger. A grown-up can see them.",
    teen: "To keep people safe, this Chromebook looks for signs of danger in what is read, typed and searched here. Staff who look after safeguarding can see what it finds.",
    adult:
      "To keep people safe, this Chromebook looks for signs of risk in what is read, typed and searched here. Safeguarding staff can see what it finds.",
    staff:
      "To keep people safe, this device looks for signs of risk in what is read, typed and searched here, as far as the policy for your profile says so.",
  },
  watchedLink: {
    infant: "What your school looks at",
    young: "See what your school looks at",
    teen: "See exactly what is looked at, and by whom",
  },
  worryTitle: { young: "If you feel worried", teen: "If something worries you" },
  worry: {
    infant: "Press the gate at the top. You can tell a grown-up at any time.",
    young:
      "Press the gate button at the top of the screen. You can tell a grown-up at any time. You can tell before you say yes to the rules, too.",
    teen: "The gate button at the top right of the browser is always there. You can tell somebody at any time, even before you agree to anything.",
    adult:
      "The gate button at the top right of the browser is always there, whether or not you have agreed.",
  },
  agree: { infant: "Yes, I will", young: "I will keep these rules", teen: "I agree" },
  recorded: {
    infant: "Your school writes down that you said yes.",
    young: "Your school writes down that you said yes today.",
    teen: "Your school keeps a note of who agreed, to which version, and when.",
    adult: "The school keeps a record of who agreed, to which version, and when.",
  },
  version: "Version {version}",
  readyTitle: { young: "You are ready!", teen: "You’re ready", adult: "You are ready" },
  readyAgreed: "You agreed {when}.",
  ready: {
    infant: "You can go on now.",
    young: "You can use the internet now. Come back here to read the rules again.",
    teen: "You can go on now. The rules are here whenever you want to read them again.",
    adult: "You can go on now. The rules stay here for you to read again.",
  },
  nothing: {
    infant: "There are no rules today.",
    young: "There are no rules to agree to just now.",
    teen: "There is nothing to agree to just now.",
  },
  goOn: "Go on to {host}",
  failedTitle: "That did not work yet",
  failed: {
    infant: "It did not work. Tell your teacher.",
    young: "We could not write down your answer. Please try again, or tell your teacher.",
    teen: "Your answer could not be kept. Please try again; if it keeps happening, tell your teacher.",
    adult:
      "Your answer could not be kept. Please try again; if it keeps happening, tell IT support.",
  },
  missingTitle: "The rules can’t be shown just now",
  missing: {
    infant: "Please wait a little. Then try again, or tell your teacher.",
    teen: "Please wait a moment and try again. If it keeps happening, tell your teacher. You can still report a worry with the gate button.",
  },
} as const;
