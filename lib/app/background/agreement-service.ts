// The school's acceptable-use agreement: read before the first page, anew each school year and when it changes.
import type { MessageReply } from "../../contract/message.ts";
import type { World } from "../ports.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { EventService } from "./event-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { answerWith, refuseWith } from "./outcome.ts";
import type { RuleService } from "./rule-service.ts";
import { schoolYearOf } from "./school-year.ts";
import { faceOf } from "./school-face.ts";

export interface AgreementService {
  read(): Promise<MessageReply<"agreement/read">>;
  agree(agreement: string, version: string): Promise<MessageReply<"agreement/agree">>;
}

/** A shared Chromebook has many users; the oldest are asked again. */
const mostKept = 500;

export function createAgreementService(
  world: Pick<World, "clock">,
  memory: Memory,
  parts: {
    readonly enforcement: EnforcementService;
    readonly judge: JudgeService;
    readonly events: EventService;
    readonly rules: RuleService;
  },
): AgreementService {
  const { enforcement, judge, events, rules } = parts;

  async function agreedAtMs(agreement: string, version: string): Promise<number | undefined> {
    const [agreed, user] = await Promise.all([memory.agreed.read(), memory.user.read()]);
    const year = schoolYearOf(world.clock.nowMs());
    return agreed.find(
      (one) =>
        one.agreement === agreement &&
        one.version === version &&
        one.user === user &&
        one.schoolYear === year,
    )?.atMs;
  }

  return {
    async read() {
      const effective = await enforcement.known();
      const { agreement } = effective;
      const school = faceOf(effective);
      if (agreement === undefined) return answerWith<"agreement/read">({ school });
      const atMs = await agreedAtMs(agreement.id, agreement.version);
      return answerWith<"agreement/read">({
        school,
        agreement,
        ...(atMs === undefined ? {} : { agreedAtMs: atMs }),
      });
    },

    async agree(given, version) {
      const effective = await enforcement.known();
      const { agreement } = effective;
      if (agreement === undefined || agreement.id !== given || agreement.version !== version) {
        return refuseWith("The agreement has changed. Please read it once more.");
      }
      const earlier = await agreedAtMs(given, version);
      if (earlier !== undefined && !(await judge.isAgreementDue(effective))) {
        return answerWith<"agreement/agree">({ agreedAtMs: earlier });
      }
      const atMs = world.clock.nowMs();
      // The event first: a death in between asks the person once more, and never forgets that they agreed.
      await events.add({ kind: "agreement", agreement: given, version });
      const user = await memory.user.read();
      const now = { agreement: given, version, user, schoolYear: schoolYearOf(atMs), atMs };
      await memory.agreed.update((agreed) => {
        const others = agreed.filter((one) => one.agreement !== given || one.user !== user);
        return [...others, now].slice(-mostKept);
      });
      // Before the answer: the page opens the wanted site as soon as it has it.
      await rules.reconcile();
      return answerWith<"agreement/agree">({ agreedAtMs: atMs });
    },
  };
}
