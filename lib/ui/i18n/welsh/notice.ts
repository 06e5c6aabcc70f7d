import type { Parts } from "../translation.ts";

export const noticeWelsh: Parts["notice"] = {
  documentTitle: "Beth sy’n cael ei wylio yma",
  sources: {
    page: {
      young: "geiriau ar y tudalennau rwyt ti’n eu darllen",
      teen: "geiriau ar y tudalennau rwyt ti’n eu hagor",
    },
    typed: {
      young: "geiriau rwyt ti’n eu teipio",
      teen: "geiriau rwyt ti’n eu teipio mewn tudalennau",
    },
    search: {
      young: "geiriau rwyt ti’n chwilio amdanyn nhw",
      teen: "beth rwyt ti’n chwilio amdano",
    },
  },
  themes: {
    extremism: {
      young: "Pobl sydd eisiau i eraill gasáu neu frifo",
      teen: "Eithafiaeth a chael dy dynnu i mewn iddi",
    },
    hate: { young: "Bod yn gas am bwy yw pobl", teen: "Casineb yn erbyn grwpiau o bobl" },
    grooming: {
      young: "Dieithriaid sy’n gofyn am gyfrinachau neu luniau",
      teen: "Meithrin perthynas amhriodol a chamfanteisio",
    },
    "sexual-harassment": {
      young: "Siarad anweddus sy’n teimlo’n anghywir",
      teen: "Aflonyddu rhywiol",
    },
    bullying: { young: "Bod yn gas dro ar ôl tro", teen: "Bwlio" },
    violence: { young: "Brifo pobl, ac arfau", teen: "Trais ac arfau" },
    "self-harm": { young: "Eisiau brifo dy hun", teen: "Hunan-niwed a hunanladdiad" },
    "eating-disorder": { young: "Pryderon mawr am fwyd a bwyta", teen: "Anhwylderau bwyta" },
    drugs: "Cyffuriau",
    "criminal-exploitation": {
      young: "Cael dy orfodi i wneud troseddau",
      teen: "Camfanteisio troseddol, fel llinellau cyffuriau",
    },
    "home-violence": { young: "Cael dy frifo neu dy ddychryn gartref", teen: "Trais gartref" },
    "running-away": { young: "Eisiau rhedeg i ffwrdd", teen: "Rhedeg i ffwrdd" },
    misinformation: {
      young: "Straeon ffug sy’n beio pobl",
      teen: "Straeon cynllwyn sy’n arwain at gasineb",
    },
    scams: { young: "Triciau i gael arian, a betio", teen: "Sgamiau a gamblo" },
  },
  title: { young: "Beth gall dy ysgol ei weld", teen: "Beth sy’n cael ei wylio yma" },
  lead: {
    young:
      "Mae oedolion yn {school} eisiau i ti fod yn ddiogel. Dyma beth mae’r Chromebook hwn yn edrych arno, a beth dydy e byth yn edrych arno.",
    teen: "Mae’n rhaid i {school} helpu i gadw pobl yn ddiogel ar-lein. Dyma beth mae’r Chromebook hwn yn edrych arno ar gyfer hynny, beth dydy e byth yn edrych arno, a phwy sy’n ei weld.",
  },
  looksTitle: { young: "Mae’n edrych ar", teen: "Beth mae’n edrych arno" },
  looksNothing:
    "I ti, does dim o’r hyn rwyt ti’n ei ddarllen, ei deipio neu’n chwilio amdano yn cael ei wylio.",
  looksHow: {
    young:
      "Mae’r edrych yn digwydd ar y Chromebook hwn. Gan amlaf does dim yn cael ei anfon o gwbl.",
    teen: "Mae’r edrych yn digwydd ar y Chromebook hwn. Dim ond pan fydd yr arwyddion o berygl yn ddigon cryf y bydd rhywbeth yn ei adael: wedyn darn byr o’r testun, y dudalen a’r amser.",
  },
  signsTitle: { young: "Arwyddion bach", teen: "Beth sy’n digwydd i arwyddion bach" },
  looksSigns: {
    young:
      "Dydy rhai arwyddion bach ddim o bwys oni bai bod mwy ohonyn nhw. Mae’r Chromebook hwn yn eu cofio, dan glo a heb y geiriau. Mae’n eu hanghofio ar ôl {quiet} diwrnod tawel, a bob amser ar ôl {most} diwrnod.",
    teen: "Mae rhai arwyddion yn rhy fach i olygu dim ar eu pen eu hunain. Mae’r Chromebook hwn yn eu cofio, dan glo a heb unrhyw eiriau: am beth oedden nhw, ym mha sgwrs ac ar ba ddiwrnod. Dim ond os bydd sawl un yn dod at ei gilydd y bydd dy ysgol yn cael gwybod. Maen nhw’n cael eu hanghofio ar ôl {quiet} diwrnod heb un newydd, ar ôl {most} diwrnod fan bellaf, a phan fydd rhywun arall yn mewngofnodi.",
  },
  themesTitle: { young: "Mae’n chwilio am arwyddion o", teen: "Am beth mae’n chwilio" },
  blockedTitle: { young: "Tudalennau sydd ar gau", teen: "Tudalennau sydd wedi’u rhwystro" },
  blockedRecorded: {
    young:
      "Os ceisi di agor tudalen sydd ar gau, gall dy ysgol weld hynny. Os mai damwain oedd hi, pwysa “Des i yma ar ddamwain”.",
    teen: "Mae ymdrechion i agor tudalen sydd wedi’i rhwystro yn cael eu nodi. Gelli di ddweud ar y dudalen mai damwain oedd hi.",
  },
  blockedNotRecorded: "Dydy ymdrechion i agor tudalen sydd wedi’i rhwystro ddim yn cael eu nodi.",
  noted: {
    young: "Gall dy ysgol weld hefyd pan fyddi di’n mynd i’r mathau hyn o dudalen: {kinds}.",
    teen: "Mae ymweliadau â’r mathau hyn o wefan yn cael eu nodi, er eu bod ar agor: {kinds}.",
  },
  notedUnknown: {
    young: "Gall dy ysgol weld hefyd pan fyddi di’n mynd i dudalen nad yw’n ei hadnabod eto.",
    teen: "Mae ymweliadau â gwefannau nad ydyn nhw yn unrhyw un o restri’r ysgol yn cael eu nodi.",
  },
  warnedRecorded: {
    young:
      "Os bydd tudalen yn dweud “Stopia a meddylia yn gyntaf”, gall dy ysgol weld dy fod wedi bod yno.",
    teen: "Mae’n cael ei nodi hefyd pan fydd tudalen yn gofyn i ti stopio a meddwl yn gyntaf.",
  },
  useReported: {
    young: "Unwaith y dydd gall dy ysgol weld pa wefannau rwyt ti wedi’u defnyddio, ac am ba hyd.",
    teen: "Unwaith y dydd mae’r ysgol yn cael gwybod pa wefannau rwyt ti wedi’u defnyddio, ac am faint o funudau. Dydy gwefannau help byth yn rhan o hynny.",
  },
  alsoTitle: { young: "Beth arall gall e ei weld", teen: "Beth arall sy’n cael ei nodi" },
  alsoNoted: [
    {
      young:
        "Os ei di ymlaen ar ôl “Stopia a meddylia yn gyntaf”, gall dy ysgol weld pam y dywedaist ti dy fod ei hangen.",
      teen: "Os ei di ymlaen ar ôl rhybudd, mae’r rheswm a roddi di yn cael ei nodi.",
    },
    {
      young: "Os bydd rhywun yn ceisio mynd heibio’r rheolau, gall dy ysgol weld hynny hefyd.",
      teen: "Mae ceisio mynd o gwmpas yr hidlydd yn cael ei nodi: unwaith, faint bynnag o weithiau yn olynol y rhoddwyd cynnig arni.",
    },
    {
      young: "Os bydd athro yn agor tudalen i ti, mae’n cael ei nodi pwy wnaeth hynny a pham.",
      teen: "Pan fydd staff yn agor rhywbeth i ti am gyfnod, mae’n cael ei nodi pwy wnaeth hynny, a pham.",
    },
  ],
  neverTitle: { young: "Dydy e byth yn edrych ar", teen: "Beth dydy e byth yn ei wneud" },
  never: [
    {
      young: "Dydy e byth yn tynnu lluniau o dy sgrin.",
      teen: "Dydy e ddim yn tynnu sgrinluniau nac yn defnyddio’r camera na’r microffon.",
    },
    {
      young: "Dydy e byth yn darllen dy gyfrineiriau.",
      teen: "Dydy e ddim yn darllen blychau cyfrinair.",
    },
    {
      young: "Dydy e byth yn edrych ar dudalennau help fel Childline.",
      teen: "Dydy e byth yn rhwystro nac yn nodi ymweliad â gwefan help.",
    },
  ],
  neverHistory: {
    young: "Dydy e ddim yn cadw rhestr o’r holl dudalennau rwyt ti’n ymweld â nhw.",
    teen: "Dydy e ddim yn cadw rhestr o’r tudalennau rwyt ti’n ymweld â nhw.",
  },
  neverHistoryBut: {
    young: "Dydy e ddim yn cadw rhestr o’r holl dudalennau eraill rwyt ti’n ymweld â nhw.",
    teen: "Dydy e ddim yn cadw rhestr o’r tudalennau eraill rwyt ti’n ymweld â nhw.",
  },
  readersTitle: { young: "Pwy all ei weld", teen: "Pwy sy’n ei weld" },
  readersNone: "Y bobl yn dy ysgol sy’n gofalu am ddiogelu.",
  readersOthers: {
    young: "A’r oedolion sy’n eu helpu i gadw pawb yn ddiogel.",
    teen: "A’r cydweithwyr sy’n rhannu’r gwaith hwn. Mae’r bobl sy’n gofalu am gyfrifiaduron yn gweld pa wefannau sydd ar gau ac y gofynnwyd amdanyn nhw, nid beth ysgrifennodd neb na beth oedd yn eu poeni.",
  },
  readersHow: {
    young: "Maen nhw’n edrych er mwyn gallu helpu.",
    teen: "Person sydd bob amser yn penderfynu beth mae’n ei olygu. Does neb mewn trwbl oherwydd cyfrifiadur yn unig.",
  },
  careTitle: "Nodiadau mai dim ond ti sy’n eu gweld",
  careNudges:
    "Pan wyt ti ar fin rhoi rhif ffôn, cyfeiriad, cyfrinair neu dy enw llawn gyda dy ysgol, neu gytuno i gwrdd, gall nodyn ymddangos wrth y blwch. Mae’n cael ei weithio allan ar y Chromebook hwn. Does neb yn cael gwybod am y nodyn, a does dim ohono’n cael ei gadw.",
  careCard:
    "Gall cerdyn o bobl i siarad â nhw ymddangos wrth chwilio am bethau anodd neu ddarllen amdanyn nhw. Does neb yn cael gwybod am y cerdyn ei hun.",
  careLongUse:
    "Mae’r munudau y mae tudalen ar y blaen yn cael eu cyfri ar y Chromebook hwn tra bo’r porwr ar agor, a does neb yn cael gwybod.",
  hoursTitle: "Pryd",
  hoursNow: {
    young: "Mae’n edrych nawr.",
    teen: "Mae’n edrych nawr. Ar adegau eraill o’r dydd mae’n edrych ar lai, neu ar ddim; mae’r dudalen hon yn enwi’r cyfan.",
  },
  hoursNotNow: {
    young: "Dydy e ddim yn edrych nawr.",
    teen: "Dydy e ddim yn edrych ar ddim nawr. Ar adegau eraill o’r dydd mae’n edrych ar yr hyn y mae’r dudalen hon yn ei enwi.",
  },
  hoursChange: "Gall hynny newid {when}.",
  receiptsLocked:
    "Os wyt ti’n rhannu pryder, mae dy gopi di’n aros dan glo ar y Chromebook hwn, i ti yn unig. Gelli di ei ddileu.",
  mineTitle: "Fy nhudalennau caeedig a beth dwi wedi gofyn amdano",
  mineLead:
    "Yn cael ei gadw dan glo ar y Chromebook hwn am {count} diwrnod, i ti yn unig. Mae’r ysgol yn cael gwybod yr un peth.",
  mineNothing: "Dim yn y {count} diwrnod diwethaf.",
  mineShow: "Dangos",
  askedTitle: "Beth dwi wedi gofyn amdano",
  askedOpen: "Ar agor nawr",
  askedClosed: "Ar gau o hyd",
  askedStillOpen: "Ar agor o hyd",
  askedNowClosed: "Ar gau nawr",
  askedWait:
    "Mae hyn yn dangos sut mae’r dudalen i ti nawr. Os na chlywi di ddim, gofynna yn yr ysgol.",
  closedTitle: "Tudalennau oedd ar gau neu â rhybudd",
  closedAccident: "dywedaist ti mai damwain oedd hi",
  mineForget: "Dileu fy nghopi",
  mineForgotten: "Mae dy gopi wedi’i ddileu. Mae’r hyn a gafodd yr ysgol yn aros gyda’r ysgol.",
  wrongTitle: "Os oes rhywbeth yn anghywir yma",
  wrong:
    "Gelli di wrthwynebu: i gael dy wylio mewn ffordd annheg, neu i’r hyn a ysgrifennwyd amdanat ti. Gofynna iddo gael ei gywiro, ac i dy eiriau di gael eu cadw wrth ei ymyl. Dechreua gyda’r bobl sydd wedi’u henwi yma; gall rhiant neu ofalwr wneud hynny drosot ti.",
  wrongSite: "Dweud wrth yr ysgol am dudalen a ddylai fod ar agor neu ar gau",
  datesTitle: "Pa mor hen yw’r rheolau a’r rhestrau",
  datesPolicy: "Daeth rheolau’r ysgol (fersiwn {version}) i’r Chromebook hwn {when}.",
  datesLists: "Mae’r rhestr ddiweddaraf o wefannau’r ysgol o {when}.",
  datesBuiltIn: "Daeth y rhestrau eraill gyda Schoolgate ei hun.",
  keepTitle: "Am ba hyd mae’n cael ei gadw",
  keep: {
    one: "Hyd at {count} diwrnod ar ôl i berson yn yr ysgol ddelio ag ef.",
    two: "Hyd at {count} ddiwrnod ar ôl i berson yn yr ysgol ddelio ag ef.",
    other: "Hyd at {count} diwrnod ar ôl i berson yn yr ysgol ddelio ag ef.",
  },
  rights: {
    young:
      "Gelli di ofyn beth sy’n cael ei gadw amdanat ti. Gofynna i oedolyn yn yr ysgol neu gartref.",
    teen: "Gelli di, neu dy rieni neu ofalwyr, ofyn i’r ysgol beth sy’n cael ei gadw amdanat ti.",
  },
  safeTitle: {
    young: "Tudalennau help does neb yn eu gwylio",
    teen: "Gwefannau help does neb yn eu gwylio",
  },
  safeLead: {
    young: "Mae’r tudalennau hyn ar agor bob amser. All neb weld dy fod wedi mynd yno.",
    teen: "Mae’r rhain ar agor bob amser, a does dim am ymweliad yn cael ei nodi gan Schoolgate.",
  },
  safeMore: "Dangos pob un o’r {count}",
  baseline:
    "Dydy rheolau dy ysgol ddim wedi cyrraedd y Chromebook hwn eto. Dyma sy’n sefyll tan hynny.",
  missingTitle: "Does dim modd dangos hwn nawr",
  missing:
    "Ceisia eto mewn eiliad. Gelli di hefyd ofyn i oedolyn yn dy ysgol beth sy’n cael ei wylio ar y Chromebook hwn.",
};
