// Who gets which profile, by address or by group.
import { addError, addWarning, oneOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { checkEmail, checkGroup } from "./check-people.ts";
import { emailFits } from "./email-fits.ts";
import { findProfile } from "./profile-chain.ts";

interface Earlier {
  readonly email: string | undefined;
  readonly group: string | undefined;
  readonly path: string;
}

export function checkAssignments(context: CheckContext): void {
  const { policy } = context;
  const earlier: Earlier[] = [];
  for (const [place, { profile, email, group }] of policy.assignments.entries()) {
    const path = `assignments.${place}`;
    if (findProfile(policy, profile) === undefined) {
      addError(
        context,
        `${path}.profile`,
        `"${profile}"`,
        oneOf(profile, Object.keys(policy.profiles), "a profile"),
      );
    }
    if (group !== undefined) checkGroup(context, `${path}.group`, group);
    if (email !== undefined && group !== undefined) {
      addError(context, path, 'both "email" and "group"', "one of the two");
      continue;
    }
    if (email !== undefined && !checkEmail(context, `${path}.email`, email)) continue;
    const hider = earlier.find((one) => takesAll(one, email, group));
    if (hider === undefined) earlier.push({ email, group, path });
    else {
      const whom =
        group !== undefined
          ? `the group "${group}"`
          : email === undefined
            ? "everybody"
            : `"${email}"`;
      addWarning(
        context,
        path,
        `${whom}, whom ${hider.path} takes before`,
        "the narrower assignment first: the first that fits decides",
      );
    }
  }
}

/** Whether an earlier assignment leaves nobody for one by this address or group. */
function takesAll(earlier: Earlier, email: string | undefined, group: string | undefined): boolean {
  if (earlier.group !== undefined) return earlier.group === group;
  if (earlier.email === undefined) return true;
  return email !== undefined && emailFits(earlier.email, email);
}
