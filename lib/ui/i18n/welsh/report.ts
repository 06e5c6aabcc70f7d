import type { Parts } from "../translation.ts";

export const chromeWelsh: Parts["chrome"] = {
  yourSchool: "Dy ysgol",
  language: "Iaith",
  back: "Yn ôl",
  next: "Nesaf",
  send: "Anfon",
  tryAgain: "Ceisia eto",
  closeNow: "Cau nawr",
  listen: "Darllen i mi",
  stopListening: "Stopio darllen",
  dangerNow: "Mewn perygl nawr?",
  call: "Ffonia",
  loading: "Un eiliad…",
  reading: "Gwneud hi’n haws darllen",
  aboutPage: "Dweud wrth yr ysgol am dudalen",
  pageParts: "Rhannau’r dudalen hon",
  newTab: "(yn agor mewn tab newydd)",
  textTo: "Tecstia {word} i {number}",
  today: "heddiw am {time}",
  tomorrow: "yfory am {time}",
  yesterday: "ddoe am {time}",
  onDay: "{day} am {time}",
};

export const reportWelsh: Parts["report"] = {
  documentTitle: "Rhannu pryder",
  kinds: {
    unkind: {
      title: "Mae rhywun yn gas",
      hint: {
        young: "Wrthot ti neu wrth rywun arall",
        teen: "Wrtha i neu wrth rywun arall, ar-lein neu wyneb yn wyneb",
      },
    },
    contact: {
      title: {
        young: "Mae rhywun yn anfon negeseuon dydw i ddim yn eu hoffi",
        teen: "Dydy negeseuon rhywun ddim yn teimlo’n iawn",
      },
      hint: {
        young: "Neu eisiau cyfrinachau, lluniau neu gwrdd â fi",
        teen: "Gofyn am gyfrinachau, lluniau, arian neu gwrdd",
      },
    },
    upset: { title: "Gwelais i rywbeth wnaeth fy ypsetio" },
    believe: {
      title: {
        young: "Mae rhywun eisiau i mi gasáu pobl",
        teen: "Mae rhywun yn pwyso arna i i gredu rhywbeth neu ymuno â rhywbeth",
      },
      hint: {
        young: "Neu ymuno â rhywbeth sy’n teimlo’n anghywir",
        teen: "Neu i gasáu grŵp o bobl",
      },
    },
    friend: { title: "Dwi’n poeni am ffrind" },
    myself: {
      title: "Dwi’n poeni amdana i fy hun",
      hint: {
        young: "Dwi’n drist, yn ofnus neu ddim yn ddiogel",
        teen: "Sut dwi’n teimlo, neu sut dwi’n ymdopi",
      },
    },
    family: { title: "Rhywbeth gartref" },
    adult: {
      title: { young: "Oedolyn yn yr ysgol", teen: "Oedolyn yn yr ysgol" },
      hint: {
        teen: "Rhywbeth wnaeth neu ddywedodd yr oedolyn",
        adult: "Rhywbeth wnaeth neu ddywedodd aelod o staff",
      },
    },
    other: { title: { young: "Rhywbeth arall", teen: "Rhywbeth arall, neu dydw i ddim yn siŵr" } },
  },
  states: {
    kept: {
      young: "Yn ddiogel yma, heb ei anfon eto",
      teen: "Wedi’i gadw’n ddiogel yma, heb ei anfon eto",
    },
    sent: { young: "Yn yr ysgol", teen: "Wedi’i anfon i’r ysgol" },
    seen: { young: "Mae rhywun wedi’i ddarllen", teen: "Wedi’i ddarllen gan berson" },
  },
  step: "Cam {at} o 3",
  lastLook: "Golwg olaf",
  whatTitle: "Beth ddigwyddodd?",
  whatLead: {
    young: "Dewisa’r un sy’n ffitio orau. Dwyt ti ddim mewn trwbl.",
    teen: "Dewisa beth bynnag sydd agosaf. Dwyt ti ddim mewn trwbl am ddweud.",
    staff: "Dewiswch beth bynnag sydd agosaf.",
  },
  tellTitle: { young: "Wrth bwy ddylen ni ddweud?", teen: "Wrth bwy hoffet ti ddweud?" },
  tellBest: { young: "Dewiswch chi drosta i", teen: "Pwy bynnag sydd orau" },
  bestName: {
    young: "yr oedolion sy’n cadw plant yn ddiogel",
    teen: "y rhai sy’n cadw disgyblion yn ddiogel",
  },
  tellBestHint: {
    young: "Bydd oedolyn sy’n cadw plant yn ddiogel yn ei ddarllen",
    teen: "Y bobl yn yr ysgol sy’n cadw disgyblion yn ddiogel fydd yn penderfynu",
  },
  tellNobodyKnown: {
    young: "Dydyn ni ddim yn gwybod enwau’r oedolion nawr. Bydd dy bryder yn dal i fynd i’r ysgol.",
    teen: "Allwn ni ddim dangos enwau oedolion dy ysgol nawr. Bydd dy bryder yn dal i fynd i’r ysgol.",
  },
  tellTruth: {
    young:
      "Efallai y byddan nhw’n siarad ag oedolyn arall, er mwyn dy gadw’n ddiogel. Fyddan nhw ddim yn dweud wrth bawb.",
    teen: "Efallai y bydd rhaid iddyn nhw gynnwys oedolyn arall i gadw rhywun yn ddiogel. Fyddan nhw ddim yn dweud wrth fwy o bobl nag sydd raid.",
  },
  adultNamed: {
    young: "Mae pryderon am oedolyn yn yr ysgol yn mynd at {names}.",
    teen: "Mae dy ysgol wedi dewis {names} ar gyfer pryderon am oedolyn yn yr ysgol.",
  },
  adultNobody: {
    young: "Mae dy bryder yn mynd at y bobl sy’n cadw plant yn ddiogel yn yr ysgol.",
    teen: "Dydy dy ysgol ddim wedi enwi neb ar gyfer hyn, felly mae’n mynd at y bobl sy’n cadw disgyblion yn ddiogel.",
  },
  adultOutside: {
    young:
      "Gall {dsl} ei weld hefyd. Os ydy dy bryder am {whom}, ffonia {line} ar {phone}. Dydyn nhw ddim yn rhan o dy ysgol.",
    teen: "Mae {dsl} yn gofalu am y man lle mae pryderon yn cyrraedd, felly gall ei weld hefyd. Os ydy hyn am {whom}, ffonia {line} ar {phone}: maen nhw ar wahân i dy ysgol.",
  },
  dslUnknown: { young: "Yr oedolyn sy’n cadw plant yn ddiogel", teen: "Yr arweinydd diogelu" },
  wordsTitle: { young: "Wyt ti eisiau dweud mwy?", teen: "Hoffet ti ddweud mwy?" },
  wordsLead: {
    young: "Does dim rhaid. Mae ychydig eiriau’n iawn.",
    teen: "Does dim rhaid. Mae ychydig eiriau’n iawn, a does dim ots am y sillafu.",
  },
  wordsLabel: "Yn dy eiriau dy hun (dewisol)",
  wordsTooLong: {
    one: "Mae {count} llythyren yn ormod. Does dim wedi’i golli: gwna fe ychydig yn fyrrach.",
    two: "Mae {count} lythyren yn ormod. Does dim wedi’i golli: gwna fe ychydig yn fyrrach.",
    other: "Mae {count} llythyren yn ormod. Does dim wedi’i golli: gwna fe ychydig yn fyrrach.",
  },
  reachLabel: {
    young: "Sut gallwn ni ddod o hyd i ti? (dewisol)",
    teen: "Sut hoffet ti i ni gysylltu â ti? (dewisol)",
  },
  reachHint: {
    young: "Fel: “amser cinio” neu “ddim o flaen fy nosbarth”",
    teen: "Er enghraifft “amser egwyl”, “drwy e-bost”, “ddim o flaen fy ffrindiau”",
  },
  pageTitle: "Ychwanegu’r dudalen dwi arni",
  unnamedTitle: { young: "Peidio â dweud fy enw", teen: "Ei anfon heb fy enw" },
  unnamedHint: {
    young: "Wedyn mae’n anoddach dy helpu. Mae’n dal i ddweud o ba Chromebook y daeth.",
    teen: "Gall fod yn anoddach helpu. Mae’r neges yn dal i ddweud o ba Chromebook y daeth.",
  },
  keepMessages: {
    young: "Does dim rhaid i ti eu hateb. Cadwa’r negeseuon fel y gall oedolyn helpu.",
    teen: "Does dim rhaid i ti ateb. Os gelli di, cadwa’r negeseuon: gallan nhw helpu i ddangos beth ddigwyddodd.",
  },
  picturesTitle: "Paid ag anfon lluniau, plis",
  pictures: {
    young:
      "Paid â chopïo nac anfon lluniau preifat, hyd yn oed i’w dangos i oedolyn. Dyweda fod un yn bod, dyna i gyd.",
    teen: "Paid â chopïo nac anfon lluniau preifat neu rywiol, na thynnu sgrinlun ohonyn nhw, hyd yn oed fel prawf: gall frifo’r person ynddyn nhw, a gall fod yn erbyn y gyfraith. Dyweda fod un yn bod, dyna i gyd.",
  },
  checkTitle: {
    young: "Dyma beth fyddwn ni’n ei anfon",
    teen: "Dyma’n union beth fydd yn cael ei anfon",
  },
  checkWhat: { young: "Beth", teen: "Beth ddigwyddodd" },
  checkTell: "I",
  checkWords: "Dy eiriau",
  checkReach: { young: "Dod o hyd i ti", teen: "Cysylltu â ti" },
  checkPage: "Tudalen",
  checkName: "Enw",
  nothingAdded: "Dim wedi’i ychwanegu",
  pageNotSent: "Ddim yn cael ei anfon",
  nameSent: "Yn cael ei anfon gyda dy enw: {user}",
  nameSentUnknown: "Yn cael ei anfon gyda’r enw rwyt ti wedi mewngofnodi ag ef",
  nameNotSent: "Dydy dy enw ddim yn cael ei anfon",
  alsoSent:
    "Mae’r amser, pa Chromebook yw hwn a rheolau pwy mae’n eu dilyn yn mynd hefyd, er mwyn i rywun ddod o hyd i ti os bydd angen help. Dim lluniau, a dim rhestr o dudalennau eraill.",
  change: "Newid",
  missing: "Mae rhywbeth ar goll o hyd. Cer yn ôl i “{step}”.",
  hours: {
    young: "Efallai na fydd oedolion yr ysgol yn gweld hwn gyda’r nos neu dros y penwythnos.",
    teen: "Efallai na fydd yr ysgol yn gweld hwn yn syth gyda’r nos, dros y penwythnos neu yn y gwyliau.",
  },
  sending: "Yn anfon…",
  refusedTitle: "Wnaeth hynny ddim gweithio eto",
  refused: {
    young:
      "Mae dy eiriau yma o hyd. Ceisia eto, neu dyweda wrth oedolyn rwyt ti’n ymddiried ynddo.",
    teen: "Allwn ni ddim bod yn siŵr ei fod wedi’i gadw. Mae dy eiriau yma o hyd: ceisia eto, neu dyweda wrth oedolyn rwyt ti’n ymddiried ynddo.",
  },
  sentTitle: {
    young: "Rydyn ni wedi’i anfon. Da iawn ti am ddweud.",
    teen: "Wedi’i anfon. Diolch am ddweud.",
  },
  sent: "Mae dy bryder yn yr ysgol nawr, i {name}.",
  keptTitle: {
    young: "Mae dy bryder yn ddiogel",
    teen: "Wedi’i gadw’n ddiogel ar y Chromebook hwn",
  },
  kept: {
    young:
      "Mae’n ddiogel ar y Chromebook hwn. Dydy e ddim wedi mynd eto. Bydd yn mynd ar ei ben ei hun cyn gynted ag y gall.",
    teen: "Dydy e ddim wedi mynd eto. Bydd yn cael ei anfon ar ei ben ei hun cyn gynted ag y gall, hyd yn oed os caei di hwn.",
  },
  seenTitle: "Mae rhywun wedi’i ddarllen",
  seen: "Agorodd person yn yr ysgol dy bryder {when}.",
  reference: "Dy gyfeirnod",
  referenceHint: "Dyweda hwn wrth oedolyn yn yr ysgol, a bydd yn dod o hyd i dy bryder.",
  meanwhile: { young: "Angen siarad nawr?", teen: "Eisiau siarad â rhywun nawr?" },
  another: "Rhannu pryder arall",
  tellTab: "Dweud",
  helpTab: { young: "Help", teen: "Help nawr" },
  mineTab: "Fy rhai i",
  helpTitle: { young: "Pwy all helpu", teen: "Pobl all helpu" },
  helpEmergency: {
    young: "Os wyt ti neu rywun arall mewn perygl, ffonia 999 neu gweidda am oedolyn.",
    teen: "Os oes rhywun mewn perygl nawr, ffonia 999.",
  },
  helpAtSchool: "Yn yr ysgol",
  helpOutside: "Y tu allan i’r ysgol",
  helpNotRecorded: "Dydy’r gwefannau hyn byth ar gau, a does neb yn cofnodi ymweliad â nhw.",
  callElsewhere:
    "Alli di ddim ffonio o Chromebook: defnyddia unrhyw ffôn. Mae galwadau i 999 ac i Childline am ddim.",
  mineTitle: { young: "Pryderon dwi wedi’u rhannu", teen: "Fy mhryderon cynharach" },
  mineNone: "Dwyt ti ddim wedi rhannu pryder ar y Chromebook hwn.",
  mineMissing: "Does dim modd eu dangos nawr. Does dim a anfonaist ti wedi’i golli.",
  mineFor: "I {name}",
  forget: { young: "Ei dynnu oddi ar y Chromebook hwn", teen: "Dileu fy nghopi" },
  forgetSure: {
    young: "Mae hyn yn tynnu dy gopi di yn unig. Bydd dy bryder yn dal i fynd i’r ysgol.",
    teen: "Mae hyn yn dileu dy gopi di yn unig. Dydy’r hyn a anfonaist ti, neu sy’n dal i aros, ddim yn cael ei dynnu’n ôl.",
  },
  forgetYes: "Ie, dilea fe",
  forgetNo: "Ei gadw",
  forgetFailed: "Wnaeth hynny ddim gweithio. Mae dy gopi yma o hyd.",
  openWide: "Agor mewn tab, fel ei fod yn aros ar agor",
  watched: "Beth sy’n cael ei wylio yma",
  rules: "Y rheolau",
  keepTitle: { young: "Cadw beth ysgrifennaist ti?", teen: "Cadw beth rydw i wedi’i ysgrifennu?" },
  keepLead: {
    young:
      "Os na fyddi di’n dewis, bydd yn aros dan glo yma nes i’r porwr gau. Mae “{close}” yn ei daflu i ffwrdd.",
    teen: "Nes i ti ddewis, bydd yn aros dan glo yma tra bydd y porwr ar agor. Mae “{close}” yn ei daflu i ffwrdd.",
  },
  keepDay: "Cadw beth ysgrifennais i ar y Chromebook yma am ddiwrnod, dan glo",
  keepDayHint: {
    young: "Dim ond ti all ei agor. Bydd yn mynd pan fyddi di’n ei anfon.",
    teen: "Dim ond i ti y mae’n agor, wedi mewngofnodi. Bydd yn mynd pan fyddi di’n ei anfon, neu ar ôl diwrnod.",
  },
  keepNot: "Paid â’i gadw",
  keepNotHint: {
    young: "Bydd wedi mynd pan fyddi di’n cau hwn.",
    teen: "Bydd wedi mynd cyn gynted ag y caiff hwn ei gau.",
  },
  keepTrouble:
    "Does dim modd ei gadw ar y Chromebook yma ar hyn o bryd. Bydd wedi mynd pan gaiff hwn ei gau.",
  foundTitle: "Dechreuaist ti ddweud rhywbeth",
  foundLead:
    "Mae dan glo ar y Chromebook yma i ti, a does neb wedi’i ddarllen. Bydd yn mynd ohono’i hun {when} fan bellaf.",
  foundGoOn: "Dal ati",
  foundThrow: "Ei daflu i ffwrdd",
  addMarked: "Ychwanegu’r geiriau a farciais",
  linkTitle: "Ychwanegu’r ddolen a ddewisais",
  moreHelp: "Mwy o bobl all helpu",
  offline: {
    young: "Allwn ni ddim dangos tudalen dy ysgol nawr. Gelli di ddweud o hyd.",
    teen: "Allwn ni ddim dangos manylion dy ysgol nawr. Gelli di ddweud wrth rywun o hyd.",
  },
};

export const closedWelsh: Parts["closed"] = {
  documentTitle: "Mae’r dudalen hon ar gau",
  title: { young: "Mae’r dudalen hon ar gau", teen: "Mae’r dudalen hon ar gau yn ôl y gyfraith" },
  lead: {
    young:
      "Mae tudalennau fel hyn yn erbyn y gyfraith, felly maen nhw ar gau i bawb. Oedolion hefyd.",
    teen: "Mae hi ar restr o dudalennau sydd yn erbyn y gyfraith yn y DU. Maen nhw ar gau i bawb, oedolion hefyd.",
  },
  calmTitle: {
    young: "Dwyt ti ddim mewn trwbl",
    teen: "Dwyt ti ddim mewn trwbl am lanio yma",
    staff: "Does neb yn cael bai am gyrraedd yma",
  },
  calm: {
    young:
      "Gall dolen, hysbyseb neu neges ddod ag unrhyw un yma. Weithiau dim ond camgymeriad yw e.",
    teen: "Gall dolen, hysbyseb neu neges ddod ag unrhyw un yma. O bryd i’w gilydd mae tudalen ddiniwed yn cael ei chau drwy gamgymeriad hefyd.",
  },
  accidentTitle: "Dod yma ar ddamwain?",
  accident: {
    young: "Yna does dim angen i ti wneud dim. Cer yn ôl, dyna i gyd.",
    teen: "Yna does dim byd y mae angen i ti ei wneud. Gelli di fynd yn ôl.",
  },
  recorded: "Gall dy ysgol weld bod tudalen wedi’i chau yma, ond nid pa un.",
  back: "Mynd yn ôl",
  tell: { teen: "Dweud wrth rywun yn yr ysgol", staff: "Rhoi gwybod am bryder" },
  talkTitle: "Rhywun i siarad ag ef",
  talk: {
    young:
      "Welaist ti rywbeth erchyll? Nid dy fai di yw e. Dyweda wrth oedolyn rwyt ti’n ymddiried ynddo.",
    teen: "Os gwelaist ti rywbeth wnaeth dy ypsetio, neu os anfonodd rhywun ti yma, nid dy fai di yw e. Paid â’i gopïo na’i rannu. Dyweda wrth rywun.",
    staff:
      "Os bydd disgybl yn dangos rhywbeth fel hyn i chi, peidiwch â’i gopïo na’i rannu. Dywedwch wrth eich Arweinydd Diogelu Dynodedig.",
  },
};
