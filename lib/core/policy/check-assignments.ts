// Who gets which profile by address.
import { addError, addWarning, oneOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { emailFits } from "./email-fits.ts";
import { findProfile } from "./profile-chain.ts";

const addressPattern = /^[^\s@,;]+@[^\s@,;]+$/;

export function checkAssignments(context: CheckContext): void {
  const { policy } = context;
  const earlier: { readonly email: string | undefined; readonly path: string }[] = [];
  for (const [place, { profile, email }] of policy.assignments.entries()) {
    const path = `assignments.${place}`;
    if (findProfile(policy, profile) === undefined) {
      addError(
        context,
        `${path}.profile`,
        `"${profile}"`,
        oneOf(profile, Object.keys(policy.profiles), "a profile"),
      );
    }
    if (email !== undefined && !addressPattern.test(email)) {
      addError(
        context,
        `${path}.email`,
        `"${email}"`,
        'an address with one "@", where "*" stands for any run of characters, such as "*@pupils.example.org"',
      );
      continue;
    }
    const hider = earlier.find(
      (one) => one.email === undefined || (email !== undefined && emailFits(one.email, email)),
    );
    if (hider === undefined) earlier.push({ email, path });
    else {
      addWarning(
        context,
        path,
        `${email === undefined ? "everybody" : `"${email}"`}, whom ${hider.path} takes before`,
        "the narrower assignment first: the first that fits decides",
      );
    }
  }
}
