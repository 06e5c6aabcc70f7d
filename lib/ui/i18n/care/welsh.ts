// Made by a machine; nobody who speaks the language has read it yet.
import type { CareWords } from "../../../core/nudge/care-words.ts";

export const careWelsh: CareWords = {
  nudge: {
    label: "Nodyn cyn i ti anfon",
    seen: {
      phone: "Mae hwn yn edrych fel rhif ffôn.",
      address: {
        teen: "Mae hwn yn edrych fel cyfeiriad cartref.",
        young: "Mae hwn yn edrych fel lle rwyt ti’n byw.",
      },
      name: "Dyma dy enw llawn a dy ysgol.",
      password: "Mae hwn yn edrych fel cyfrinair.",
      meeting: {
        teen: "Mae hwn yn swnio fel trefnu cwrdd.",
        young: "Mae hwn yn swnio fel cwrdd â rhywun.",
      },
    },
    why: {
      phone: {
        teen: "Ar ôl ei anfon, alli di ddim ei gael yn ôl, a gall unrhyw un ei rannu. Wyt ti’n gwybod pwy fydd yn ei ddarllen?",
        young: "Cadwa fe ar gyfer pobl rwyt ti’n eu hadnabod. Gofynna i oedolyn yn gyntaf.",
      },
      address: {
        teen: "Gall rhywun sy’n gwybod ble rwyt ti’n byw ddod yno. Wyt ti’n gwybod pwy fydd yn ei ddarllen?",
        young: "Cadwa fe ar gyfer pobl rwyt ti’n eu hadnabod. Gofynna i oedolyn yn gyntaf.",
      },
      name: {
        teen: "Gyda’r ddau, gallai rhywun nad wyt ti’n ei adnabod ddod o hyd i ti.",
        young:
          "Gallai rhywun nad wyt ti’n ei adnabod ddod o hyd i ti. Gofynna i oedolyn yn gyntaf.",
      },
      password: {
        teen: "Does dim ei angen ar neb y gelli di ymddiried ynddo. Gydag ef, gall rhywun arall fod yn ti.",
        young: "I ti yn unig mae hwn. Does dim ei angen ar ffrindiau.",
      },
      meeting: {
        teen: "Dyw pobl ar-lein ddim bob amser pwy maen nhw’n dweud ydyn nhw. Os wyt ti’n cwrdd, cer ag oedolyn rwyt ti’n ymddiried ynddo.",
        young: "Paid byth â mynd ar dy ben dy hun. Gofynna i oedolyn yn gyntaf.",
      },
    },
    takeOut: "Tynnu allan",
    sure: "Rwy’n siŵr",
    kept: {
      teen: "Dy ddewis di yw hyn. Does neb yn cael gwybod am y nodyn hwn.",
      young: "Ti sy’n dewis. Does neb yn cael gwybod am y nodyn hwn.",
    },
    keys: "Pwysa Tab am dy ddewisiadau, neu Escape i fynd ymlaen.",
    gone: {
      teen: "Mae wedi mynd. Bydd Ctrl a Z yn dod ag ef yn ôl.",
      young: "Mae wedi mynd. Da iawn ti!",
    },
  },
  card: {
    label: "Pobl i siarad â nhw",
    title: {
      "self-harm": {
        teen: "Does dim rhaid i ti gario hyn ar dy ben dy hun",
        young: "Gelli di siarad â rhywun",
      },
      eating: {
        teen: "Ydy bwyd neu dy gorff yn anodd ar hyn o bryd?",
        young: "Gelli di siarad â rhywun",
      },
      abuse: {
        teen: "Os yw rhywun yn dy frifo, nid dy fai di yw e",
        young: "Nid dy fai di yw e",
      },
    },
    lead: {
      teen: "Beth bynnag rwyt ti’n chwilio amdano, a pham bynnag: mae’r bobl hyn yn gwrando. Fyddan nhw ddim yn dy farnu.",
      young:
        "Wyt ti’n drist, wedi brifo neu’n ofnus? Mae’r bobl hyn yn garedig. Byddan nhw’n gwrando.",
    },
    danger: "Mewn perygl nawr? Ffonia {number}.",
    school: "Dweud wrth rywun yn yr ysgol",
    away: "Rhoi hwn i gadw",
    kept: {
      teen: "Nid adroddiad yw’r cerdyn hwn. Does neb yn cael gwybod i ti ei weld.",
      young: "Does neb yn cael gwybod i ti weld hwn.",
    },
    does: {
      childline: {
        teen: "Am unrhyw beth, os wyt ti dan 19. Am ddim, ddydd a nos.",
        young: "Oedolion caredig sy’n gwrando. Am ddim, ddydd a nos.",
      },
      papyrus: "Pan nad wyt ti eisiau byw. Ddydd a nos.",
      samaritans: "Maen nhw’n gwrando, ddydd a nos, am ddim.",
      shout: "Drwy neges destun, pan mae’r cyfan yn ormod. Am ddim, unrhyw bryd.",
      beat: "Am anhwylderau bwyta.",
      ceop: {
        teen: "Heddlu sy’n delio â phobl sy’n niweidio plant ar-lein.",
        young: "Heddlu sy’n helpu. Gofynna i oedolyn dy helpu.",
      },
      "report-remove": {
        teen: "Os oes llun neu fideo noeth ohonot ti ar-lein ac rwyt ti o dan 18 oed, gallan nhw geisio ei dynnu i lawr.",
        young:
          "Os oes llun preifat ohonot ti ar-lein, gallan nhw helpu i’w dynnu i lawr. Gofynna i oedolyn dy helpu.",
      },
      nspcc: "I oedolion sy’n poeni am blentyn.",
    },
    text: "tecstia {what}",
  },
  rest: {
    label: "Egwyl fach",
    title: {
      teen: "Amser am egwyl fach?",
      young: "Amser gorffwys dy lygaid?",
    },
    lead: {
      teen: "Rwyt ti wedi bod yma am ryw {minutes} munud. Coda, edrycha drwy’r ffenest, yfa ychydig o ddŵr.",
      young:
        "Rwyt ti wedi bod yma am ryw {minutes} munud. Coda, edrycha i’r pellter a chymera ddiod.",
    },
    away: "Iawn",
    kept: {
      teen: "Does neb yn cael gwybod. Ar y Chromebook hwn yn unig mae’r munudau’n cael eu cyfrif.",
      young: "Does neb yn cael gwybod.",
    },
  },
};
