import type { Parts } from "../translation.ts";

export const agreementWelsh: Parts["agreement"] = {
  documentTitle: "Cyn i ti ddechrau",
  lead: {
    young: "Darllena’r rheolau hyn, neu gofynna i oedolyn eu darllen gyda ti.",
    teen: "Darllena hwn cyn mynd ymlaen. Mae’n cymryd tua munud.",
  },
  changedTitle: { young: "Mae’r rheolau wedi newid", teen: "Beth sydd wedi newid" },
  newYearTitle: "Blwyddyn ysgol newydd",
  againAgreed: {
    young: "Dywedaist ti ie i’r hen reolau {when}.",
    teen: "Cytunaist ti i’r fersiwn flaenorol {when}.",
  },
  newYear: "Mae blwyddyn ysgol newydd wedi dechrau, felly mae pawb yn darllen y rheolau eto.",
  added: {
    one: "Mae {count} rheol yn newydd. Mae “Newydd” wrth ei hymyl.",
    other: "Mae {count} o reolau’n newydd. Mae “Newydd” wrth eu hymyl.",
  },
  removed: "Dydy’r rhain ddim yn rheolau bellach:",
  promiseNew: "Mae’r addewid ar y diwedd yn newydd.",
  newRule: "Newydd",
  rulesTitle: { young: "Ein rheolau", teen: "Y rheolau" },
  watchedTitle: { young: "Gofalu amdanat ti", teen: "Beth gall yr ysgol ei weld" },
  watched: {
    young:
      "Mae dy ysgol yn chwilio am eiriau sy’n golygu y gallai rhywun gael ei frifo neu fod mewn perygl. Gall oedolyn eu gweld.",
    teen: "I gadw pobl yn ddiogel, mae’r Chromebook hwn yn chwilio am arwyddion o berygl yn yr hyn sy’n cael ei ddarllen, ei deipio a’i chwilio yma. Gall staff sy’n gofalu am ddiogelu weld beth mae’n ei ganfod.",
    staff:
      "I gadw pobl yn ddiogel, mae’r ddyfais hon yn chwilio am arwyddion o risg yn yr hyn sy’n cael ei ddarllen, ei deipio a’i chwilio yma, cyn belled ag y mae’r polisi ar gyfer eich proffil yn dweud hynny.",
  },
  watchedLink: {
    young: "Gweld beth mae dy ysgol yn edrych arno",
    teen: "Gweld yn union beth sy’n cael ei wylio, a gan bwy",
  },
  worryTitle: { young: "Os wyt ti’n poeni", teen: "Os oes rhywbeth yn dy boeni" },
  worry: {
    young:
      "Pwysa’r botwm giât ar frig y porwr. Gelli di ddweud wrth rywun unrhyw bryd, hyd yn oed cyn i ti gytuno i’r rheolau.",
    teen: "Mae’r botwm giât ar ochr dde uchaf y porwr yno bob amser. Gelli di ddweud wrth rywun unrhyw bryd, hyd yn oed cyn i ti gytuno i ddim.",
  },
  agree: { young: "Bydda i’n cadw’r rheolau hyn", teen: "Dwi’n cytuno", staff: "Rwy’n cytuno" },
  recorded: {
    young: "Mae dy ysgol yn nodi dy fod wedi dweud ie heddiw.",
    teen: "Mae dy ysgol yn cadw nodyn o bwy gytunodd, i ba fersiwn, a phryd.",
  },
  version: "Fersiwn {version}",
  readyTitle: { young: "Rwyt ti’n barod!", teen: "Rwyt ti’n barod" },
  readyAgreed: "Cytunaist ti {when}.",
  ready: {
    young: "Gelli di ddefnyddio’r rhyngrwyd nawr. Dere’n ôl yma i ddarllen y rheolau eto.",
    teen: "Gelli di fynd ymlaen nawr. Mae’r rheolau yma pryd bynnag rwyt ti eisiau eu darllen eto.",
  },
  nothing: "Does dim rheolau i gytuno iddyn nhw nawr.",
  goOn: "Ymlaen i {host}",
  failedTitle: "Wnaeth hynny ddim gweithio eto",
  failed: {
    young: "Doedd dim modd nodi dy ateb. Ceisia eto, neu dyweda wrth dy athro.",
    teen: "Doedd dim modd cadw dy ateb. Ceisia eto; os yw’n dal i ddigwydd, dyweda wrth dy athro.",
  },
  missingTitle: "Does dim modd dangos y rheolau nawr",
  missing:
    "Aros eiliad a cheisia eto. Os yw’n dal i ddigwydd, dyweda wrth dy athro. Gelli di rannu pryder gyda’r botwm giât o hyd.",
};
