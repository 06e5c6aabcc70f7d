// schoolgate policy sign|release|rollback: on the data folder of a collector, which may run meanwhile.
import type { Args } from "../args.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { runCollector } from "../run-collector.ts";

/** The options that the collector takes under the same name. */
function passed({ values }: Args, ...names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [`--${name}=${value}`];
  });
}

const stage = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function checkStage({ values }: Args): void {
  const given = values.get("stage");
  if (given !== undefined && !stage.test(given)) {
    throw new UsageError(`--stage "${given}"; expected lower-case letters, digits and hyphens`);
  }
}

export const policySign: Command = {
  about: "print a policy signed with the collector's key",
  plan: {
    usage: "policy sign FILE --data DIR",
    words: ["FILE"],
    values: ["data"],
    required: ["data"],
  },
  run: (args, io) => runCollector([...passed(args, "data"), `--sign=${args.words[0] ?? ""}`], io),
};

export const policyRelease: Command = {
  about:
    "check a policy and release it to the devices of a collector, or to one stage of them first",
  plan: {
    usage: "policy release FILE --data DIR --by NAME --why TEXT [--stage NAME] [--policy FILE]",
    words: ["FILE"],
    values: ["data", "by", "why", "stage", "policy"],
    required: ["data", "by", "why"],
  },
  run(args, io) {
    checkStage(args);
    const options = passed(args, "data", "by", "why", "stage", "policy");
    return runCollector([...options, `--release=${args.words[0] ?? ""}`], io);
  },
};

export const policyRollBack: Command = {
  about: "release again what the devices had before, under a new serial",
  plan: {
    usage: "policy rollback --data DIR --by NAME --why TEXT [--to SERIAL] [--stage NAME]",
    words: [],
    values: ["data", "by", "why", "to", "stage"],
    required: ["data", "by", "why"],
  },
  run(args, io) {
    checkStage(args);
    const options = passed(args, "data", "by", "why", "to", "stage");
    return runCollector([...options, "--roll-back"], io);
  },
};
