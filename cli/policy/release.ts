// schoolgate policy sign|release|rollback: on the data folder of a collector, which may run meanwhile.
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Args } from "../args.ts";
import type { Command, CommandIo, ExitCode } from "../command.ts";
import { UsageError } from "../command.ts";
import { projectRoot } from "../kit/project-root.ts";

/** The collector is a program of its own: it is run, not imported. Its words go where ours go. */
async function runCollector(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(projectRoot, "collector/main.ts"), ...args],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  let noted = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (noted += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  for (const line of noted.split("\n")) if (line !== "") io.note(line);
  await io.out(said);
  if (code === 0) return 0;
  return code === 2 ? 2 : 1;
}

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
