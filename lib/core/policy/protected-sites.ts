// Help that a pupil must always be able to reach, unseen. Nothing may block or record these, whatever a policy
// says (law 7). Each host is the organisation's own registered name and covers all below it; a name shared with
// others (a forum, a form or a shop on somebody else's host) must never stand here.

import { hostCovers } from "./host.ts";

/** A help site that nothing may block or record. */
export interface ProtectedSite {
  /** Normalised; covers its sub-domains. */
  readonly host: string;
  /** The organisation, as a pupil would know it. */
  readonly name: string;
  /** What help is there, in a few words. */
  readonly why: string;
}

type Row = readonly [host: string, name: string, why: string];

const rows: readonly Row[] = [
  // Somebody to talk to
  ["childline.org.uk", "Childline", "someone to talk to, day and night, about anything"],
  ["nspcc.org.uk", "NSPCC", "help for children, and for adults worried about a child"],
  ["samaritans.org", "Samaritans", "someone to talk to, day and night"],
  ["giveusashout.org", "Shout", "help by text message, day and night"],
  ["themix.org.uk", "The Mix", "support for people under 25"],
  ["meiccymru.org", "Meic", "helpline for children and young people in Wales"],
  ["meic.cymru", "Meic", "helpline for children and young people in Wales"],
  ["breathingspace.scot", "Breathing Space", "someone to talk to in Scotland"],
  ["lifelinehelpline.info", "Lifeline", "someone to talk to in Northern Ireland"],
  ["callhelpline.org.uk", "CALL", "mental health listening line for Wales"],
  [
    "childhelplineinternational.org",
    "Child Helpline International",
    "children's helplines of every country",
  ],
  ["childline.ie", "Childline Ireland", "someone to talk to in Ireland"],
  ["myh.org.uk", "Muslim Youth Helpline", "someone to talk to who knows the faith"],
  ["supportline.org.uk", "SupportLine", "someone to talk to, and where else to ask"],
  ["childrenfirst.org.uk", "Children First", "help for children and families in Scotland"],
  [
    "mermaidsuk.org.uk",
    "Mermaids",
    "support for young people asking about gender, and their families",
  ],
  ["switchboard.lgbt", "Switchboard", "LGBT+ listening line"],
  ["stonewall.org.uk", "Stonewall", "information and support for LGBT+ people"],
  ["genderedintelligence.co.uk", "Gendered Intelligence", "support for trans young people"],
  ["akt.org.uk", "akt", "help for LGBT+ young people without a safe home"],
  ["justlikeus.org", "Just Like Us", "support for LGBT+ young people at school"],
  ["lgbtyouth.org.uk", "LGBT Youth Scotland", "support for LGBT+ young people in Scotland"],
  ["galop.org.uk", "Galop", "help for LGBT+ people after abuse"],
  ["theproudtrust.org", "The Proud Trust", "support for LGBT+ young people"],
  ["eachaction.org.uk", "EACH", "help after bullying about being, or being taken for, LGBT+"],

  // Mind and feelings
  ["mind.org.uk", "Mind", "help with mental health"],
  ["youngminds.org.uk", "YoungMinds", "help with young people's mental health"],
  ["papyrus-uk.org", "Papyrus", "HOPELINE247, help with thoughts of suicide"],
  ["spuk.org.uk", "Suicide Prevention UK", "someone to talk to"],
  ["thecalmzone.net", "CALM", "help with thoughts of suicide"],
  ["prevent-suicide.org.uk", "Grassroots Suicide Prevention", "the Stay Alive app"],
  ["stayingsafe.net", "Staying Safe", "making a safety plan"],
  ["hubofhope.co.uk", "Hub of Hope", "mental health support near you"],
  ["kooth.com", "Kooth", "free counselling online for young people"],
  ["beateatingdisorders.org.uk", "Beat", "help with eating disorders"],
  ["selfharm.co.uk", "selfharmUK", "help with self-harm"],
  ["lifesigns.org.uk", "LifeSIGNS", "help with self-harm"],
  ["harmless.org.uk", "Harmless", "help with self-harm and suicide"],
  ["anxietyuk.org.uk", "Anxiety UK", "help with anxiety"],
  ["ocduk.org", "OCD-UK", "help with obsessive-compulsive disorder"],
  ["nopanic.org.uk", "No Panic", "help with panic and anxiety"],
  ["rethink.org", "Rethink Mental Illness", "help with mental illness"],
  ["sane.org.uk", "SANE", "help with mental illness"],
  ["mentalhealth.org.uk", "Mental Health Foundation", "information about mental health"],
  ["annafreud.org", "Anna Freud", "children's mental health"],
  ["place2be.org.uk", "Place2Be", "mental health support in schools"],
  ["studentminds.org.uk", "Student Minds", "students' mental health"],
  ["studentspace.org.uk", "Student Space", "students' mental health"],
  ["stem4.org.uk", "stem4", "teenagers' mental health"],
  ["headstogether.org.uk", "Heads Together", "talking about mental health"],
  ["samh.org.uk", "SAMH", "mental health in Scotland"],
  ["bacp.co.uk", "BACP", "finding a counsellor"],

  // Online safety and abuse
  ["ceop.police.uk", "CEOP", "telling the police about something that happened online"],
  ["thinkuknow.co.uk", "Thinkuknow", "help with staying safe online, from CEOP"],
  ["ceopeducation.co.uk", "CEOP Education", "help with staying safe online"],
  [
    "iwf.org.uk",
    "Internet Watch Foundation",
    "Report Remove, taking pictures of young people off the internet",
  ],
  ["stopncii.org", "StopNCII", "stopping intimate pictures from being shared"],
  ["revengepornhelpline.org.uk", "Revenge Porn Helpline", "help when intimate pictures are shared"],
  ["reportharmfulcontent.com", "Report Harmful Content", "having harmful things taken down"],
  ["saferinternet.org.uk", "UK Safer Internet Centre", "help with staying safe online"],
  ["swgfl.org.uk", "SWGfL", "help with staying safe online"],
  ["internetmatters.org", "Internet Matters", "help with staying safe online"],
  ["childnet.com", "Childnet", "help with staying safe online"],
  ["missingkids.org", "NCMEC", "Take It Down, taking pictures of young people off the internet"],
  ["ncmec.org", "NCMEC", "Take It Down, taking pictures of young people off the internet"],
  ["www.police.uk", "Police.uk", "telling the police"],
  ["mariecollinsfoundation.org.uk", "Marie Collins Foundation", "help after abuse online"],
  ["lucyfaithfull.org.uk", "Lucy Faithfull Foundation", "preventing child sexual abuse"],
  ["stopitnow.org.uk", "Stop It Now", "help for people worried about their thoughts or behaviour"],
  ["shorespace.org.uk", "Shore", "help for teenagers worried about sexual thoughts or behaviour"],
  ["napac.org.uk", "NAPAC", "help for people abused as children"],
  ["safeline.org.uk", "Safeline", "help after sexual abuse"],
  ["rapecrisis.org.uk", "Rape Crisis England & Wales", "help after sexual violence"],
  ["rapecrisisscotland.org.uk", "Rape Crisis Scotland", "help after sexual violence"],
  ["thesurvivorstrust.org", "The Survivors Trust", "help after sexual violence"],
  ["survivorsuk.org", "SurvivorsUK", "help for boys and men after sexual violence"],
  ["nwgnetwork.org", "NWG Network", "tackling child exploitation"],
  ["barnardos.org.uk", "Barnardo's", "help for children and families"],
  ["childrenssociety.org.uk", "The Children's Society", "help for children and young people"],
  ["actionforchildren.org.uk", "Action for Children", "help for children and families"],
  ["nyas.net", "NYAS", "somebody to speak up for children in care"],
  ["becomecharity.org.uk", "Become", "help for children in care and care leavers"],
  ["coramvoice.org.uk", "Coram Voice", "somebody to speak up for children"],
  ["childlawadvice.org.uk", "Child Law Advice", "children's rights and the law"],
  ["childrenscommissioner.gov.uk", "Children's Commissioner", "Help at Hand for children in care"],
  [
    "missingpeople.org.uk",
    "Missing People",
    "Runaway Helpline, for people who ran away or think of it",
  ],
  ["runawayhelpline.org.uk", "Runaway Helpline", "for people who ran away or think of it"],
  ["railwaychildren.org.uk", "Railway Children", "children at risk on the streets"],
  ["centrepoint.org.uk", "Centrepoint", "help for young people without a home"],
  ["shelter.org.uk", "Shelter", "help with housing"],
  ["crimestoppers-uk.org", "Crimestoppers", "telling about a crime without a name"],
  ["fearless.org", "Fearless", "young people telling about a crime without a name"],
  ["victimsupport.org.uk", "Victim Support", "help after a crime"],
  ["catch-22.org.uk", "Catch22", "help with exploitation and county lines"],
  ["modernslaveryhelpline.org", "Modern Slavery Helpline", "help with being made to work"],
  ["stgilestrust.org.uk", "St Giles", "help to get out of gangs and county lines"],
  ["unseenuk.org", "Unseen", "help with being made to work"],

  // Home
  ["refuge.org.uk", "Refuge", "help with abuse at home"],
  [
    "nationaldahelpline.org.uk",
    "National Domestic Abuse Helpline",
    "help with abuse at home, day and night",
  ],
  ["womensaid.org.uk", "Women's Aid", "help with abuse at home"],
  ["welshwomensaid.org.uk", "Welsh Women's Aid", "help with abuse at home in Wales"],
  ["womensaid.scot", "Scottish Women's Aid", "help with abuse at home in Scotland"],
  ["womensaidni.org", "Women's Aid NI", "help with abuse at home in Northern Ireland"],
  ["thehideout.org.uk", "The Hide Out", "for children who live with abuse at home"],
  ["mensadviceline.org.uk", "Men's Advice Line", "help for men with abuse at home"],
  ["respect.org.uk", "Respect", "help to stop hurting others"],
  ["safelives.org.uk", "SafeLives", "ending abuse at home"],
  [
    "sdafmh.org.uk",
    "Scotland's Domestic Abuse and Forced Marriage Helpline",
    "help with abuse at home",
  ],
  ["respectnotfear.co.uk", "Respect Not Fear", "young people and relationships"],
  ["karmanirvana.org.uk", "Karma Nirvana", "help with honour-based abuse and forced marriage"],
  ["freedomcharity.org.uk", "Freedom Charity", "help with forced marriage"],
  ["forwarduk.org.uk", "FORWARD", "help with female genital mutilation"],
  ["southallblacksisters.org.uk", "Southall Black Sisters", "help for Black and minoritised women"],
  ["paladinservice.co.uk", "Paladin", "help with stalking"],
  ["suzylamplugh.org", "Suzy Lamplugh Trust", "help with stalking"],
  ["relate.org.uk", "Relate", "help with family and relationships"],
  ["familylives.org.uk", "Family Lives", "help for families"],
  ["gingerbread.org.uk", "Gingerbread", "help for families with one parent"],
  ["carers.org", "Carers Trust", "help for young carers"],
  ["nacoa.org.uk", "Nacoa", "for children of parents who drink too much"],
  ["al-anonuk.org.uk", "Al-Anon and Alateen", "for families and children of people who drink"],
  ["cruse.org.uk", "Cruse", "help with grief"],
  ["hopeagain.org.uk", "Hope Again", "young people living with grief"],
  ["winstonswish.org", "Winston's Wish", "help for children with grief"],
  ["childbereavementuk.org", "Child Bereavement UK", "help for children with grief"],
  [
    "childhoodbereavementnetwork.org.uk",
    "Childhood Bereavement Network",
    "help near you for children with grief",
  ],
  ["griefencounter.org.uk", "Grief Encounter", "help for children with grief"],
  ["prisonersfamilies.org", "Prisoners' Families Helpline", "for families of people in prison"],
  ["turn2us.org.uk", "Turn2us", "help with too little money"],
  ["trussell.org.uk", "Trussell", "food banks"],

  // Bullying, hate and extremism
  ["anti-bullyingalliance.org.uk", "Anti-Bullying Alliance", "help with bullying"],
  ["kidscape.org.uk", "Kidscape", "help with bullying"],
  ["bullying.co.uk", "BullyingUK", "help with bullying"],
  ["nationalbullyinghelpline.co.uk", "National Bullying Helpline", "help with bullying"],
  ["antibullyingpro.com", "Anti-Bullying Pro", "help with bullying"],
  ["ditchthelabel.org", "Ditch the Label", "help with bullying"],
  ["cybersmile.org", "The Cybersmile Foundation", "help with bullying online"],
  ["report-it.org.uk", "True Vision", "telling the police about hate"],
  ["stophateuk.org", "Stop Hate UK", "help with hate"],
  ["tellmamauk.org", "Tell MAMA", "help with anti-Muslim hate"],
  ["cst.org.uk", "CST", "help with antisemitism"],
  ["theredcard.org", "Show Racism the Red Card", "education against racism"],
  ["actearly.uk", "ACT Early", "help when you worry that somebody is being radicalised"],
  ["act.campaign.gov.uk", "ACT", "telling the police about terrorism"],
  [
    "educationsupport.org.uk",
    "Education Support",
    "somebody to talk to, for people who work at schools",
  ],
  ["educateagainsthate.com", "Educate Against Hate", "help with extremism"],

  // Body, health, drugs and gambling
  ["nhs.uk", "NHS", "health advice; 111 online"],
  ["nhs.scot", "NHS Scotland", "health advice in Scotland"],
  ["nhsinform.scot", "NHS inform", "health advice in Scotland"],
  ["hscni.net", "Health and Social Care NI", "health advice in Northern Ireland"],
  ["brook.org.uk", "Brook", "sexual health for young people"],
  ["tht.org.uk", "Terrence Higgins Trust", "sexual health and HIV"],
  ["chiva.org.uk", "Chiva", "young people living with HIV"],
  ["bpas.org", "BPAS", "help with pregnancy"],
  ["msichoices.org.uk", "MSI Reproductive Choices", "help with pregnancy"],
  ["talktofrank.com", "Frank", "honest information about drugs"],
  ["wearewithyou.org.uk", "With You", "help with drugs and alcohol"],
  ["drinkaware.co.uk", "Drinkaware", "help with alcohol"],
  ["adfam.org.uk", "Adfam", "families and drugs or alcohol"],
  ["release.org.uk", "Release", "drugs and the law"],
  ["changegrowlive.org", "Change Grow Live", "help with drugs and alcohol"],
  ["turning-point.co.uk", "Turning Point", "help with drugs and alcohol"],
  ["drugfam.co.uk", "DrugFAM", "families and drugs or alcohol"],
  ["ukna.org", "Narcotics Anonymous", "help with drugs"],
  ["alcoholics-anonymous.org.uk", "Alcoholics Anonymous", "help with alcohol"],
  ["gamcare.org.uk", "GamCare", "help with gambling"],
  ["bigdeal.org.uk", "BigDeal", "young people and gambling"],
  ["gamblersanonymous.org.uk", "Gamblers Anonymous", "help with gambling"],
  ["begambleaware.org", "GambleAware", "help with gambling"],
  ["gambleaware.org", "GambleAware", "help with gambling"],
  ["ygam.org", "Ygam", "young people, gaming and gambling"],
];

/** UK help sites that nothing may block or record, sorted by host. */
export const protectedSites: readonly ProtectedSite[] = rows
  .map(([host, name, why]) => ({ host, name, why }))
  .sort((one, other) => (one.host < other.host ? -1 : 1));

const builtIn: ReadonlySet<string> = new Set(protectedSites.map((site) => site.host));

/**
 * Whether nothing may block or record `host` (normalised): it is a built-in protected site or one of `extra`
 * (a school's own, normalised), or lies below one.
 */
export function isProtected(host: string, extra: readonly string[] = []): boolean {
  for (let rest = host; ;) {
    if (builtIn.has(rest)) return true;
    const dot = rest.indexOf(".");
    if (dot < 0) break;
    rest = rest.slice(dot + 1);
  }
  return extra.some((entry) => hostCovers(entry, host));
}
