// Made by a machine; nobody who speaks the language has read it yet.
import type { CareWords } from "../../../core/nudge/care-words.ts";

export const careRomanian: CareWords = {
  nudge: {
    label: "O notă înainte să trimiți",
    seen: {
      phone: "Acesta pare un număr de telefon.",
      address: "Aceasta pare o adresă de acasă.",
      name: "Acesta este numele tău întreg și școala ta.",
      password: "Aceasta pare o parolă.",
      meeting: "Pare că vrei să te întâlnești cu cineva.",
    },
    why: {
      phone:
        "Odată trimis, nu îl mai poți lua înapoi și oricine îl poate da mai departe. Știi cine îl va citi?",
      address: "Cine știe unde locuiești poate veni acolo. Știi cine o va citi?",
      name: "Cu amândouă, te-ar putea găsi cineva pe care nu îl cunoști.",
      password:
        "Nimeni în care poți avea încredere nu are nevoie de ea. Cu ea, altcineva se poate da drept tine.",
      meeting:
        "Oamenii de pe internet nu sunt mereu cine spun că sunt. Dacă te întâlnești cu cineva, ia cu tine un adult în care ai încredere.",
    },
    takeOut: "Scoate",
    sure: "Vreau să rămână",
    kept: "Tu alegi. Nimeni nu află despre această notă.",
    keys: "Apasă Tab pentru opțiuni sau Escape ca să continui.",
    gone: "A fost scos. Ctrl și Z îl aduc înapoi.",
  },
  card: {
    label: "Oameni cu care poți vorbi",
    title: {
      "self-harm": "Nu trebuie să duci asta de unul singur",
      eating: "Îți este greu acum cu mâncarea sau cu corpul tău?",
      abuse: "Dacă cineva te rănește, nu este vina ta",
    },
    lead: "Orice ai căuta și oricare ar fi motivul: acești oameni ascultă. Nu te vor judeca.",
    danger: "Ești în pericol acum? Sună la {number}.",
    school: "Spune cuiva la școală",
    away: "Ascunde asta",
    kept: "Acest card nu este o raportare. Nimeni nu află că l-ai văzut.",
    does: {
      childline: "Despre orice, dacă ai sub 19 ani. Gratuit, zi și noapte.",
      papyrus: "Când nu mai vrei să trăiești. Zi și noapte.",
      samaritans: "Te ascultă zi și noapte, gratuit.",
      shout: "Prin SMS, când totul este prea mult. Gratuit, oricând.",
      beat: "Despre tulburări de alimentație.",
      ceop: "Poliția care se ocupă de cei care fac rău copiilor pe internet.",
      "report-remove": {
        teen: "Dacă ai sub 18 ani și pe internet este o poză sau un film cu tine fără haine, pot încerca să le șteargă.",
        young:
          "Dacă pe internet este o poză intimă cu tine, te ajută să fie ștearsă. Cere ajutorul unui adult.",
      },
      nspcc: "Pentru adulți îngrijorați pentru un copil.",
    },
    text: "SMS: {what}",
  },
  rest: {
    label: "O scurtă pauză",
    title: "E timpul pentru o scurtă pauză?",
    lead: "Ești aici de vreo {minutes} de minute. Ridică-te, uită-te pe fereastră, bea puțină apă.",
    away: "OK",
    kept: "Nimeni nu află. Minutele sunt numărate numai pe acest Chromebook.",
  },
};
