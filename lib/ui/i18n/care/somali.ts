// Made by a machine; nobody who speaks the language has read it yet.
import type { CareWords } from "../../../core/nudge/care-words.ts";

export const careSomali: CareWords = {
  nudge: {
    label: "Fariin kooban ka hor dirista",
    seen: {
      phone: "Tani waxay u egtahay lambar telefoon.",
      address: "Tani waxay u egtahay ciwaan guri.",
      name: "Tani waa magacaaga oo buuxa iyo dugsigaaga.",
      password: "Tani waxay u egtahay furaha sirta ah (password).",
      meeting: "Tani waxay u egtahay inaad qof la kulmayso.",
    },
    why: {
      phone:
        "Marka la diro lama soo celin karo, qof kastana wuu sii gudbin karaa. Ma garanaysaa cidda akhrin doonta?",
      address:
        "Qofka og meesha aad ku nooshahay wuu iman karaa. Ma garanaysaa cidda akhrin doonta?",
      name: "Labadaas qof aadan aqoon ayaa kugu heli kara.",
      password: "Qof lagu kalsoonaan karo uma baahna. Qof kale ayaa isku kaa dhigi kara.",
      meeting:
        "Dadka internetka ku jira mar walba ma aha kuwa ay sheegtaan. Haddii aad la kulmayso, kaxee qof weyn oo aad ku kalsoon tahay.",
    },
    takeOut: "Ka saar",
    sure: "Waan hubaa",
    kept: "Adigaa doorta. Fariintan cidna looma sheego.",
    keys: "Riix Tab si aad u doorato, ama Escape si aad u sii waddo.",
    gone: "Waa laga saaray. Ctrl iyo Z ayaa soo celiya.",
  },
  card: {
    label: "Dad lala hadli karo",
    title: {
      "self-harm": "Kaligaa ma aha inaad xambaarto",
      eating: "Cuntada ama jirkaagu hadda ma kugu adag yahay?",
      abuse: "Haddii qof ku dhibo, adigu eed ma lihid",
    },
    lead: "Wax kasta oo aad raadinayso, sabab kastaba ha ahaatee: dadkani way dhegaystaan. Kuma xukumi doonaan.",
    danger: "Khatar ma ku jirtaa hadda? Wac {number}.",
    school: "U sheeg qof dugsiga jooga",
    away: "Iska qari",
    kept: "Kaarkani warbixin ma aha. Cidna looma sheego inaad aragtay.",
    does: {
      childline: "Wax kasta, haddii aad 19 ka yar tahay. Bilaash, habeen iyo maalin.",
      papyrus: "Marka aadan doonayn inaad noolaato. Habeen iyo maalin.",
      samaritans: "Way dhegaystaan habeen iyo maalin, bilaash.",
      shout: "Fariin qoraal ah, marka wax walba kugu bataan. Bilaash, wakhti kasta.",
      beat: "Ku saabsan dhibaatooyinka cunista.",
      ceop: "Booliska qabta dadka carruurta internetka ku dhiba.",
      "report-remove": {
        teen: "Haddii sawir ama muuqaal adiga oo qaawan uu internetka ku jiro oo aad ka yar tahay 18, waxay isku dayi karaan inay ka saaraan.",
        young:
          "Haddii sawirkaaga gaarka ah uu internetka ku jiro, waxay caawin karaan in laga saaro. Qof weyn weydii inuu ku caawiyo.",
      },
      nspcc: "Loogu talagalay dadka waaweyn ee ilmo ka walaacsan.",
    },
    text: "fariin: {what}",
  },
  rest: {
    label: "Nasasho kooban",
    title: "Ma la joogaa wakhtigii nasashada?",
    lead: "Waxaad halkan joogtay ku dhawaad {minutes} daqiiqo. Kac, daaqadda ka eeg, biyo cab.",
    away: "Waa hagaag",
    kept: "Cidna lama sheego. Daqiiqadaha waxaa lagu tiriyaa Chromebook-kan oo keliya.",
  },
};
