// The school's acceptable-use agreement: read before the first page, anew each school year and when it changes.
import type { AgreedBefore, MessageReply } from "../../contract/message.ts";
import { agreementChanges } from "../../core/policy/agreement-changes.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
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
/** Versions of agreements whose words are remembered here. */
const mostSheets = 8;

type Agreement = NonNullable<EffectivePolicy["agreement"]>;

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

  /** What this person agreed to before, where it is asked again. */
  async function agreedBefore(agreement: Agreement): Promise<AgreedBefore | undefined> {
    const [agreed, user, sheets] = await Promise.all([
      memory.agreed.read(),
      memory.user.read(),
      memory.agreedSheets.read().catch(() => []),
    ]);
    const last = agreed.findLast((one) => one.agreement === agreement.id && one.user === user);
    if (last === undefined) return undefined;
    const sheet = sheets.find(
      (one) => one.agreement === last.agreement && one.version === last.version,
    );
    const changes = sheet === undefined ? undefined : agreementChanges(sheet, agreement);
    return {
      version: last.version,
      atMs: last.atMs,
      isNewYear: last.schoolYear !== schoolYearOf(world.clock.nowMs()),
      ...(changes === undefined ? {} : { changes }),
    };
  }

  /** The words that were agreed to, so that it can be shown what changed. A kindness: it holds nothing up. */
  async function keepSheet({ id, version, rules: given, promise }: Agreement): Promise<void> {
    await memory.agreedSheets
      .update((sheets) => {
        const others = sheets.filter((one) => one.agreement !== id || one.version !== version);
        return [...others, { agreement: id, version, rules: given, promise }].slice(-mostSheets);
      })
      .catch(() => undefined);
  }

  async function againOf(agreement: Agreement): Promise<{ readonly again?: AgreedBefore }> {
    const again = await agreedBefore(agreement);
    return again === undefined ? {} : { again };
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
        ...(atMs === undefined ? await againOf(agreement) : { agreedAtMs: atMs }),
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
      await keepSheet(agreement);
      // Before the answer: the page opens the wanted site as soon as it has it.
      await rules.reconcile();
      return answerWith<"agreement/agree">({ agreedAtMs: atMs });
    },
  };
}
