// Groups of pupils, and whose access is withdrawn.
import { addError, addWarning, oneOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { endOfDayMs } from "./site-entry.ts";
import { defaultTimeZone } from "./time-zone.ts";

const addressPattern = /^[^\s@,;]+@[^\s@,;]+$/;

/** An address or a pattern of one; false and a problem where it is none. */
export function checkEmail(context: CheckContext, path: string, email: string): boolean {
  if (addressPattern.test(email.trim())) return true;
  addError(
    context,
    path,
    `"${email}"`,
    'an address with one "@", where "*" stands for any run of characters, such as "*@pupils.example.org"',
  );
  return false;
}

export function checkGroup(context: CheckContext, path: string, group: string): void {
  const groups = Object.keys(context.policy.groups);
  if (groups.includes(group)) return;
  addError(context, path, `"${group}"`, oneOf(group, groups, "a group"));
}

export function checkPeople(context: CheckContext): void {
  for (const [id, { members }] of Object.entries(context.policy.groups)) {
    checkMembers(context, `groups.${id}.members`, members);
  }
  checkWithdrawn(context);
}

function checkMembers(context: CheckContext, path: string, members: readonly string[]): void {
  if (members.length === 0) {
    addWarning(context, path, "an empty group", "the signed-in addresses of its members");
  }
  const first = new Map<string, number>();
  for (const [place, member] of members.entries()) {
    if (!checkEmail(context, `${path}.${place}`, member)) continue;
    const clean = member.trim().toLowerCase();
    const before = first.get(clean);
    if (before === undefined) first.set(clean, place);
    else {
      addWarning(
        context,
        `${path}.${place}`,
        `"${member}", whom ${path}.${before} has already`,
        "each member once",
      );
    }
  }
}

function checkWithdrawn(context: CheckContext): void {
  const { withdrawn, day } = context.policy;
  for (const [place, { email, group, until }] of withdrawn.entries()) {
    const path = `withdrawn.${place}`;
    if (email === undefined && group === undefined) {
      addError(context, path, 'nobody: neither "email" nor "group"', "one of the two");
    } else if (email !== undefined && group !== undefined) {
      addError(context, path, 'both "email" and "group"', "one of the two");
    }
    if (group !== undefined) checkGroup(context, `${path}.group`, group);
    if (email !== undefined && checkEmail(context, `${path}.email`, email)) {
      if (/^\*+@/.test(email.trim())) {
        addWarning(
          context,
          `${path}.email`,
          `"${email}", which is everybody there`,
          "the address of whoever is meant, or a group",
        );
      }
    }
    if (
      until !== undefined &&
      context.atMs >= endOfDayMs(until, day?.timeZone ?? defaultTimeZone)
    ) {
      addWarning(
        context,
        `${path}.until`,
        `"${until}", a day gone by`,
        "a day to come, or the entry taken out",
      );
    }
  }
}
