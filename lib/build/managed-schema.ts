// The managed schema of the extension, made from the contract so that the two cannot drift apart.
import { z } from "zod";
import { managedConfigSchema } from "../contract/managed-config.ts";

export interface ManagedSchema {
  readonly type: "object";
  readonly properties: Readonly<
    Record<
      string,
      { readonly type: "string"; readonly title: string; readonly description: string }
    >
  >;
}

/**
 * Builds managed_schema.json. Only flat texts are let through: Chromium drops a whole key in silence when one element
 * in it has the wrong type, so anything richer would be lost without a word. Throws where the contract asks for more.
 */
export function buildManagedSchema(): ManagedSchema {
  const properties: Record<string, { type: "string"; title: string; description: string }> = {};
  for (const [name, field] of Object.entries(managedConfigSchema.shape)) {
    const inner: z.core.$ZodType = field instanceof z.ZodOptional ? field.def.innerType : field;
    if (!(inner instanceof z.ZodString)) {
      throw new Error(
        `managed-config.ts: "${name}" is no text; the managed schema holds flat texts only`,
      );
    }
    const description = field.description ?? inner.description;
    if (description === undefined) {
      throw new Error(`managed-config.ts: "${name}" has no description for the admin console`);
    }
    properties[name] = { type: "string", title: titleOf(name), description };
  }
  return { type: "object", properties };
}

/** "policyAddress" becomes "Policy address". */
function titleOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
