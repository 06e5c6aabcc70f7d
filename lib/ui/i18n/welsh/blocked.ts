import type { Parts } from "../translation.ts";

export const blockedWelsh: Parts["blocked"] = {
  title: {
    teen: "Mae’r dudalen hon ar gau yn yr ysgol",
    staff: "Mae’r dudalen hon ar gau yn ôl polisi",
  },
  documentTitle: "Ar gau yn yr ysgol",
  kind: "Math o wefan: {category}",
  schoolWhy:
    "Mae dy ysgol wedi cau tudalennau o’r math hwn. Dyma beth mae’n ei ddweud amdanyn nhw:",
  notInTrouble: {
    young: "Dwyt ti ddim mewn trwbl. Mae tudalennau fel hyn yn agor drwy gamgymeriad o hyd.",
    teen: "Dydy glanio yma ddim yn golygu dy fod wedi gwneud dim o’i le.",
    staff: "Y rheol isod benderfynodd. Gallwch ofyn i rywun edrych arni.",
  },
  baseline: {
    young:
      "Dydy rheolau dy ysgol ddim wedi cyrraedd y Chromebook hwn eto, felly mae mwy o dudalennau ar gau nawr.",
    teen: "Dydy rheolau dy ysgol ddim wedi cyrraedd y Chromebook hwn eto, felly mae rheolau llymach am y tro.",
  },
  whoAsk: { young: "Gelli di ofyn i", teen: "I bwy gelli di ofyn" },
  askNobody: {
    young: "Gelli di ofyn i dy athro.",
    teen: "Gelli di ofyn i dy athro amdani.",
    staff: "Gofynnwch i bwy bynnag sy’n gofalu am yr hidlydd yn eich ysgol.",
  },
  back: "Mynd yn ôl",
  shouldOpen: { young: "Dwi angen y dudalen hon", teen: "Dwi’n meddwl y dylai fod ar agor" },
  accident: "Des i yma ar ddamwain",
  needHelp: { infant: "Dweud wrth oedolyn", teen: "Dwi angen help" },
  more: "Mwy",
  goesOn: "Beth hoffet ti ei wneud?",
  reviewTitle: { young: "Pam wyt ti angen y dudalen hon?", teen: "Pam dylai fod ar agor?" },
  reviewLabel: "Ychydig eiriau (dewisol)",
  reviewHint: {
    young: "Fel: “ar gyfer fy mhrosiect am losgfynyddoedd”",
    teen: "Er enghraifft “ar gyfer fy ngwaith cartref hanes”",
    staff: "Er enghraifft “ar gyfer Addysg Grefyddol Blwyddyn 9, dydd Mawrth nesaf”",
  },
  reviewGoes: "Mae cyfeiriad y dudalen a dy eiriau yn mynd at {name}.",
  reviewGoesSchool: "dy ysgol",
  reviewTooLong: {
    one: "Mae {count} llythyren yn ormod. Gwna fe ychydig yn fyrrach.",
    two: "Mae {count} lythyren yn ormod. Gwna fe ychydig yn fyrrach.",
    other: "Mae {count} llythyren yn ormod. Gwna fe ychydig yn fyrrach.",
  },
  reviewDoneTitle: { young: "Diolch am ofyn", teen: "Diolch, rydyn ni wedi’i nodi" },
  reviewDone: {
    young: "Bydd oedolyn yn edrych arno. Fydd hi ddim yn agor yn syth.",
    teen: "Bydd person yn edrych arno ac yn penderfynu. Fydd hi ddim yn agor yn syth.",
  },
  reviewReference: "Dy gyfeirnod: {reference}",
  failed: {
    young: "Wnaeth hynny ddim gweithio nawr. Dyweda wrth dy athro.",
    teen: "Wnaeth hynny ddim gweithio nawr. Mae dy eiriau yma o hyd: ceisia eto, neu gofynna wyneb yn wyneb.",
  },
  ruleSchool: "Dy ysgol osododd y rheol hon. Mae ar y Chromebook hwn ers {when}.",
  ruleBy: "{by} osododd y rheol hon i’r ysgol. Mae ar y Chromebook hwn ers {when}.",
  ruleTrust: "Dy grŵp o ysgolion osododd y rheol hon. Mae ar y Chromebook hwn ers {when}.",
  ruleProgram: "Mae’r rheol hon yn rhan o Schoolgate nes bod yr ysgol yn dweud fel arall.",
  reviewLater: "Gelli di weld beth ddaeth ohono unrhyw bryd:",
  mineLink: "Beth dwi wedi gofyn amdano",
  siteTitle: "Dweud wrth yr ysgol am dudalen",
  siteLead:
    "Wyt ti wedi gweld tudalen na ddylai agor yma? Neu dudalen dda sydd ar gau? Dyweda wrthon ni.",
  siteAddress: "Cyfeiriad y dudalen",
  siteWanted: "Beth ddylai ddigwydd",
  siteBlocked: "Dylai fod ar gau",
  siteOpen: "Dylai fod ar agor",
  siteDone: "Diolch. Bydd person yn edrych arno.",
  accidentDone: "Diolch am ddweud wrthon ni",
  accidentNoted: {
    young: "Rydyn ni wedi nodi mai damwain oedd hi. Gelli di fynd yn ôl nawr.",
    teen: "Rydyn ni wedi nodi dy fod wedi dod yma ar ddamwain. Gelli di fynd yn ôl nawr.",
  },
  accidentNotNoted: {
    young: "Gelli di fynd yn ôl nawr. Os gwnaeth e dy ypsetio, dyweda wrth oedolyn.",
    teen: "Doedd dim modd ei nodi nawr, ond gelli di fynd yn ôl. Os gwnaeth rhywbeth dy ypsetio, siarada â rhywun.",
  },
  helpTitle: { young: "Pwy all helpu", teen: "Pobl all helpu" },
  tellSchool: { teen: "Dweud wrth rywun yn yr ysgol", staff: "Rhoi gwybod am bryder" },
  helpOutside: "Y tu allan i’r ysgol",
  warnTitle: { young: "Stopia a meddylia yn gyntaf", teen: "Eiliad cyn mynd ymlaen" },
  warnLead: {
    young: "Mae dy ysgol eisiau i ti feddwl cyn agor y dudalen hon.",
    teen: "Mae dy ysgol yn gofyn i ti feddwl yn gyntaf. Ti sy’n dewis.",
  },
  warnReason: { young: "Pam wyt ti eisiau ei hagor?", teen: "Ar gyfer beth wyt ti ei hangen?" },
  warnReasonHint: {
    young: "Fel: “i ddod o hyd i lun o lwynog”",
    teen: "Er enghraifft “ar gyfer fy ngwaith cartref hanes”",
  },
  warnReasonMissing: {
    young: "Ysgrifenna ychydig eiriau yn gyntaf.",
    teen: "Ysgrifenna ychydig eiriau yn gyntaf, wedyn gelli di fynd ymlaen.",
  },
  warnRecorded: {
    young: "Os ei di ymlaen, gall dy ysgol weld hynny, a beth ysgrifennaist ti.",
    teen: "Os ei di ymlaen, gall dy ysgol weld hynny, a’r rheswm a roddaist ti.",
  },
  goOn: {
    one: "Mynd ymlaen am {count} munud",
    two: "Mynd ymlaen am {count} funud",
    other: "Mynd ymlaen am {count} munud",
  },
  warnFailed: "Wnaeth hynny ddim gweithio nawr. Ceisia eto, neu cer yn ôl.",
  harmTitle: { young: "Rwyt ti’n bwysig", teen: "Rwyt ti’n bwysig. Siarada â rhywun yn gyntaf." },
  harmLead: {
    young:
      "Os wyt ti’n drist iawn neu eisiau brifo dy hun, dyweda wrth oedolyn nawr. Bydd yn garedig.",
    teen: "Os yw pethau’n teimlo’n ormod, does dim rhaid i ti eu cario ar dy ben dy hun. Bydd y bobl hyn yn gwrando, beth bynnag yw e.",
  },
  harmWhy: {
    young:
      "Mae’r dudalen hon ar gau am fod tudalennau tebyg yn gallu gwneud teimladau trist yn waeth.",
    teen: "Mae’r dudalen hon ar gau am fod tudalennau tebyg yn gallu gwneud teimladau anodd yn waeth. Os wyt ti yma ar gyfer gwaith ysgol, mae hynny’n iawn: gelli di ofyn amdani.",
  },
  through: {
    young: "Mae’r dudalen y gofynnaist ti amdani yn dangos tudalen o {host}.",
    teen: "Mae’r cyfeiriad a agoraist ti ({through}) yn dangos tudalen o {host}, felly rheol y dudalen honno sy’n cyfrif.",
  },
  opensAgain: {
    young: "Efallai y bydd yn agor eto {when}.",
    teen: "Mae’r rheolau’n newid {when}. Efallai y bydd ar agor wedyn.",
  },
  lessonTitle: { young: "Rydyn ni mewn gwers nawr", teen: "Mae gwers ar waith: {title}" },
  lessonLead: {
    young: "Tan {time} dim ond tudalennau’r wers sy’n agor. Dy athro ddewisodd nhw.",
    teen: "Tan {time} dim ond y tudalennau a ddewisodd dy athro sydd ar agor. Dydy hon ddim yn eu plith.",
  },
  lessonAsk: {
    young: "Os wyt ti angen y dudalen hon, gofynna i dy athro.",
    teen: "Os wyt ti angen y dudalen hon ar gyfer y wers, gofynna i dy athro.",
  },
  withdrawnTitle: "Mae dy fynediad i’r rhyngrwyd ar gau nawr",
  withdrawnStill: {
    young: "Gelli di agor tudalennau dy ysgol a phobl sy’n helpu o hyd. Siarada â dy athro.",
    teen: "Mae tudalennau dy ysgol a phob gwefan help yn agor o hyd. Siarada â’r person isod am ei gael yn ôl.",
  },
  illegalTitle: "Mae’r dudalen hon ar gau yn ôl y gyfraith",
  illegalLead: {
    young: "Dydy’r dudalen hon ddim yn ddiogel i neb. All neb yn yr ysgol ei hagor.",
    teen: "Mae’r dudalen hon ar restr o dudalennau sydd yn erbyn y gyfraith. All neb yn yr ysgol ei hagor.",
  },
  illegalCalm: {
    young:
      "Os gwelaist ti rywbeth erchyll, nid dy fai di yw e. Dyweda wrth oedolyn rwyt ti’n ymddiried ynddo.",
    teen: "Os gwelaist ti rywbeth, nid dy fai di yw e. Paid â’i gopïo na’i rannu. Gelli di siarad â rhywun amdano.",
  },
  openTitle: { young: "Mae’r dudalen hon ar agor", teen: "Mae’r dudalen hon ar agor nawr" },
  openLead: "Mae’r rheolau wedi newid ers i’r dudalen hon gael ei chau.",
  openGo: "Mynd i’r dudalen",
  unknownTitle: "Mae’r dudalen hon ar gau yn yr ysgol",
  unknownLead: {
    young: "Allwn ni ddim dweud pam nawr. Dwyt ti ddim mewn trwbl.",
    teen: "Allwn ni ddim dangos y rheswm nawr. Dydy hynny ddim yn golygu dy fod wedi gwneud dim o’i le.",
  },
};

export const askedWelsh: Parts["asked"] = {
  title: { young: "Gofynnaist ti am y dudalen hon", teen: "Gofynnaist ti am y dudalen hon" },
  when: "Gofynnaist ti {when}. Dy gyfeirnod: {reference}",
  waits: {
    young: "Efallai nad yw wedi cyrraedd yr ysgol eto. Bydd yn mynd yno cyn gynted ag y gall.",
    teen: "Efallai nad yw wedi cyrraedd yr ysgol eto. Bydd yn mynd yno cyn gynted ag y bydd rhwydwaith.",
  },
  received: {
    young: "Mae wedi cyrraedd yr ysgol. Does neb wedi dweud ie na na eto.",
    teen: "Mae wedi cyrraedd yr ysgol. Does neb wedi penderfynu eto.",
  },
  opened: "Dywedodd yr ysgol ie {when}.",
  openedNotYet: "Dydy hi ddim ar agor yma eto. Os yw’n cymryd amser hir, gofynna i {name}.",
  leftClosed: "Penderfynodd yr ysgol {when} ei gadael ar gau. Gelli di ofyn i {name} pam.",
  blocked: "Penderfynodd yr ysgol {when} ei chau.",
  leftOpen: "Penderfynodd yr ysgol {when} ei gadael ar agor. Gelli di ofyn i {name} pam.",
  talk: {
    young: "Mae dy ysgol eisiau siarad â ti amdani. Cer i weld {name}.",
    teen: "Atebodd yr ysgol {when}: dere i siarad amdani â {name}.",
  },
  lookedAt: "Edrychodd yr ysgol arni {when}. Gofynna i {name} os wyt ti eisiau gwybod mwy.",
  anAdult: "dy athro",
};
