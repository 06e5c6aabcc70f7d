// What an IT lead takes from a trial to Google Admin: the extension's configuration as Admin wants it, and the other
// policies with a reason beside each.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ManagedConfig } from "../../lib/contract/managed-config.ts";
import {
  policyReasons,
  writeAdminConfiguration,
  writeManagedPolicies,
} from "../kit/managed-policy.ts";

export interface AdminKitInput {
  readonly folder: string;
  readonly extensionId: string;
  readonly updateAddress: string;
  readonly config: ManagedConfig;
}

/** Writes the files and returns their folder. They hold the device token and the unlock key: readable by their owner alone. */
export function writeAdminKit(input: AdminKitInput): string {
  mkdirSync(input.folder, { recursive: true, mode: 0o700 });
  const policies = writeManagedPolicies({ ...input, use: "school" });
  const write = (name: string, text: string): void =>
    writeFileSync(join(input.folder, name), text, { mode: 0o600 });
  write("extension-policy.json", writeAdminConfiguration(input.config));
  write("chromium-policy.json", `${JSON.stringify(policies, null, 2)}\n`);
  const reasons = Object.keys(policies).map((name) => `${name}\n    ${policyReasons[name] ?? ""}`);
  write(
    "README.txt",
    `Schoolgate in Google Admin

1. Devices > Chrome > Apps & extensions > Users & browsers: choose the organisational unit of the pupils.
2. Add > Add Chrome app or extension by ID > From a custom URL:
     ID    ${input.extensionId}
     URL   ${input.updateAddress}
   (For a school the collector stands at an https address that the Chromebooks can reach, not at 127.0.0.1.)
3. Installation policy: Force install + pin to browser toolbar.
4. Policy for extensions: paste extension-policy.json. It holds the policy itself; policyKey, by which the devices know
   what this collector has signed; and unlockKey, the secret behind the one-time codes of staff: treat it as a password.
   To release policies from the desk instead, in stages and with a step back, leave "policy" out and set
     policyAddress   the collector's address and /policy/policy.json?signed=1
     stage           for the devices that try a policy first, for example pilot
5. Set the other policies below for the same unit; chromium-policy.json holds them all as Chromium on Linux reads them
   (/etc/chromium/policies/managed/).

${reasons.join("\n")}
`,
  );
  return input.folder;
}
