// Made by a machine; nobody who speaks the language has read it yet.
import type { LanguageSigns } from "../find-said-in.ts";

export const polishSigns: LanguageSigns = {
  meet: "spotkajmy si[eę]|(?:mo[zż]emy|chcesz|mo[zż]e|mog[eę]) si[eę](?: z tob[aą])? spotka[cć]|(?:mo[zż]emy|chcesz|mog[eę]) spotka[cć] si[eę]|spotkaj si[eę] ze mn[aą]|(?:przyjd[zź]|wpadnij|wpadaj) do mnie|przyjed[zź] po mnie|b[eę]d[eę] na ciebie czeka\\p{L}{1,3}",
  when: "jutro|dzi[sś]|dzisiaj|wieczorem|w nocy|pojutrze|w (?:poniedzia[lł]ek|wtorek|[sś]rod[eę]|czwartek|pi[aą]tek|sobot[eę]|niedziel[eę]|weekend)|o \\d{1,2}(?:[:.]\\d\\d)?|o (?:pierwszej|drugiej|trzeciej|czwartej|pi[aą]tej|sz[oó]stej|si[oó]dmej|[oó]smej)|po (?:szkole|lekcjach)|za (?:godzin[eę]|\\d+ minut)",
  where:
    "(?:w|na|przy|pod|ko[lł]o|obok|za) (?:parku|dworcu|dworcem|stacji|sklepie|sklepem|sklepu|przystanku|rynku|pla[zż]y|mo[sś]cie|mostem|kinie|kinem|mie[sś]cie|galerii|orliku|boisku|rzece|rzek[aą]|lesie|parkingu)",
  harmless:
    "szko[lł]\\p{L}+|klas\\p{L}+|lekcj\\p{L}+|bibliote\\p{L}+|[sś]wietlic\\p{L}+|online|teams\\p{L}*|zoom\\p{L}*|discord\\p{L}*|minecra\\p{L}+|roblox\\p{L}*|fortnite|mam[aąyieę]|mamusi\\p{L}*|tat[aąyoę]|tatem|babci\\p{L}*|rodzic\\p{L}*|nauczyciel\\p{L}*|pani[aą]?|pan|trening\\p{L}*|projek\\p{L}+|grze|serwerze|nie|nigdy|powiedzia[lł]\\p{L}*|m[oó]wi|zapyta[lł]\\p{L}*|ko[sś]ciele",
  afterSchool: "po (?:szkole|lekcjach)",
  password:
    "moje has[lł]o(?: do \\p{L}{2,15}(?: \\p{L}{2,15})?)? ?(?:to|jest|:|=|-)|m[oó]j (?:pin|kod) (?:to|:|=)|has[lł]o ?[:=]",
  name: "[Nn]azywam si[eę]|[Jj]estem|[Mm]am na imi[eę]",
  school:
    "(?:[Ss]zko[lł]\\p{L}+|[Pp]odstaw[oó]wk\\p{L}+|[Ll]iceum|[Tt]echnikum|SP|LO)(?: (?:[Pp]odstawow\\p{L}+|nr|im\\.|numer|[Oo]g[oó]lnokszta[lł]c\\p{L}+)){0,3}",
};
