// Which versions a device that signs speaks of: written down when they change, not with each batch.
import type { Context } from "hono";
import { versionHeader } from "../../lib/contract/device-signature.ts";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import { headerOf } from "../http/incoming.ts";
import type { DeviceAboutStore } from "../store/device-about-store.ts";

const shape = /^\d{1,6}(?:\.\d{1,6}){0,3}$/;

/** A school's devices and more; then it begins anew. A cache: what is forgotten is written once more. */
const knownMost = 20_000;

export function createDeviceVersions(store: DeviceAboutStore) {
  const known = new Map<string, string>();
  return {
    /** Of a batch that was signed and taken. Never rejects: what cannot be noted holds up nothing. */
    async note(c: Context, device: string, events: readonly SchoolgateEvent[], atMs: number) {
      const said = headerOf(c, versionHeader.toLowerCase()) ?? "";
      const versions = {
        extension: shape.test(said) ? said : "",
        policy: events.at(-1)?.policyVersion ?? "",
      };
      if (versions.extension === "" && versions.policy === "") return;
      const text = `${versions.extension} ${versions.policy}`;
      if (known.get(device) === text) return;
      if (known.size >= knownMost) known.clear();
      known.set(device, text);
      await store.noteVersions(device, versions, atMs).catch(() => known.delete(device));
    },
  };
}
