// Made by a machine; nobody who speaks the language has read it yet.
import type { CareWords } from "../../../core/nudge/care-words.ts";

export const carePolish: CareWords = {
  nudge: {
    label: "Uwaga przed wysłaniem",
    seen: {
      phone: "To wygląda na numer telefonu.",
      address: "To wygląda na adres domowy.",
      name: "To jest Twoje imię i nazwisko oraz Twoja szkoła.",
      password: "To wygląda na hasło.",
      meeting: "To brzmi jak umawianie się na spotkanie.",
    },
    why: {
      phone:
        "Tego, co wyślesz, nie da się cofnąć, a każdy może to podać dalej. Czy wiesz, kto to przeczyta?",
      address: "Kto wie, gdzie mieszkasz, może tam przyjść. Czy wiesz, kto to przeczyta?",
      name: "Dzięki temu może Cię znaleźć ktoś, kogo nie znasz.",
      password:
        "Nikt, komu można ufać, go nie potrzebuje. Z hasłem ktoś inny może się za Ciebie podać.",
      meeting:
        "Ludzie w sieci nie zawsze są tymi, za kogo się podają. Jeśli się spotykasz, weź ze sobą zaufaną osobę dorosłą.",
    },
    takeOut: "Usuń to",
    sure: "Na pewno wyślę",
    kept: "To Twój wybór. O tej uwadze nikt się nie dowie.",
    keys: "Naciśnij Tab, aby wybrać, albo Escape, aby pisać dalej.",
    gone: "Usunięte. Ctrl i Z to przywróci.",
  },
  card: {
    label: "Osoby, z którymi można porozmawiać",
    title: {
      "self-harm": "Nie musisz dźwigać tego w pojedynkę",
      eating: "Czy jedzenie albo własne ciało sprawia Ci teraz trudność?",
      abuse: "Jeśli ktoś Cię krzywdzi, to nie Twoja wina",
    },
    lead: "Czegokolwiek szukasz i z jakiegokolwiek powodu: ci ludzie słuchają. Nie będą Cię oceniać.",
    danger: "Jesteś teraz w niebezpieczeństwie? Zadzwoń pod {number}.",
    school: "Powiedz komuś w szkole",
    away: "Schowaj to",
    kept: "Ta karta nie jest zgłoszeniem. Nikt się nie dowie, że ją widzisz.",
    does: {
      childline: "O wszystkim, jeśli masz mniej niż 19 lat. Bezpłatnie, dzień i noc.",
      papyrus: "Kiedy nie chcesz żyć. Dzień i noc.",
      samaritans: "Słuchają dzień i noc, bezpłatnie.",
      shout: "Przez SMS, kiedy wszystkiego jest za dużo. Bezpłatnie, o każdej porze.",
      beat: "O zaburzeniach odżywiania.",
      ceop: "Policja od spraw osób, które krzywdzą dzieci w sieci.",
      "report-remove": {
        teen: "Jeśli masz mniej niż 18 lat, a w internecie jest twoje nagie zdjęcie lub film, mogą spróbować je usunąć.",
        young:
          "Jeśli w internecie jest twoje prywatne zdjęcie, pomogą je usunąć. Poproś o pomoc dorosłego.",
      },
      nspcc: "Dla dorosłych, którzy martwią się o dziecko.",
    },
    text: "SMS: {what}",
  },
  rest: {
    label: "Krótka przerwa",
    title: "Czas na krótką przerwę?",
    lead: "Jesteś tu od około {minutes} minut. Wstań, spójrz przez okno, napij się wody.",
    away: "OK",
    kept: "Nikt się o tym nie dowie. Minuty są liczone tylko na tym Chromebooku.",
  },
};
