// What Google Admin hands to the extension (`chrome.storage.managed`). The managed schema is generated from this.
// Keys are few and flat: Chromium drops a whole key in silence when one element in it has the wrong type,
// so the policy travels as one JSON text and is checked by us.
import { z } from "zod";

export const managedConfigSchema = z.object({
  /** The policy itself as JSON text. */
  policy: z.string().optional().describe("The school's policy as one JSON text."),
  /** Or where it is fetched from. */
  policyAddress: z
    .string()
    .optional()
    .describe("Address from which the policy is fetched, for example the collector's."),
  /** The profile for this organisational unit; without it, `assignments` of the policy decide. */
  profile: z
    .string()
    .optional()
    .describe(
      "Profile for this organisational unit, for example ks3. Leave out to decide by e-mail.",
    ),
  collectorAddress: z
    .string()
    .optional()
    .describe("Address of the school's collector, for example https://schoolgate.example.org."),
  deviceToken: z
    .string()
    .optional()
    .describe("The credential with which devices of this unit write to the collector."),
  /** With it, a policy and lists count only where they are signed by this key. */
  policyKey: z
    .string()
    .optional()
    .describe(
      "Public key (Ed25519, base64) of the school's collector: policies and lists that it did not sign are refused.",
    ),
  /** The trust's policy, which comes first: a school cannot loosen what it locks. */
  trustPolicy: z
    .string()
    .optional()
    .describe("The trust's policy as one JSON text: its locked settings hold for every school."),
  /** The secret by which one-time codes of staff are checked without a network. */
  unlockKey: z
    .string()
    .optional()
    .describe("Secret (32 bytes, base64) that one-time unlock codes are made and checked with."),
  /** "required": a confidential list must be in force. */
  confidential: z
    .string()
    .optional()
    .describe('"required" where a confidential list (IWF) is configured at the collector.'),
  /** With it, reports are sealed only to keys that this root signed. */
  safeguardingRoot: z
    .string()
    .optional()
    .describe(
      "Root key (Ed25519, base64) of the school's safeguarding keys, as the desk shows it: only keys that it signed count.",
    ),
  /** "off": reports are not sealed. */
  sealing: z
    .string()
    .optional()
    .describe('"off" where the school does not want reports sealed to its safeguarding keys.'),
  /** Which ring of devices this is, for a policy that goes out in stages. */
  stage: z
    .string()
    .optional()
    .describe("Name of the group of devices, for policies that go out in stages, e.g. pilot."),
  /** A name for the device that staff know, for example an asset tag. */
  deviceLabel: z.string().optional().describe("A name for the device that staff know."),
});

export type ManagedConfig = z.output<typeof managedConfigSchema>;
