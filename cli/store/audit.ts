// schoolgate audit verify: on a collector's store; the collector may run meanwhile.
import type { Command } from "../command.ts";
import { runCollector } from "../run-collector.ts";
import { whereOf, whereOptions } from "./where.ts";

export const auditVerify: Command = {
  about:
    "walk the audit from its first entry; name the first that is missing or not as it was written",
  plan: {
    usage: "audit verify --data DIR [--database URL]",
    words: [],
    values: [...whereOptions],
  },
  run(args, io) {
    const where = whereOf(args);
    return runCollector([...where.args, "--verify-audit"], io, where.databaseUrl);
  },
};
