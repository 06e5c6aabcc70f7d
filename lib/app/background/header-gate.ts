// Headers that hold a search or a film safe where no address does (YouTube's restricted mode), set as they are sent. As
// a rule of the browser, one such header slows down every request of every page (measured); this sees only those hosts.
import { searchHeaders } from "../../core/policy/search-engines.ts";
import type { SearchHeader } from "../../core/policy/search-engines.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import type { Clock } from "../ports.ts";
import type { JudgeService } from "./judge-service.ts";
import { gateDeadlineMs } from "./navigation-gate.ts";

export interface HeaderGate {
  /** Never rejects, always answers within the deadline. */
  answer(address: string): Promise<readonly SearchHeader[]>;
}

const strictest = { isSafe: true, youtube: "strict" } as const;

/** Where what is in force cannot be told in time: what was known last, and before that the strictest. */
export function createHeaderGate(parts: {
  readonly judge: Pick<JudgeService, "current">;
  readonly clock: Pick<Clock, "after">;
}): HeaderGate {
  const { judge, clock } = parts;
  let known: Pick<EffectivePolicy["search"], "isSafe" | "youtube"> = strictest;

  async function look(): Promise<void> {
    known = (await judge.current()).effective.search;
  }

  return {
    async answer(address) {
      await Promise.race([look(), clock.after(gateDeadlineMs)]).catch(() => {});
      return searchHeaders(address, known);
    },
  };
}
