// Made by a machine; nobody who speaks the language has read it yet.
import type { LanguageSigns } from "../find-said-in.ts";

export const somaliSigns: LanguageSigns = {
  meet: "(?:aan|aynu|an) kulan(?:no|o)|(?:ma|maan|miyaan) kulmi kar(?:naa|ayaa)|ila kulan|igula kulan|kaalay gurigayga|guriga(?:yga)? (?:ii )?(?:imow|kaalay)",
  when: "berri|berrito|caawa|maanta|galabta|habeen\\p{L}+|sabtida|axadda|jimcaha|khamiista|(?:saacadda|saacada) \\p{L}+|\\d{1,2}(?:ka|da)|(?:dugsiga|iskuulka) (?:ka dib|kadib)",
  where:
    "(?:beerta|jardiinada|saldhigga|dukaanka|suuqa|magaalada|xeebta|buundada|shineemada|boostaysiga|garoonka)(?: (?:dhexdeeda|agteeda|agtiisa|hortiisa))?",
  harmless:
    "iskuul\\p{L}*|dugsi\\p{L}*|fasal\\p{L}*|casharka|maktabad\\p{L}*|online|teams|zoom|discord|minecraft|roblox|hooyo\\p{L}*|aabb?\\p{L}*|ayeeyo|awoowe|waalid\\p{L}*|macallin\\p{L}*|masaajid\\p{L}*|ha|weligaa|maya|yiri|tiri|weydiiyay",
  afterSchool: "(?:dugsiga|iskuulka) (?:ka dib|kadib)",
  password:
    "(?:furahayga|furahaygu|password(?:ka)?yga|password(?:ka)?ygu|erayga sirta ah(?: ee)?(?: \\p{L}+)?|lambarkayga sirta ah) ?(?:waa|:|=)",
};
