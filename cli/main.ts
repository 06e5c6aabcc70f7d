// schoolgate: the administrator's command line. Exit codes: 0 fine, 1 problems found, 2 wrong usage.
import { readFile } from "node:fs/promises";
import { GenerateError } from "../lib/build/generate.ts";
import { didYouMean } from "../lib/contract/nearest-name.ts";
import { readArgs } from "./args.ts";
import type { Command, CommandIo, ExitCode } from "./command.ts";
import { UsageError } from "./command.ts";
import { listsCheck } from "./lists/check.ts";
import { listsImport } from "./lists/import.ts";
import { phrasesLint } from "./phrases/lint.ts";
import { policyCheck } from "./policy/check.ts";
import { policyCompile } from "./policy/compile.ts";
import { policyDiff } from "./policy/diff.ts";
import { policyExplain } from "./policy/explain.ts";
import { policyRelease, policyRollBack, policySign } from "./policy/release.ts";
import { scan } from "./scan.ts";
import { archiveVerify } from "./archive/verify.ts";
import { auditVerify } from "./store/audit.ts";
import { backupMake, backupRestore } from "./store/backup.ts";

const version: Command = {
  about: "say the version",
  plan: { usage: "version", words: [] },
  async run(_args, io) {
    const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
    const { name, version: number } = JSON.parse(text) as { name: string; version: string };
    await io.out(`${name} ${number}\n`);
    return 0;
  },
};

const help: Command = {
  about: "show this overview",
  plan: { usage: "help", words: [] },
  async run(_args, io) {
    await io.out(overview());
    return 0;
  },
};

const commands: Readonly<Record<string, Command>> = {
  "policy check": policyCheck,
  "policy explain": policyExplain,
  "policy compile": policyCompile,
  "policy diff": policyDiff,
  "policy sign": policySign,
  "policy release": policyRelease,
  "policy rollback": policyRollBack,
  "audit verify": auditVerify,
  "archive verify": archiveVerify,
  "backup make": backupMake,
  "backup restore": backupRestore,
  scan,
  "phrases lint": phrasesLint,
  "lists check": listsCheck,
  "lists import": listsImport,
  version,
  help,
};

function overview(): string {
  const rows = Object.values(commands).map(({ plan, about }) => `  ${plan.usage}\n      ${about}`);
  return `usage: npm run -s schoolgate -- COMMAND\n\n${rows.join("\n")}\n\nExit codes: 0 fine, 1 problems found, 2 wrong usage.\n`;
}

function findCommand(
  args: readonly string[],
): { name: string; rest: readonly string[] } | undefined {
  for (const many of [2, 1]) {
    const name = args.slice(0, many).join(" ");
    if (args.length >= many && Object.hasOwn(commands, name))
      return { name, rest: args.slice(many) };
  }
  return undefined;
}

/** Runs one command line. Everything it says goes through `io`. */
export async function runMain(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const first = args[0] ?? "";
  if (first === "--help" || first === "-h") return runMain(["help"], io);
  if (first === "--version") return runMain(["version"], io);
  const found = findCommand(args);
  if (found === undefined) {
    const typed = args.slice(0, 2).join(" ");
    const what = typed === "" ? "no command" : `no command "${typed}"`;
    io.note(
      `schoolgate: ${what}; expected one of ${Object.keys(commands).join(", ")}${didYouMean(typed, Object.keys(commands))}`,
    );
    return 2;
  }
  const command = commands[found.name] ?? help;
  if (found.rest.includes("--help") || found.rest.includes("-h")) {
    await io.out(`usage: ${command.plan.usage}\n  ${command.about}\n`);
    return 0;
  }
  const wrong = (why: string): ExitCode => {
    io.note(`schoolgate ${found.name}: ${why}\nusage: ${command.plan.usage}`);
    return 2;
  };
  const parsed = readArgs(found.rest, command.plan);
  if (!parsed.ok) return wrong(parsed.error);
  try {
    return await command.run(parsed.value, io);
  } catch (thrown) {
    if (thrown instanceof UsageError) return wrong(thrown.message);
    if (thrown instanceof GenerateError) {
      io.note(thrown.message);
      return 1;
    }
    throw thrown;
  }
}

/** Waits while the reader is slower than we are; ends in silence when it has gone (`… | head`). */
function standardIo(): CommandIo {
  process.stdout.on("error", (thrown: NodeJS.ErrnoException) => {
    if (thrown.code === "EPIPE") process.exit(0);
    throw thrown;
  });
  return {
    out: (text) =>
      new Promise((done) => {
        if (process.stdout.write(text)) done();
        else process.stdout.once("drain", done);
      }),
    note: (line) => console.error(line),
    input: process.stdin,
    nowMs: () => Date.now(),
  };
}

if (import.meta.main) process.exitCode = await runMain(process.argv.slice(2), standardIo());
