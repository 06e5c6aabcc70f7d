// Made by a machine; nobody who speaks the language has read it yet.
import type { LanguageSigns } from "../find-said-in.ts";

export const romanianSigns: LanguageSigns = {
  meet: "hai s[aă] ne (?:vedem|[iî]nt[aâ]lnim)|(?:vrei|putem|am putea|ai vrea) s[aă] ne (?:vedem|[iî]nt[aâ]lnim)|pot s[aă] m[aă] (?:v[aă]d|[iî]nt[aâ]lnesc) cu tine|[iî]nt[aâ]lne[sșş]te-te cu mine|(?:hai|vino) (?:la mine(?: acas[aă])?|s[aă] m[aă] iei)",
  when: "m[aâ]ine|poim[aâ]ine|azi|ast[aă]zi|disear[aă]|desear[aă]|ast[aă]-sear[aă]|s[aâ]mb[aă]t[aă]|duminic[aă]|vineri|joi|miercuri|mar[tțţ]i|luni|la (?:ora )?\\d{1,2}(?:[:.]\\d\\d)?|dup[aă] (?:[sșş]coal[aă]|ore)|[iî]n weekend|peste (?:o or[aă]|\\d+ minute)",
  where:
    "(?:[iî]n|la|l[aâ]ng[aă]) (?:parc|gar[aă]|magazin|mall|plaj[aă]|pod|cinema|sta[tțţ]ie|ora[sșş]|centru|teren|p[aă]dure|parcare|r[aâ]u)",
  harmless:
    "[sșş]coal\\p{L}+|clas[aăe]|or[aă] de|lec[tțţ]i\\p{L}+|bibliotec\\p{L}+|online|teams|zoom|discord|minecraft|roblox|fortnite|mam[aă]|mami|tat[aă]l?|tati|bunic\\p{L}+|p[aă]rin[tțţ]i\\p{L}*|profesor\\p{L}*|doamna|antrenament\\p{L}*|proiect\\p{L}*|joc|server|nu|niciodat[aă]|spus|zis|[iî]ntrebat|biseric[aă]",
  afterSchool: "dup[aă] (?:[sșş]coal[aă]|ore)",
  password:
    "parola mea(?: (?:de|la|pentru) \\p{L}{2,15})? ?(?:este|e|:|=)|(?:codul|pinul) meu (?:este|e|:)|parol[aă] ?[:=]",
  name: "[Mm][aă] numesc|[Mm][aă] cheam[aă]|[Nn]umele meu este",
  school:
    "(?:[SsȘșŞş]coal\\p{L}+|[Ll]iceu\\p{L}*|[Cc]olegiul)(?: (?:[Gg]imnazial[aă]|[Pp]rimar[aă]|[Nn]a[tțţ]ional|nr\\.?))?",
};
