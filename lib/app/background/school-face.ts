// What every page for people starts from.
import type { PersonToAsk, SchoolFace } from "../../contract/message.ts";
import type { PolicyContact } from "../../contract/policy.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";

export function toPerson(contact: PolicyContact): PersonToAsk {
  const { id, name, role, where } = contact;
  return { id, name, role, ...(where === undefined ? {} : { where }) };
}

export function faceOf(effective: EffectivePolicy): SchoolFace {
  const { school, reading, origin } = effective;
  return {
    name: school.name,
    shortName: school.shortName,
    colour: school.colour,
    reading,
    ...(school.language === undefined ? {} : { language: school.language }),
    origin,
    ...(school.dsl === undefined ? {} : { dsl: toPerson(school.dsl) }),
  };
}
