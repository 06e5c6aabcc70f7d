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
  /** A name for the device that staff know, for example an asset tag. */
  deviceLabel: z.string().optional().describe("A name for the device that staff know."),
});

export type ManagedConfig = z.output<typeof managedConfigSchema>;
