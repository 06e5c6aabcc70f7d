// What became of what a pupil asked for: asked of the collector by the requests' ids, and kept beside them.
// Without an answer everything stays as it was heard last.
import {
  requestAnswersPath,
  requestAnswersSchema,
  requestsAskedMost,
  type RequestAnswersQuestion,
} from "../../contract/request-answers.ts";
import type { EventId } from "../../contract/ids.ts";
import type { World } from "../ports.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { Memory } from "./memory.ts";
import type { MineService } from "./mine-service.ts";
import { runOnce } from "./run-once.ts";
import { belowAddress } from "./safe-address.ts";
import { openSigned } from "./signed-text.ts";

/** Whoever looks again and again hears no more than this often; the collector need not hear each. */
const pauseMs = 5000;
const deadlineMs = 10_000;
const briefMs = 2000;
/** By itself, while something is not decided: somebody may look later, where there is no network. */
const askEachMs = 60 * 60_000;

export interface RequestAnswerService {
  /** Asks where anything was asked for here, and keeps what is heard. Never rejects. */
  ask(): Promise<void>;
  /** The same for whoever looks: they wait no longer than two seconds for it. */
  askBriefly(): Promise<void>;
  /** The same once an hour, and only while something is not decided. Never rejects. */
  askIfDue(): Promise<void>;
}

export function createRequestAnswerService(
  world: Pick<World, "clock" | "network" | "crypt" | "chance">,
  memory: Pick<Memory, "managed" | "device" | "nextAnswersAtMs">,
  parts: {
    readonly mine: Pick<MineService, "toHear" | "hear">;
    readonly enforcement: Pick<EnforcementService, "known">;
  },
): RequestAnswerService {
  const { clock, network, crypt, chance } = world;
  const { mine, enforcement } = parts;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  const run = runOnce(async () => {
    const ids = (await mine.toHear()).map(({ id }) => id).slice(0, requestsAskedMost);
    if (ids.length === 0) return;
    const [device, managed, { reporting }] = await Promise.all([
      memory.device(),
      memory.managed.read(),
      enforcement.known(),
    ]);
    const collector = managed.collectorAddress ?? reporting.endpoint ?? "";
    const address = belowAddress(collector, requestAnswersPath.slice(1));
    if (collector === "" || address === undefined) return;
    const asked: RequestAnswersQuestion = {
      format: 1,
      device,
      ask: Array.from(chance.bytes(16), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      requests: ids as EventId[],
    };
    const posted = await network.postBatch({
      address,
      token: managed.deviceToken ?? "",
      body: JSON.stringify(asked),
      deadlineMs,
    });
    if (posted.kind !== "answered") return;
    const answer = requestAnswersSchema.safeParse(
      await openSigned(posted.body, managed.policyKey, crypt),
    );
    // An answer for another device, or to another question, is an old one or one that was led here.
    if (!answer.success || answer.data.device !== device || answer.data.ask !== asked.ask) return;
    await mine.hear(answer.data.requests);
  });

  async function ask(): Promise<void> {
    const sinceMs = clock.nowMs() - askedAtMs;
    if (sinceMs >= 0 && sinceMs < pauseMs) return;
    askedAtMs = clock.nowMs();
    // The stores would not answer: what was heard last stands.
    await run().catch(() => {});
  }

  async function askIfDue(): Promise<void> {
    const nowMs = clock.nowMs();
    const nextMs = await memory.nextAnswersAtMs.read();
    // A moment further away than ever set was set by a clock that was wrong.
    if (nextMs > nowMs && nextMs - nowMs <= askEachMs) return;
    await memory.nextAnswersAtMs.write(nowMs + askEachMs);
    if ((await mine.toHear()).some(({ isDecided }) => !isDecided)) await ask();
  }

  return {
    ask,
    async askBriefly() {
      await Promise.race([ask(), clock.after(briefMs)]);
    },
    askIfDue: () => askIfDue().catch(() => {}),
  };
}
