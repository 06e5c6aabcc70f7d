// The Chromium policies that make Schoolgate stand on a device: force-installed, pinned, configured, not to be
// stepped round. A school sets the same in Google Admin; here they are written as the JSON Chromium reads on Linux.
import type { ManagedConfig } from "../../lib/contract/managed-config.ts";

export interface ManagedPolicyInput {
  readonly extensionId: string;
  /** Address of the update manifest, for example http://127.0.0.1:8080/update/updates.xml. */
  readonly updateAddress: string;
  /** What reaches the extension through `chrome.storage.managed`. */
  readonly config: ManagedConfig;
  /**
   * "school": developer tools are closed. "trial": open, for tests and for trying out
   * (with them closed no test can look inside).
   */
  readonly use: "school" | "trial";
}

export type ChromiumPolicies = Readonly<Record<string, unknown>>;

/** Places from which a pupil could look at, or change, what a web filter cannot see. */
const closedPlaces = [
  "chrome://extensions",
  "chrome://flags",
  "chrome://inspect",
  "chrome://net-export",
  "chrome://policy",
  "chrome://serviceworker-internals",
  "view-source:*",
  "data:*",
  "file:*",
  "javascript://*",
] as const;

/** What each policy is for: said to the IT lead beside the JSON, and checked to be complete in a test. */
export const policyReasons: Readonly<Record<string, string>> = {
  ExtensionSettings:
    "Installs Schoolgate, keeps it up to date from the school's own address, and pins its button to the toolbar.",
  "3rdparty":
    "Hands Schoolgate its configuration: the policy, the profile of this unit, and where to report.",
  DeveloperToolsAvailability:
    "Closes the developer tools on pupils' devices (2); 1 leaves them open for a trial.",
  IncognitoModeAvailability: "Closes incognito windows, in which no extension runs.",
  BrowserGuestModeEnabled: "Closes guest windows, for the same reason.",
  URLBlocklist: "Closes browser pages that no extension can see or that could switch things off.",
  PasswordManagerEnabled: "Keeps a shared trial browser from offering to save passwords.",
  CommandLineFlagSecurityWarningsEnabled:
    "A trial browser is started with test settings; this keeps its warning bar away.",
  HttpsUpgradesEnabled: "A trial site on this machine answers on http; it is taken as it is.",
};

/**
 * The policies for one device. Values under `3rdparty` reach the extension only where their type fits
 * `managed_schema.json`: Chromium drops a key of another type in silence.
 */
export function writeManagedPolicies(input: ManagedPolicyInput): ChromiumPolicies {
  const trial = input.use === "trial";
  return {
    ExtensionSettings: {
      [input.extensionId]: {
        installation_mode: "force_installed",
        update_url: input.updateAddress,
        // Without this Chromium asks the address in the package, which names none.
        override_update_url: true,
        toolbar_pin: "force_pinned",
      },
    },
    "3rdparty": { extensions: { [input.extensionId]: { ...input.config } } },
    DeveloperToolsAvailability: trial ? 1 : 2,
    IncognitoModeAvailability: 1,
    BrowserGuestModeEnabled: false,
    URLBlocklist: [...closedPlaces],
    ...(trial
      ? {
          PasswordManagerEnabled: false,
          CommandLineFlagSecurityWarningsEnabled: false,
          HttpsUpgradesEnabled: false,
        }
      : {}),
  };
}

/**
 * What an IT lead pastes into Google Admin (Devices › Chrome › Apps & extensions › "Policy for extensions"):
 * each key as an object with a `Value`, as Admin wants it.
 */
export function writeAdminConfiguration(config: ManagedConfig): string {
  const values = Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { Value: value }]),
  );
  return `${JSON.stringify(values, null, 2)}\n`;
}
