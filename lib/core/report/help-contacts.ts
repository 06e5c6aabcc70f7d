// How each helpline is reached, as facts: the only place where a number or an address of one stands. Apart from the
// sentences about them (`help-services.ts`), because the card in a web page carries these and its own words.
// Read in stored copies of public pages (`helpServiceSources`), not on the live sites: before a pilot, and once a term, a
// person should ring each number and open each address. A number that could not be confirmed is left out (The Mix, Mind, Beat:
// address only), and so is what a call to 101 costs.

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

/** How somebody is reached. */
export interface HelpContact {
  readonly id: HelpServiceId;
  readonly name: string;
  /** As it is spoken: digits in groups. */
  readonly phone?: string;
  /** What to text, and to which number. */
  readonly text?: string;
  /** When somebody answers. */
  readonly open?: string;
  /** An absolute https address. */
  readonly site: string;
}

/** Danger to life comes before everything else on every page. */
export const emergencyPhone = "999";

export const helpContacts: Readonly<Record<HelpServiceId, HelpContact>> = {
  childline: {
    id: "childline",
    name: "Childline",
    phone: "0800 1111",
    open: "Free, any time",
    site: "https://www.childline.org.uk/",
  },
  "report-remove": {
    id: "report-remove",
    name: "Report Remove",
    site: "https://www.childline.org.uk/remove/",
  },
  ceop: {
    id: "ceop",
    name: "CEOP Safety Centre (the police)",
    site: "https://www.ceop.police.uk/Safety-Centre/",
  },
  "nspcc-education": {
    id: "nspcc-education",
    name: "NSPCC Report Abuse in Education",
    phone: "0800 136 663",
    site: "https://www.nspcc.org.uk/keeping-children-safe/reporting-abuse/",
  },
  nspcc: {
    id: "nspcc",
    name: "NSPCC helpline",
    phone: "0808 800 5000",
    site: "https://www.nspcc.org.uk/",
  },
  papyrus: {
    id: "papyrus",
    name: "Papyrus HOPELINE247",
    phone: "0800 068 4141",
    open: "Day and night",
    site: "https://www.papyrus-uk.org/",
  },
  shout: {
    id: "shout",
    name: "Shout",
    text: "SHOUT to 85258",
    open: "Free, any time",
    site: "https://giveusashout.org/",
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
  samaritans: {
    id: "samaritans",
    name: "Samaritans",
    phone: "116 123",
    open: "Free, any time",
    site: "https://www.samaritans.org/",
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
  beat: {
    id: "beat",
    name: "Beat",
    site: "https://www.beateatingdisorders.org.uk/",
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
  "education-support": {
    id: "education-support",
    name: "Education Support",
    phone: "08000 562 561",
    open: "Free, any time",
    site: "https://www.educationsupport.org.uk/",
  },
};
