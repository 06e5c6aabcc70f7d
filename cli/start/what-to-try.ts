// What a person reads when everything stands.
import { tourHosts } from "../tour/tour-sites.ts";

export interface WhatToTryInput {
  readonly deskAddress: string;
  readonly signIn: { readonly name: string; readonly password: string | null };
  readonly installed: "forced" | "unpacked";
  /** With "unpacked": why no policy could be set. */
  readonly reason: string;
  readonly dataDir: string;
  readonly adminKit: string;
}

function installedWords(input: WhatToTryInput): string {
  return input.installed === "forced"
    ? "Schoolgate is force-installed in the Chromium that has opened, by managed policy, from the collector's own\nupdate address, and configured as Google Admin would do it."
    : `No managed policy could be set: ${input.reason}.
Schoolgate is loaded unpacked instead, with its configuration in a file beside it. What that means: it can be removed,
and pages opened by the browser's own start are not checked before they load.`;
}

export function whatToTry(input: WhatToTryInput): string {
  const password =
    input.signIn.password ??
    "the one shown at the first start (a new one: npm start -- --reset-password)";
  return `
${installedWords(input)}

The desk       ${input.deskAddress}   (open it in your own browser)
  name         ${input.signIn.name}
  password     ${password}

In the Chromium that has opened, try:
  1. read and agree to the school's rules, which come before the first page
  2. go to ${tourHosts.gambling}: a blocked site; ask for it, or say that it was an accident
  3. go to ${tourHosts.warned}: a warning, and the choice to go on
  4. go to http://${tourHosts.lesson}/ : an ordinary page, left alone
  5. go to http://${tourHosts.forum}/ : a page of concern, which changes nothing here and reaches the desk
  6. type something that worries you into http://${tourHosts.homework}/
  7. at a blocked site choose “A member of staff is here”, and at the desk “Open a site” › “One-time code”
  8. press the gate in the toolbar and report a worry; watch it arrive at the desk
  9. go to ${tourHosts.help}: open whatever the policy says, and not recorded

For Google Admin: ${input.adminKit} holds what to paste there.
Everything is kept in ${input.dataDir}. To stop: close the Chromium, or press Ctrl-C here.
`;
}
