// The credential that a device's request carries.
import type { Context } from "hono";
import { headerOf } from "../http/incoming.ts";
import type { Store } from "../store/store.ts";
import { hashSecret } from "./secret.ts";

/** The hash of the credential, or undefined. Looked up by hash, so nothing is learned from how long it takes. */
export async function deviceCredential(
  c: Context,
  store: Pick<Store, "hasDeviceToken">,
): Promise<string | undefined> {
  const given = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(headerOf(c, "authorization") ?? "")?.[1];
  if (given === undefined) return undefined;
  const hash = hashSecret(given);
  return (await store.hasDeviceToken(hash)) ? hash : undefined;
}
