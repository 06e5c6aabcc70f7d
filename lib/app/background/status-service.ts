// For the IT lead: what of the protection is in force, and what is not, in words.
import { languages as languageTable } from "../../contract/vocabulary.ts";
import type { LanguageTag } from "../../contract/vocabulary.ts";
import type { MessageReply, StatusView } from "../../contract/message.ts";
import type { World } from "../ports.ts";
import type { CodeService } from "./code-service.ts";
import type { ConfidentialService } from "./confidential-service.ts";
import type { SealingService } from "./sealing-service.ts";
import type { HealthService } from "./health-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { ListService } from "./list-service.ts";
import type { Memory } from "./memory.ts";
import type { OpenedService } from "./opened-service.ts";
import { answerWith } from "./outcome.ts";
import { safeAddress } from "./safe-address.ts";
import { faceOf } from "./school-face.ts";
import type { TrueTime } from "./true-time.ts";
import { lessonChoices } from "./unlockable.ts";
import type { UnreadService } from "./unread-service.ts";

type Check = StatusView["checks"][number];

export interface StatusService {
  read(): Promise<MessageReply<"status/read">>;
  /** What of the protection is in force. */
  checks(): Promise<readonly Check[]>;
}

export function createStatusService(
  world: Pick<World, "events" | "rules" | "self" | "assets">,
  memory: Memory,
  parts: {
    readonly judge: Pick<JudgeService, "current">;
    readonly opened: Pick<OpenedService, "list">;
    readonly codes: Pick<CodeService, "areUsed">;
    readonly lists: Pick<ListService, "view">;
    readonly confidential: Pick<ConfidentialService, "check">;
    readonly time: Pick<TrueTime, "offsetMs">;
    readonly unread: Pick<UnreadService, "checks">;
    readonly health: Pick<HealthService, "checks">;
    readonly sealing: Pick<SealingService, "check">;
  },
): StatusService {
  const { events, rules, self, assets } = world;
  const { judge, opened, codes, lists, confidential, time, unread, health, sealing } = parts;

  /** Silent where the clock is right. */
  function clockCheck(): Check[] {
    const offsetMs = time.offsetMs();
    if (offsetMs === 0) return [];
    const minutes = Math.max(1, Math.round(Math.abs(offsetMs) / 60_000));
    const which = offsetMs > 0 ? "behind" : "ahead of";
    const detail = `This device's clock is about ${minutes} min ${which} the collector's; the collector's time is used.`;
    return [{ name: "Clock", ok: false, detail }];
  }

  function gateCheck(installType: string): Check {
    const refusal = self.gateRefusal();
    const isAdmin = installType === "admin";
    return {
      name: "First pages of a browser start",
      ok: refusal === undefined && isAdmin,
      detail:
        refusal === undefined && isAdmin
          ? "The gate stands: pages opened by the browser's own start are checked too."
          : "Not fully protected: only an extension that the school's administration has installed may stop the first pages of a browser start. Everything after that is blocked by rules.",
    };
  }

  async function ruleCheck(origin: "policy" | "baseline"): Promise<Check> {
    const trouble = await memory.ruleTrouble.read();
    const name = "Blocking rules";
    if (trouble !== "")
      return { name, ok: false, detail: `The browser refused the new rules: ${trouble}` };
    const isBaselineOn = await rules.isBaselineOn();
    if (origin === "policy") {
      return {
        name,
        ok: !isBaselineOn,
        detail: isBaselineOn
          ? "The built-in rules are still on beside the policy's."
          : "The policy's rules are in force.",
      };
    }
    return {
      name,
      ok: isBaselineOn,
      detail: isBaselineOn
        ? "The built-in strictest rules are in force until a valid policy arrives."
        : "The built-in rules are off, and no policy has arrived.",
    };
  }

  async function lexiconCheck(): Promise<Check> {
    const bytes = await assets.lexicon().then(
      (found) => found.byteLength,
      () => 0,
    );
    return {
      name: "Phrase tables",
      ok: bytes > 0,
      detail:
        bytes > 0
          ? `Read from the package: ${bytes} bytes.`
          : "The package's phrase tables cannot be read.",
    };
  }

  /** Silent where no language is named beside English. */
  async function languageCheck(languages: readonly LanguageTag[]): Promise<Check[]> {
    if (languages.length === 0) return [];
    const missing: string[] = [];
    const named = ["English"];
    for (const language of languages) {
      const { title, isReviewed } = languageTable[language];
      const isThere = await assets.lexicon(language).then(
        (found) => found.byteLength > 0,
        () => false,
      );
      named.push(isReviewed ? title : `${title} (not yet reviewed by a speaker)`);
      if (!isThere) missing.push(title);
    }
    const detail =
      missing.length === 0
        ? `${named.join(", ")}.`
        : `${named.join(", ")}. The package's phrases cannot be read: ${missing.join(", ")}.`;
    return [{ name: "Languages", ok: missing.length === 0, detail }];
  }

  async function collectorCheck(endpoint: string | undefined): Promise<Check> {
    const managed = await memory.managed.read();
    const address = managed.collectorAddress ?? endpoint;
    const name = "Reports to the school";
    const state = await memory.sender.read();
    if (address === undefined) {
      return {
        name,
        ok: false,
        detail: "No collector is named: what is noticed waits on this device.",
      };
    }
    if (safeAddress(address) === undefined) {
      return { name, ok: false, detail: `"${address}" is not used: expected an https address.` };
    }
    if ((managed.deviceToken ?? "") === "") {
      return { name, ok: false, detail: "No device credential is configured (deviceToken)." };
    }
    if (state.failures > 0) {
      const tries = state.failures === 1 ? "once" : `${state.failures} times`;
      return {
        name,
        ok: false,
        detail: `The last sending failed (${tries}): ${state.trouble ?? ""}.`,
      };
    }
    return {
      name,
      ok: true,
      detail:
        state.lastSentAtMs === undefined ? `To ${address}; nothing sent yet.` : `To ${address}.`,
    };
  }

  async function policyCheck(): Promise<Check> {
    const { effective, profileWhy } = await judge.current();
    const trouble = await memory.trouble.read();
    return {
      name: "Policy",
      ok: effective.origin === "policy" && trouble === undefined,
      detail:
        effective.origin === "baseline"
          ? "No valid policy has arrived: the built-in strictest holds."
          : trouble === undefined
            ? `Version ${effective.version} is in force. ${profileWhy}`
            : `The last good version, ${effective.version}, stays in force: the newer one has problems.`,
    };
  }

  async function checks(): Promise<readonly Check[]> {
    const { effective } = await judge.current();
    const confidentialCheck = await confidential.check();
    return [
      await policyCheck(),
      await ruleCheck(effective.origin),
      gateCheck(await self.installType()),
      await lexiconCheck(),
      ...(await languageCheck(effective.monitoring.languages ?? [])),
      await collectorCheck(effective.reporting.endpoint),
      ...(confidentialCheck === undefined ? [] : [confidentialCheck]),
      await sealing.check(),
      ...clockCheck(),
      ...(await unread.checks()),
      ...(await health.checks()),
    ];
  }

  return {
    checks,
    async read() {
      const { effective, policyAtMs, hosts } = await judge.current();
      const policyRecord = await memory.policy.read();
      const lessons = (await codes.areUsed(effective)) ? lessonChoices(effective) : undefined;
      const [
        warnings,
        trouble,
        listTroubles,
        counts,
        dynamic,
        session,
        sender,
        installType,
        checkedAtMs,
      ] = await Promise.all([
        memory.warnings.read(),
        memory.trouble.read(),
        memory.listTroubles.read(),
        events.counts(),
        memory.ruleCount.read(),
        rules.sessionRules(),
        memory.sender.read(),
        self.installType(),
        memory.filterCheckedAtMs.read(),
      ]);
      return answerWith<"status/read">({
        school: faceOf(effective),
        profile: effective.profile,
        policyVersion: effective.version,
        ...(policyAtMs === undefined ? {} : { policyAtMs }),
        policyProblems: [...(trouble?.problems ?? []), ...warnings, ...listTroubles],
        checks: await checks(),
        rules: { dynamic, session: session.length, hosts },
        queue: {
          ...counts,
          ...(sender.lastSentAtMs === undefined ? {} : { lastSentAtMs: sender.lastSentAtMs }),
        },
        installType,
        version: self.version,
        time: effective.time,
        ...(effective.changesAtMs === undefined ? {} : { changesAtMs: effective.changesAtMs }),
        ...(checkedAtMs === 0 ? {} : { checkedAtMs }),
        unlocks: await opened.list(),
        ...(lessons === undefined ? {} : { lessons }),
        lists: policyRecord === undefined ? [] : await lists.view(policyRecord.policy),
      });
    },
  };
}
