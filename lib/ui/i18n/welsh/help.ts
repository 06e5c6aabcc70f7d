import type { Translation } from "../translation.ts";

export const helpWelsh: Translation["help"] = {
  childline: {
    does: "Siarada â chwnselydd am unrhyw beth o gwbl, os wyt ti o dan 19 oed. Does dim rhaid i ti ddweud dy enw.",
    doesYoung: "Oedolion caredig sy’n gwrando ar blant. Gelli di siarad am unrhyw beth.",
    open: "Am ddim, unrhyw bryd",
  },
  "report-remove": {
    does: "Os oes llun neu fideo noeth ohonot ti ar-lein ac rwyt ti o dan 18 oed, gallan nhw geisio ei dynnu i lawr.",
    doesYoung:
      "Os oes llun preifat ohonot ti ar-lein, gallan nhw helpu i’w dynnu i lawr. Gofynna i oedolyn dy helpu.",
    note: "Defnyddia eu tudalen nhw ar gyfer llun, byth y ffurflen hon nac e-bost.",
  },
  ceop: {
    does: "Os yw rhywun ar-lein yn siarad â ti am bethau rhywiol, yn gofyn am luniau, yn pwyso arnat ti i gwrdd, neu wedi dy frifo’n rhywiol.",
    doesYoung:
      "Heddlu sy’n helpu pan fydd rhywun ar-lein yn gofyn am luniau preifat neu’n gwneud i ti deimlo’n anniogel. Gofynna i oedolyn dy helpu.",
    note: "Adroddiad i’r heddlu yw hwn. All e ddim bod yn ddienw: byddan nhw’n gofyn am dy enw ac yn cysylltu â ti.",
  },
  "nspcc-education": {
    does: "Ar wahân i dy ysgol. I unrhyw un a gafodd ei niweidio gan oedolyn neu ddisgybl arall yn yr ysgol.",
    doesYoung:
      "Dydyn nhw ddim yn rhan o dy ysgol. Maen nhw’n helpu os yw rhywun yn yr ysgol wedi dy frifo.",
  },
  nspcc: { does: "I oedolion, a disgyblion hŷn, sy’n poeni am blentyn." },
  papyrus: {
    does: "I unrhyw un o dan 35 oed sy’n meddwl nad yw eisiau byw, neu sy’n poeni am rywun felly.",
    open: "Ddydd a nos",
  },
  shout: {
    does: "Tecstia wirfoddolwr hyfforddedig pan fydd popeth yn ormod.",
    open: "Am ddim, unrhyw bryd",
  },
  "act-early": {
    does: "Os yw rhywun sy’n annwyl i ti yn cael ei dynnu i eithafiaeth. Mae swyddogion heddlu hyfforddedig yn gwrando, yn gyfrinachol.",
    open: "Bob dydd, 9am i 5pm",
  },
  iwf: {
    does: "Rho gyfeiriad tudalen gyda lluniau rhywiol o blant iddyn nhw, heb dy enw os mynni. Paid byth â chopïo’r llun ei hun.",
  },
  frank: { does: "Atebion gonest am gyffuriau, heb bregeth." },
  gambling: {
    does: "Siarada am dy gamblo di, neu gamblo rhywun arall.",
    open: "Am ddim, unrhyw bryd",
  },
  samaritans: {
    does: "Rhywun i wrando pan fydd pethau’n anodd. Fyddan nhw ddim yn dy farnu.",
    open: "Am ddim, unrhyw bryd",
  },
  "the-mix": {
    does: "I bobl o dan 25 oed: help gyda sut rwyt ti’n teimlo, cartref, ffrindiau, gwaith neu arian.",
  },
  mind: {
    does: "Beth all helpu pan fydd dy iechyd meddwl yn wael, sut i gael cymorth, a beth yw dy hawliau.",
  },
  beat: {
    does: "Help gyda phryderon am fwyd a bwyta, i ti neu i ffrind. Maen nhw’n deall ac yn gwrando.",
  },
  "report-harmful-content": {
    does: "Os yw rhywbeth niweidiol yn dal ar-lein ar ôl i ti ei riportio, gallan nhw ofyn i’r wefan edrych eto.",
    note: "I bobl 13 oed neu hŷn. Riportia i’r wefan neu’r ap yn gyntaf.",
  },
  act: {
    does: "Dwed wrth yr heddlu am rywbeth a welaist neu a glywaist a allai fod yn ymwneud â therfysgaeth. Does dim rhaid rhoi dy enw.",
    open: "Unrhyw bryd",
  },
  police: {
    does: "Dwed wrth yr heddlu am drosedd pan nad oes neb mewn perygl nawr. Os oes, ffonia 999.",
    open: "Unrhyw bryd",
  },
  "education-support": {
    does: "I bawb sy’n gweithio ym myd addysg: cwnselydd i siarad ag ef.",
    open: "Am ddim, unrhyw bryd",
  },
};

export const categoriesWelsh: Translation["categories"] = {
  advertising: "Hysbysebion",
  "ai-services": "Deallusrwydd artiffisial",
  "alcohol-tobacco": "Alcohol, tybaco a fêps",
  "anonymous-messaging": "Negeseuon dienw",
  chat: "Sgwrsio",
  dating: "Canlyn",
  downloads: "Rhaglenni i’w lawrlwytho",
  drugs: "Cyffuriau",
  education: "Addysg a gwasanaethau cyhoeddus",
  "essay-mills": "Traethodau parod",
  extremism: "Eithafiaeth a therfysgaeth",
  "file-sharing": "Rhannu ffeiliau",
  "forums-blogs": "Fforymau a blogiau",
  "free-hosting": "Gwefannau am ddim",
  gambling: "Gamblo",
  games: "Gemau",
  hacking: "Offer hacio",
  hate: "Casineb",
  illegal: "Cynnwys anghyfreithlon",
  "image-search": "Chwilio am luniau",
  "malware-phishing": "Maleiswedd a gwe-rwydo",
  news: "Newyddion",
  piracy: "Copïau anghyfreithlon",
  pornography: "Pornograffi",
  "proxies-vpn": "Dirprwyon, VPN a Tor",
  "remote-access": "Rheoli o bell",
  "search-engines": "Peiriannau chwilio",
  "self-harm": "Hunan-niwed a hunanladdiad",
  shopping: "Siopa",
  "social-networking": "Rhwydweithiau cymdeithasol",
  streaming: "Ffilmiau, teledu a cherddoriaeth",
  "unsafe-search": "Chwilio heb ddiogelwch",
  "unsuitable-video": "Fideo anaddas",
  "url-shorteners": "Dolenni byr",
  "video-meetings": "Cyfarfodydd fideo",
  "video-sharing": "Gwefannau fideo",
  "violence-gore": "Trais",
  weapons: "Arfau",
  webmail: "E-bost personol",
};
