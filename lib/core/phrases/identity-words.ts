// Words for who somebody is. None of them is ever a concern: what is said of people can be, and a school's own phrase
// that would look for one of these alone is refused. Words people use of themselves or that are written of them in
// plain speech, in the UK first; slurs have no place here. Written for Schoolgate.

const faith = `muslim muslims islam islamic moslem shia sunni sufi ahmadi ismaili hijabi imam mosque ramadan eid quran
jew jews jewish judaism hasidic orthodox rabbi synagogue torah zionist
christian christians christianity catholic catholics protestant protestants anglican methodist baptist quaker quakers
evangelical pentecostal presbyterian mormon mormons church priest vicar bible adventist
hindu hindus hinduism sikh sikhs sikhism gurdwara buddhist buddhists buddhism jain jains taoist pagan wiccan rastafarian
rasta zoroastrian parsi bahai humanist atheist atheists agnostic religious secular`;

const ethnicity = `black blacks white whites asian asians african africans caribbean arab arabs bame bme brown
mixed biracial indigenous aboriginal maori hispanic latino latina latinx berber kurd kurds kurdish pashtun punjabi punjabis
bengali bengalis gujarati tamil tamils sinhalese sylheti kashmiri yoruba igbo hausa zulu tigrayan oromo uyghur rohingya
hazara tatar slavic nordic celtic
roma romani gypsy gypsies traveller travellers showmen bargee
immigrant immigrants immigration migrant migrants refugee refugees foreign foreigner foreigners asylum
ethnic minority minorities diaspora windrush`;

const nationality = `british english scottish welsh irish cornish european american americans canadian australian
pakistani pakistanis indian indians bangladeshi bangladeshis chinese japanese korean vietnamese filipino thai malaysian
indonesian nepalese lankan afghan afghans iranian iranians iraqi iraqis syrian syrians lebanese jordanian yemeni saudi
israeli israelis palestinian palestinians egyptian moroccan algerian tunisian libyan sudanese ethiopian eritrean somali
somalis kenyan ugandan nigerian nigerians ghanaian gambian senegalese congolese rwandan zimbabwean jamaican jamaicans
trinidadian barbadian cuban mexican mexicans brazilian colombian polish romanian romanians bulgarian bulgarians hungarian
lithuanian latvian estonian ukrainian ukrainians russian russians albanian albanians kosovan serbian croatian bosnian greek
cypriot turkish turks italian spanish portuguese french german dutch danish swedish norwegian finnish austrian swiss belgian
czech slovak slovenian georgian armenian mongolian tibetan`;

const sexualityAndGender = `gay gays lesbian lesbians bisexual bi pansexual pan asexual ace aromantic queer lgbt lgbtq
lgbtqia homosexual homosexuals homosexuality heterosexual straight trans transgender transsexual transitioning cisgender cis
nonbinary enby genderfluid agender intersex drag
woman women man men girl girls boy boys female females male males lady ladies feminist feminists feminism`;

const bodyAndMind = `disabled disability disabilities wheelchair deaf blind autistic autism asperger aspergers adhd
dyslexic dyslexia dyspraxic dyspraxia neurodivergent neurodiverse epileptic epilepsy diabetic downs amputee paralysed
tourettes schizophrenic bipolar ocd sen send deafblind dwarfism albino
short tall ginger`;

const circumstances = `old elderly young teenager teenagers pensioner pensioners poor rich homeless
adopted fostered orphan orphans carer carers pregnant widow muslimah convert revert veteran
working class posh council`;

/** Lower-case words without accents or apostrophes; each once. */
export const identityWords: readonly string[] = [
  ...new Set(
    [faith, ethnicity, nationality, sexualityAndGender, bodyAndMind, circumstances]
      .join(" ")
      .split(/\s+/),
  ),
];

/** Those that mean many other things besides; they say who somebody is only beside a plainer word. */
export const manySidedWords: ReadonlySet<string> = new Set(
  `brown old young poor rich short tall straight pan bi ace drag send sen downs class working council orthodox mixed
foreign minority ethnic religious secular convert revert posh bargee ginger woman women man men girl girls boy boys lady
ladies female females male males church bible transitioning widow pregnant teenager teenagers polish adopted`.split(
    /\s+/,
  ),
);
