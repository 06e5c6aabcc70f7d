// Who is signed in to the browser's profile: on a school Chromebook, the pupil's school account.
import type { Identity } from "../app/ports.ts";

export function createIdentity(): Identity {
  return {
    async email() {
      try {
        // The polyfill knows no `accountStatus`; "ANY" also answers where sync is switched off, as schools have it.
        const found = await chrome.identity.getProfileUserInfo({
          accountStatus: chrome.identity.AccountStatus.ANY,
        });
        return found.email.trim().toLowerCase();
      } catch {
        return "";
      }
    },
  };
}
