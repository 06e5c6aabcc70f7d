// Which versions a device that signs speaks of: written down when they change, not with each batch.
import type { Context } from "hono";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import type { DeviceAboutStore } from "../store/device-about-store.ts";

/** Says which version of the extension sends; beside the signature, and not under it: it is shown and decides nothing. */
const versionHeader = "schoolgate-version";
const shape = /^\d{1,6}(?:\.\d{1,6}){0,3}$/;

/** A school's devices and more; then it begins anew. A cache: what is forgotten is written once more. */
const knownMost = 20_000;

export function createDeviceVersions(store: DeviceAboutStore) {
  const known = new Map<string, string>();
  return {
    /** Of a batch that was signed and taken. Never rejects: what cannot be noted holds up nothing. */
    async note(c: Context, device: string, events: readonly SchoolgateEvent[], atMs: number) {
      const said = c.req.header(versionHeader) ?? "";
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
