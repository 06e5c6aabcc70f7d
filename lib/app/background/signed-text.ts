// What travels signed (`contract/signed.ts`): opened where it is signed by the pinned key, or where none is pinned.
import { signedSchema } from "../../contract/signed.ts";
import type { Crypt } from "../ports.ts";
import { toJson } from "./to-json.ts";

/**
 * The document inside; undefined where a key is pinned that did not sign it. Without a pinned key what comes unsigned is
 * taken as it is. Never rejects.
 */
export async function openSigned(
  body: unknown,
  pinnedKey: string | undefined,
  crypt: Pick<Crypt, "isSigned">,
): Promise<unknown> {
  const text = await signedPayload(body, pinnedKey, crypt);
  if (text !== undefined) return toJson(text);
  return isPinned(pinnedKey) || signedSchema.safeParse(body).success ? undefined : body;
}

/** The payload's text of a signed document whose signature counts; undefined otherwise. Never rejects. */
export async function signedPayload(
  body: unknown,
  pinnedKey: string | undefined,
  crypt: Pick<Crypt, "isSigned">,
): Promise<string | undefined> {
  const signed = signedSchema.safeParse(body);
  if (!signed.success) return undefined;
  const { payload, signature } = signed.data;
  if (pinnedKey === undefined || !isPinned(pinnedKey)) return payload;
  return (await crypt.isSigned(pinnedKey.trim(), payload, signature)) ? payload : undefined;
}

export function isPinned(key: string | undefined): boolean {
  return key !== undefined && key.trim() !== "";
}
