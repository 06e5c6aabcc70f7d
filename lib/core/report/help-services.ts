// Who can help outside school, in words: what each does, and what to know before choosing it. How they are reached stands
// in `help-contacts.ts` and `card-contacts.ts`.
import type { HelpContact } from "./card-contacts.ts";
import { helpContacts, type HelpServiceId } from "./help-contacts.ts";

export type { HelpServiceId } from "./help-contacts.ts";
export { emergencyPhone } from "./card-contacts.ts";

export interface HelpService extends HelpContact {
  /** One plain sentence: what they do for the reader. */
  readonly does: string;
  /** The same for a reader of about five to eleven, where it has to be said differently. */
  readonly doesYoung?: string;
  /** What the reader must know before choosing this one. */
  readonly note?: string;
}

export const helpServices: Readonly<Record<HelpServiceId, HelpService>> = {
  childline: {
    ...helpContacts.childline,
    does: "Talk to a counsellor about anything at all, if you are under 19. You do not have to say your name.",
    doesYoung: "Kind grown-ups who listen to you. You can talk about what you like.",
  },
  "report-remove": {
    ...helpContacts["report-remove"],
    does: "Are you under 18? Is a nude picture or video of you online? They can try to have it taken down.",
    doesYoung:
      "If a private picture of you is online, they can help to take it away. Ask a grown-up to help you.",
    note: "Use their page, never this form or an email, for a picture.",
  },
  ceop: {
    ...helpContacts.ceop,
    does: "For when somebody online talks about sex, asks you for pictures or pushes you to meet. Or if you were hurt in a sexual way.",
    doesYoung:
      "Police who help if someone online asks for private pictures or scares you. Ask a grown-up to help you.",
    note: "This is a report to the police. It cannot be anonymous. They will ask for your name and get in touch.",
  },
  "nspcc-education": {
    ...helpContacts["nspcc-education"],
    does: "Separate from your school. For anybody harmed by an adult or by another pupil at school.",
    doesYoung: "They are not part of your school. They help if somebody at school has hurt you.",
  },
  nspcc: {
    ...helpContacts.nspcc,
    does: "For adults, and older pupils, who are worried about a child.",
  },
  papyrus: {
    ...helpContacts.papyrus,
    does: "Are you under 35? Talk to them if you do not want to live. Or if you fear that for somebody else.",
  },
  shout: {
    ...helpContacts.shout,
    does: "Text with a trained helper when it is all too much.",
  },
  "act-early": {
    ...helpContacts["act-early"],
    does: "For when somebody close to you is drawn into hate or terror. Trained police will listen, and keep it private.",
  },
  iwf: {
    ...helpContacts.iwf,
    does: "Tell them the address of a page with sexual images of children, without your name if you like. Never copy the picture itself.",
  },
  frank: {
    ...helpContacts.frank,
    does: "Honest answers about drugs, without being told off.",
  },
  gambling: {
    ...helpContacts.gambling,
    does: "Talk about your own gambling, or somebody else's.",
  },
  samaritans: {
    ...helpContacts.samaritans,
    does: "Somebody to listen when things are hard. They will not judge you.",
  },
  "the-mix": {
    ...helpContacts["the-mix"],
    does: "Are you under 25? Help with how you feel, and with home, friends, work or money.",
  },
  mind: {
    ...helpContacts.mind,
    does: "What may help when your mind is not well, how to get help, and what your rights are.",
  },
  beat: {
    ...helpContacts.beat,
    does: "Help when food or eating is a worry, for you or for a friend. They know about it, and they listen.",
  },
  "report-harmful-content": {
    ...helpContacts["report-harmful-content"],
    does: "Is something that hurts people still online after you reported it? They can ask the site to look again.",
    note: "You must be 13 or older. Report it to the site or the app first.",
  },
  act: {
    ...helpContacts.act,
    does: "Did you see or hear something that may be about terrorism? Tell the police. You can leave out your name.",
  },
  police: {
    ...helpContacts.police,
    does: "Tell the police about a crime when nobody is in danger now. If somebody is, call 999.",
  },
  "education-support": {
    ...helpContacts["education-support"],
    does: "For everybody who works in education: a counsellor to talk to.",
  },
};

/**
 * The public page on which each was read, and the day: what they do, and the number where the page has one. FRANK's number
 * and Papyrus's hours were confirmed by several independent public lists only. The Mix has belonged to the charity of
 * Shout since September 2024 and goes on under its own name. Apart, because no page shows it.
 */
export const helpServiceSources: Readonly<
  Record<HelpServiceId, { readonly page: string; readonly readOn: string }>
> = {
  childline: {
    page: "https://www.sunderlandecho.com/news/opinion/columnists/childline-advice-when-a-child-contacts-us-we-will-listen-and-support-them-3817957",
    readOn: "2026-11-22",
  },
  "report-remove": {
    page: "https://www.iwf.org.uk/what-we-do/why-we-exist/report-remove",
    readOn: "2026-11-22",
  },
  ceop: {
    page: "https://www.ceopeducation.co.uk/parents/get-help/reporting-an-incident/",
    readOn: "2026-11-22",
  },
  "nspcc-education": {
    page: "https://www.surreycc.gov.uk/people-and-community/families/support-and-advice/keeping-your-family-safe/recognising-and-preventing-child-abuse",
    readOn: "2026-11-23",
  },
  nspcc: { page: "https://www.hallgreen.bham.sch.uk/nspcc-helpline/", readOn: "2026-11-22" },
  papyrus: { page: "https://www.papyrus-uk.org/hopelineuk-faqs/", readOn: "2026-11-22" },
  shout: { page: "https://giveusashout.org/about-us/faq/", readOn: "2026-11-22" },
  "act-early": { page: "https://actearly.uk/contact/", readOn: "2026-11-22" },
  iwf: {
    page: "https://www.iwf.org.uk/what-we-do/why-we-exist/report-remove",
    readOn: "2026-11-22",
  },
  frank: { page: "https://en.wikipedia.org/wiki/FRANK_(drugs)", readOn: "2026-11-22" },
  gambling: {
    page: "https://www.gamblinginsider.com/news/14612/northampton-saints-and-gamcare-highlight-gambling-support-in-east-midlands",
    readOn: "2026-11-22",
  },
  samaritans: {
    page: "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
    readOn: "2026-11-22",
  },
  "the-mix": {
    page: "https://eastsidepeople.org/case-study/the-mix-and-mhi-merger-transforming-young-peoples-digital-mental-health",
    readOn: "2026-11-23",
  },
  mind: {
    page: "https://www.thevisitor.co.uk/news/world-mental-health-day-whats-it-all-about-and-where-get-advice-653897",
    readOn: "2026-11-22",
  },
  beat: {
    page: "https://www.jfhc.co.uk/3-minutes-can-save-a-life-in-nedawareness-week",
    readOn: "2026-11-22",
  },
  "report-harmful-content": {
    page: "https://swgfl.org.uk/helplines/report-harmful-content/",
    readOn: "2026-11-23",
  },
  act: {
    page: "https://cleveland.police.uk/advice-information/Anti-Terrorist-Hotline.aspx",
    readOn: "2026-11-22",
  },
  police: {
    page: "https://www.bntmedia.co.uk/news/so-when-should-you-call-999-and-should-you-use-101-instead-11205059",
    readOn: "2026-11-22",
  },
  "education-support": {
    page: "https://www.educationsupportpartnership.org.uk/about-us/press-centre/helpline-prepares-peak-calls-charity-urges-teachers-talk-and-protect-wellbeing",
    readOn: "2026-11-22",
  },
};
