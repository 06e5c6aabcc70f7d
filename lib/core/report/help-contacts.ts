// How each helpline is reached: with `card-contacts.ts` the only place where a number or an address of one stands. It says
// there how they were read.
import { cardContacts, type HelpContact } from "./card-contacts.ts";

export type HelpServiceId =
  | "childline"
  | "report-remove"
  | "ceop"
  | "nspcc-education"
  | "nspcc"
  | "papyrus"
  | "shout"
  | "act-early"
  | "iwf"
  | "frank"
  | "gambling"
  | "education-support"
  | "samaritans"
  | "the-mix"
  | "mind"
  | "beat"
  | "report-harmful-content"
  | "act"
  | "police";

export const helpContacts: Readonly<Record<HelpServiceId, HelpContact>> = {
  ...cardContacts,
  "nspcc-education": {
    id: "nspcc-education",
    name: "NSPCC Report Abuse in Education",
    phone: "0800 136 663",
    site: "https://www.nspcc.org.uk/keeping-children-safe/reporting-abuse/",
  },
  "act-early": {
    id: "act-early",
    name: "ACT Early support line",
    phone: "0800 011 3764",
    open: "Every day, 9am to 5pm",
    site: "https://actearly.uk/",
  },
  iwf: {
    id: "iwf",
    name: "Internet Watch Foundation",
    site: "https://report.iwf.org.uk/",
  },
  frank: {
    id: "frank",
    name: "FRANK",
    phone: "0300 123 6600",
    site: "https://www.talktofrank.com/",
  },
  gambling: {
    id: "gambling",
    name: "National Gambling Helpline",
    phone: "0808 8020 133",
    open: "Free, any time",
    site: "https://www.gamcare.org.uk/",
  },
  "the-mix": {
    id: "the-mix",
    name: "The Mix",
    site: "https://www.themix.org.uk/",
  },
  mind: {
    id: "mind",
    name: "Mind",
    site: "https://www.mind.org.uk/",
  },
  "report-harmful-content": {
    id: "report-harmful-content",
    name: "Report Harmful Content",
    site: "https://reportharmfulcontent.com/",
  },
  act: {
    id: "act",
    name: "ACT: the police, about terrorism",
    phone: "0800 789 321",
    open: "Any time",
    site: "https://act.campaign.gov.uk/",
  },
  police: {
    id: "police",
    name: "The police, when it can wait",
    phone: "101",
    open: "Any time",
    site: "https://www.police.uk/",
  },
};
