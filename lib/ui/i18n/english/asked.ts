// What became of what somebody asked for: on the notice's page and beside a closed page. Only what is known is said.
// Between what has not reached the school and what nobody has decided there is a difference; neither is a promise.
import type { Voiced } from "../voice.ts";

export const askedEnglish = {
  title: {
    infant: "You asked",
    young: "You asked about this page",
    teen: "You asked about this page",
  },
  when: {
    infant: "You asked {when}. Number: {reference}",
    young: "You asked {when}. Your reference: {reference}",
    teen: "You asked {when}. Your reference: {reference}",
  },
  waits: {
    infant: "It goes to your school soon.",
    young: "It may not be at school yet. It goes there as soon as it can.",
    teen: "It may not be at school yet. It goes there as soon as there is a network.",
  },
  received: {
    infant: "It is at school. A grown-up will look.",
    young: "It is at school. Nobody has said yes or no yet.",
    teen: "It is at school. Nobody has decided yet.",
  },
  opened: {
    infant: "A grown-up said yes.",
    young: "School said yes {when}.",
    teen: "School said yes {when}.",
  },
  openedNotYet: {
    infant: "It will open soon. Ask if it does not.",
    young: "It is not open here yet. Ask {name} if it takes long.",
    teen: "It is not open here yet. If that takes long, ask {name}.",
  },
  leftClosed: {
    infant: "A grown-up looked at it. It stays closed.",
    young: "School looked at it {when}. It stays closed. You can ask {name} why.",
    teen: "School decided {when} to leave it closed. You can ask {name} why.",
  },
  blocked: {
    infant: "A grown-up looked at it. It gets closed.",
    young: "School looked at it {when}. It will be closed.",
    teen: "School decided {when} to close it.",
  },
  leftOpen: {
    infant: "A grown-up looked at it. It stays open.",
    young: "School looked at it {when}. It stays open. You can ask {name} why.",
    teen: "School decided {when} to leave it open. You can ask {name} why.",
  },
  talk: {
    infant: "A grown-up wants to talk with you. Go and see {name}.",
    young: "Your school wants to talk with you about it. Go and see {name}.",
    teen: "School answered {when}: come and talk about it with {name}.",
  },
  lookedAt: {
    infant: "A grown-up has looked at it.",
    young: "School looked at it {when}. Ask {name} if you want to know more.",
    teen: "School looked at it {when}. Ask {name} if you want to know more.",
  },
  /** In place of a name that is not known. */
  anAdult: "your teacher",
} as const satisfies Readonly<Record<string, Voiced>>;
