// How the helplines are reached that the card in a web page names, as facts. Apart from the others (`help-contacts.ts`) and
// from the sentences about them (`help-services.ts`), because the card brings these into the page, and its own words.
// Read in stored copies of public pages (`helpServiceSources`), not on the live sites: before a pilot, and once a term, a
// person should ring each number and open each address. A number that could not be confirmed is left out (The Mix, Mind, Beat:
// address only), and so is what a call to 101 costs.
import type { HelpServiceId } from "./help-contacts.ts";

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

export const cardContacts = {
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
  samaritans: {
    id: "samaritans",
    name: "Samaritans",
    phone: "116 123",
    open: "Free, any time",
    site: "https://www.samaritans.org/",
  },
  beat: {
    id: "beat",
    name: "Beat",
    site: "https://www.beateatingdisorders.org.uk/",
  },
  "education-support": {
    id: "education-support",
    name: "Education Support",
    phone: "08000 562 561",
    open: "Free, any time",
    site: "https://www.educationsupport.org.uk/",
  },
} as const satisfies Readonly<Record<string, HelpContact>>;

export type CardServiceId = keyof typeof cardContacts;
