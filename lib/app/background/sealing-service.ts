// Events are sealed to the school's safeguarding people before they are stored (requirements S5, S7). Whose keys: a list
// that the lead signed, with the root key that the school pinned, or the one that was met first.
import { z } from "zod";
import type { SchoolgateEvent } from "../../contract/event.ts";
import type { StatusView } from "../../contract/message.ts";
import { safeguardingKeysSchema } from "../../contract/safeguarding-keys.ts";
import type { SafeguardingKey, SafeguardingKeys } from "../../contract/safeguarding-keys.ts";
import { signedSchema } from "../../contract/signed.ts";
import { siteOf } from "../../core/queue/dedupe.ts";
import { boundOf, splitEvent } from "../../core/seal/split-event.ts";
import type { World } from "../ports.ts";
import type { Memory } from "./memory.ts";
import { belowAddress } from "./safe-address.ts";
import { toJson } from "./to-json.ts";

const listPath = "api/v1/safeguarding-keys";
const lookEveryMs = 60 * 60_000;
/** After a look that failed. */
const lookAgainMs = 5 * 60_000;

export interface SealingService {
  /**
   * The event as it may be stored and sent: sealed where the school has keys, itself where it has none or has switched
   * sealing off. Rejects where it should be sealed and cannot be: it is then not stored in clear.
   */
  seal(event: SchoolgateEvent): Promise<SchoolgateEvent>;
  /** Stands for a text, the same each time on this device, and tells nothing of it. */
  nameOf(text: string): Promise<string>;
  /** Asks for the list where a look is due. Never rejects. */
  refresh(): Promise<void>;
  /** What the collector says by the way (`keys` of its answer): another than before means another list. Never rejects. */
  heard(stamp: number): Promise<void>;
  /** For the status page. */
  check(): Promise<StatusView["checks"][number]>;
}

const noKeysSchema = z.object({ schoolgate: z.literal("no-keys") });

export function createSealingService(
  world: Pick<World, "network" | "clock" | "crypt" | "seal" | "sealer">,
  memory: Pick<Memory, "managed" | "sealing">,
): SealingService {
  const { network, clock, crypt, seal: names, sealer } = world;

  /** Any word but "off" counts as on: who misspells it is not left without. */
  async function isOff(): Promise<boolean> {
    return ((await memory.managed.read()).sealing ?? "").trim().toLowerCase() === "off";
  }

  async function keys(): Promise<readonly SafeguardingKey[]> {
    if (await isOff()) return [];
    const [record, managed] = await Promise.all([memory.sealing.read(), memory.managed.read()]);
    const pinned = (managed.safeguardingRoot ?? "").trim();
    // A list that another root signed was taken before the school pinned its own.
    if (pinned !== "" && record.list !== undefined && record.list.root !== pinned) return [];
    return record.list?.keys ?? [];
  }

  /** What this life of the worker sealed to last. */
  let last: readonly SafeguardingKey[] | undefined;

  /** A storage that cannot be read keeps no pupil from being heard: the worry goes, readable where it has to be. */
  async function keysFor(event: SchoolgateEvent): Promise<readonly SafeguardingKey[]> {
    try {
      last = await keys();
      return last;
    } catch (error) {
      if (last !== undefined) return last;
      if (event.kind === "worry") return [];
      throw error;
    }
  }

  /** The list in a signed text; words of what is wrong where it does not count. */
  async function read(
    text: string,
    known: SafeguardingKeys | undefined,
    pinned: string,
  ): Promise<SafeguardingKeys | string> {
    const signed = signedSchema.safeParse(toJson(text));
    if (!signed.success) return "something else than a signed list of keys";
    const { payload, signature } = signed.data;
    const list = safeguardingKeysSchema.safeParse(toJson(payload));
    if (!list.success) return "a list of keys that this version cannot read";
    const root = pinned === "" ? (known?.root ?? list.data.root) : pinned;
    if (list.data.root !== root || !(await crypt.isSigned(root, payload, signature))) {
      return "a list of keys that the school’s root key did not sign";
    }
    if (known?.root === root && list.data.serial < known.serial) return "an older list of keys";
    return list.data;
  }

  async function look(heard?: number): Promise<void> {
    const managed = await memory.managed.read();
    const address = belowAddress(managed.collectorAddress ?? "", listPath);
    if (address === undefined) return;
    const before = await memory.sealing.read();
    const stamp = heard ?? before.stamp;
    const got = await network.fetchText({
      address,
      token: managed.deviceToken,
      ...(before.source === address && before.etag !== "" ? { etag: before.etag } : {}),
    });
    const next = { ...before, stamp, source: address, atMs: clock.nowMs(), trouble: "" };
    if (got.kind === "failed") next.trouble = got.why;
    if (got.kind !== "text") {
      await memory.sealing.write(next);
      return;
    }
    // That is no trouble, unless there were some: who takes them away would have everything in clear.
    if (noKeysSchema.safeParse(toJson(got.text)).success) {
      const trouble = before.list === undefined ? "" : "the collector has no list of keys any more";
      await memory.sealing.write({ ...next, trouble });
      return;
    }
    const list = await read(got.text, before.list, (managed.safeguardingRoot ?? "").trim());
    await memory.sealing.write(
      typeof list === "string"
        ? { ...next, trouble: `the collector sent ${list}` }
        : { ...next, list, etag: got.etag },
    );
  }

  async function refresh(): Promise<void> {
    try {
      if (await isOff()) return;
      const { atMs, trouble } = await memory.sealing.read();
      const sinceMs = clock.nowMs() - atMs;
      // A look from the future was noted by a clock that was wrong.
      if (sinceMs >= 0 && sinceMs < (trouble === "" ? lookEveryMs : lookAgainMs)) return;
      await look();
    } catch {
      // The next wake-up looks again; what is known of the keys stays.
    }
  }

  return {
    refresh,
    nameOf: (text) => names.nameOf(text),
    async heard(stamp) {
      try {
        if (stamp === 0 || (await isOff())) return;
        if ((await memory.sealing.read()).stamp !== stamp) await look(stamp);
      } catch {
        // As above.
      }
    },
    async seal(given) {
      const to = given.sealed === undefined ? await keysFor(given) : [];
      if (to.length === 0) return given;
      // Without a name means: nobody at the desk can tell whose, not even by the Chromebook.
      const isUnnamed = given.kind === "worry" && !given.named;
      const event = isUnnamed ? { ...given, user: "", deviceLabel: "" } : given;
      const address = "address" in event ? event.address : "";
      const [user, place] = await Promise.all([
        event.user === "" ? "" : names.nameOf(`user ${event.user}`),
        address === "" ? "" : names.nameOf(`place ${siteOf(address)}`),
      ]);
      const { open, secret, head } = splitEvent(event, { user, place });
      const bound = boundOf(event);
      const [sealed, sealedHead] = await Promise.all([
        sealer.seal(to, JSON.stringify(secret), bound.sealed),
        sealer.seal(to, JSON.stringify(head), bound.head),
      ]);
      return { ...open, sealed, head: sealedHead };
    },
    async check() {
      const name = "Sealing";
      if (await isOff()) {
        return { name, ok: true, detail: "Switched off by the school: reports travel readable." };
      }
      const { list, trouble } = await memory.sealing.read();
      const to = await keys();
      const wrong = trouble === "" ? "" : ` At the last look: ${trouble}.`;
      if (to.length === 0) {
        const detail =
          list === undefined || list.keys.length === 0
            ? "The desk has made no keys yet: reports travel readable."
            : "The keys known here are not signed by the root that the school has pinned: reports travel readable.";
        return { name, ok: trouble === "" && list === undefined, detail: `${detail}${wrong}` };
      }
      const holders = to.map(({ holder }) => holder).join(", ");
      return {
        name,
        ok: trouble === "",
        detail: `Reports are sealed to ${holders} (list ${list?.serial ?? 0}, root ${list?.root.slice(0, 8) ?? ""}).${wrong}`,
      };
    },
  };
}
