// Made by a machine; nobody who speaks the language has read it yet.
import type { LanguageSigns } from "../find-said-in.ts";

export const welshSigns: LanguageSigns = {
  meet: "(?:gad i ni|gadewch i ni|beth am|(?:a )?allwn ni|allen ni|galla i|alla i|wyt ti (?:eisiau|am)|ti (?:eisiau|isio|ishe|am)|dere i|tyrd i|hoffwn i|(?:fe |mi )?wna i|awn ni i) (?:g[cy]?wrdd|cwrdd|gyfarfod|cyfarfod)(?: lan)?(?: (?:â|a|efo|gyda) (?:ti|fi|thi))?|(?:cwrdd[ae]?|cyfarfod) (?:â|a|efo|gyda) fi|(?:dere|tyrd) (?:draw )?i (?:fy )?(?:nh[ŷy]|t[ŷy]) i|(?:dere|tyrd) i(?:'|’)?m? nôl i",
  when: "heno|yfory|fory|prynhawn '?ma|(?:nos|d?dydd) (?:llun|lun|mawrth|fawrth|mercher|fercher|iau|gwener|wener|sadwrn|sul)|am (?:\\d{1,2}(?:[:.]\\d\\d)?|un|ddau|dri|bedwar|bump|chwech|saith|wyth|naw|ddeg|hanner awr wedi \\p{L}+)|ar ôl (?:yr )?ysgol|(?:dros y|y) penwythnos|mewn (?:\\d+|deg|pum|hanner) (?:munud|awr)",
  where:
    "(?:yn|wrth|ger|o flaen|tu allan i|tu ôl i|tu fas i)(?:(?:'|’)r| y| yr)? ?(?:parc|barc|orsaf|siop|siopau|traeth|dre|dref|bont|sinema|arhosfan|gornel|cae|afon|ganolfan|caffi|maes parcio|castell|goedwig|coed|tesco|mcdonald\\S*)",
  harmless:
    "ysgol|ysgolion|dosbarth|gwers|wers|llyfrgell|teams|zoom|ar-lein|arlein|minecraft|roblox|fortnite|clwb|ymarfer|athro|athrawes|syr|mam|dad|nain|taid|mam-gu|tad-cu|rhieni|cinio|côr|gwaith cartref|prosiect|staff|neuadd|capel|paid|peidiwch|peidio|byth|ddim|dim(?! ond)|meddai|dywedodd|dwedodd|gofynnodd|stori",
  afterSchool: "ar ôl (?:yr )?ysgol",
  password:
    "(?:fy )?nghyfrinair(?: i)?(?: (?:roblox|minecraft|snap\\p{L}*|insta\\p{L}*|ysgol|ar gyfer \\p{L}+))? ?(?:yw|ydy|ydi|ydyw|:|=)|(?:fy )?mhin(?: i)? (?:yw|ydy|ydi)|cyfrinair ?[:=]",
  name: "[Ff]y enw(?: llawn)? i (?:yw|ydy|ydi)|[Ff]y enw(?: llawn)? (?:yw|ydy|ydi)",
  school: "[Yy]sgol(?: (?:[Gg]ynradd|[Uu]wchradd|[Gg]yfun|[Gg]ymraeg))?",
};
