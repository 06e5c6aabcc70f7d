// Who can help outside school, as facts: numbers, hours, addresses. The only place where a helpline's number stands.
// Read in stored copies of public pages (named at the end, with the day), not on the live sites: before a pilot, and
// once a term, a person should ring each number and open each address. A number that could not be confirmed is left
// out (NSPCC Report Abuse in Education, The Mix, Mind, Beat: address only), and so is what a call to 101 costs.

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

export interface HelpService {
  readonly id: HelpServiceId;
  readonly name: string;
  /** One plain sentence: what they do for the reader. */
  readonly does: string;
  /** The same for a reader of about five to eleven, where it has to be said differently. */
  readonly doesYoung?: string;
  /** As it is spoken: digits in groups. */
  readonly phone?: string;
  /** What to text, and to which number. */
  readonly text?: string;
  /** When somebody answers. */
  readonly open?: string;
  /** An absolute https address. */
  readonly site: string;
  /** What the reader must know before choosing this one. */
  readonly note?: string;
}

/** Danger to life comes before everything else on every page. */
export const emergencyPhone = "999";

export const helpServices: Readonly<Record<HelpServiceId, HelpService>> = {
  childline: {
    id: "childline",
    name: "Childline",
    does: "Talk to a counsellor about anything at all, if you are under 19. You do not have to say your name.",
    doesYoung: "Kind grown-ups who listen to you. You can talk about what you like.",
    phone: "0800 1111",
    open: "Free, any time",
    site: "https://www.childline.org.uk/",
  },
  "report-remove": {
    id: "report-remove",
    name: "Report Remove",
    does: "Are you under 18? Is a nude picture or video of you online? They can try to have it taken down.",
    doesYoung:
      "If a private picture of you is online, they can help to take it away. Ask a grown-up to help you.",
    site: "https://www.childline.org.uk/remove/",
    note: "Use their page, never this form or an email, for a picture.",
  },
  ceop: {
    id: "ceop",
    name: "CEOP Safety Centre (the police)",
    does: "For when somebody online talks about sex, asks you for pictures or pushes you to meet. Or if you were hurt in a sexual way.",
    doesYoung:
      "Police who help if someone online asks for private pictures or scares you. Ask a grown-up to help you.",
    site: "https://www.ceop.police.uk/Safety-Centre/",
    note: "This is a report to the police. It cannot be anonymous. They will ask for your name and get in touch.",
  },
  "nspcc-education": {
    id: "nspcc-education",
    name: "NSPCC Report Abuse in Education",
    does: "Separate from your school. For anybody harmed by an adult or by another pupil at school.",
    doesYoung: "They are not part of your school. They help if somebody at school has hurt you.",
    site: "https://www.nspcc.org.uk/keeping-children-safe/reporting-abuse/",
  },
  nspcc: {
    id: "nspcc",
    name: "NSPCC helpline",
    does: "For adults, and older pupils, who are worried about a child.",
    phone: "0808 800 5000",
    site: "https://www.nspcc.org.uk/",
  },
  papyrus: {
    id: "papyrus",
    name: "Papyrus HOPELINE247",
    does: "Are you under 35? Talk to them if you do not want to live. Or if you fear that for somebody else.",
    phone: "0800 068 4141",
    open: "Day and night",
    site: "https://www.papyrus-uk.org/",
  },
  shout: {
    id: "shout",
    name: "Shout",
    does: "Text with a trained helper when it is all too much.",
    text: "SHOUT to 85258",
    open: "Free, any time",
    site: "https://giveusashout.org/",
  },
  "act-early": {
    id: "act-early",
    name: "ACT Early support line",
    does: "For when somebody close to you is drawn into hate or terror. Trained police will listen, and keep it private.",
    phone: "0800 011 3764",
    open: "Every day, 9am to 5pm",
    site: "https://actearly.uk/",
  },
  iwf: {
    id: "iwf",
    name: "Internet Watch Foundation",
    does: "Tell them the address of a page with sexual images of children, without your name if you like. Never copy the picture itself.",
    site: "https://report.iwf.org.uk/",
  },
  frank: {
    id: "frank",
    name: "FRANK",
    does: "Honest answers about drugs, without being told off.",
    phone: "0300 123 6600",
    site: "https://www.talktofrank.com/",
  },
  gambling: {
    id: "gambling",
    name: "National Gambling Helpline",
    does: "Talk about your own gambling, or somebody else's.",
    phone: "0808 8020 133",
    open: "Free, any time",
    site: "https://www.gamcare.org.uk/",
  },
  samaritans: {
    id: "samaritans",
    name: "Samaritans",
    does: "Somebody to listen when things are hard. They will not judge you.",
    phone: "116 123",
    open: "Free, any time",
    site: "https://www.samaritans.org/",
  },
  "the-mix": {
    id: "the-mix",
    name: "The Mix",
    does: "Are you under 25? Help with how you feel, and with home, friends, work or money.",
    site: "https://www.themix.org.uk/",
  },
  mind: {
    id: "mind",
    name: "Mind",
    does: "What may help when your mind is not well, how to get help, and what your rights are.",
    site: "https://www.mind.org.uk/",
  },
  beat: {
    id: "beat",
    name: "Beat",
    does: "Help when food or eating is a worry, for you or for a friend. They know about it, and they listen.",
    site: "https://www.beateatingdisorders.org.uk/",
  },
  "report-harmful-content": {
    id: "report-harmful-content",
    name: "Report Harmful Content",
    does: "Is something that hurts people still online after you reported it? They can ask the site to look again.",
    site: "https://reportharmfulcontent.com/",
    note: "You must be 13 or older. Report it to the site or the app first.",
  },
  act: {
    id: "act",
    name: "ACT: the police, about terrorism",
    does: "Did you see or hear something that may be about terrorism? Tell the police. You can leave out your name.",
    phone: "0800 789 321",
    open: "Any time",
    site: "https://act.campaign.gov.uk/",
  },
  police: {
    id: "police",
    name: "The police, when it can wait",
    does: "Tell the police about a crime when nobody is in danger now. If somebody is, call 999.",
    phone: "101",
    open: "Any time",
    site: "https://www.police.uk/",
  },
  "education-support": {
    id: "education-support",
    name: "Education Support",
    does: "For everybody who works in education: a counsellor to talk to.",
    phone: "08000 562 561",
    open: "Free, any time",
    site: "https://www.educationsupport.org.uk/",
  },
};

/** When a person last read the facts above on the pages below. Apart, because no page shows it. */
export const helpServicesReadOn = "2026-11-22";

/**
 * The public page on which each was read: what they do, and the number where the page has one.
 * FRANK's number and Papyrus's hours were confirmed by several independent public lists only.
 */
export const helpServiceSources: Readonly<Record<HelpServiceId, string>> = {
  childline:
    "https://www.sunderlandecho.com/news/opinion/columnists/childline-advice-when-a-child-contacts-us-we-will-listen-and-support-them-3817957",
  "report-remove": "https://www.iwf.org.uk/what-we-do/why-we-exist/report-remove",
  ceop: "https://www.ceopeducation.co.uk/parents/get-help/reporting-an-incident/",
  "nspcc-education":
    "https://stokeroadsurgery.co.uk/practice_news/our-new-helpline-to-support-victims-of-abuse/",
  nspcc: "https://www.hallgreen.bham.sch.uk/nspcc-helpline/",
  papyrus: "https://www.papyrus-uk.org/hopelineuk-faqs/",
  shout: "https://giveusashout.org/about-us/faq/",
  "act-early": "https://actearly.uk/contact/",
  iwf: "https://www.iwf.org.uk/what-we-do/why-we-exist/report-remove",
  frank: "https://en.wikipedia.org/wiki/FRANK_(drugs)",
  gambling:
    "https://www.gamblinginsider.com/news/14612/northampton-saints-and-gamcare-highlight-gambling-support-in-east-midlands",
  samaritans: "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
  "the-mix":
    "https://mentalhealthinnovations.org/news-and-information/latest-news/ucl-research-collaboration-improving-digital-mental-health-services-for-young-people",
  mind: "https://www.thevisitor.co.uk/news/world-mental-health-day-whats-it-all-about-and-where-get-advice-653897",
  beat: "https://www.jfhc.co.uk/3-minutes-can-save-a-life-in-nedawareness-week",
  "report-harmful-content":
    "https://swgfl.org.uk/magazine/how-report-harmful-content-can-help-this-safer-internet-day/",
  act: "https://cleveland.police.uk/advice-information/Anti-Terrorist-Hotline.aspx",
  police:
    "https://www.bntmedia.co.uk/news/so-when-should-you-call-999-and-should-you-use-101-instead-11205059",
  "education-support":
    "https://www.educationsupportpartnership.org.uk/about-us/press-centre/helpline-prepares-peak-calls-charity-urges-teachers-talk-and-protect-wellbeing",
};
