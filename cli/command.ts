// What a command is given and gives back. A command prints through this and nothing else, so tests can run it as a function.
import type { Args, ArgsPlan } from "./args.ts";

/** 0 fine, 1 problems found, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface CommandIo {
  /** Standard output; resolves when there is room for more. */
  readonly out: (text: string) => Promise<void>;
  /** Standard error. */
  readonly note: (line: string) => void;
  readonly input: AsyncIterable<Uint8Array>;
  /** Unix ms. */
  readonly nowMs: () => number;
}

export interface Command {
  readonly plan: ArgsPlan;
  /** One line for the overview. */
  readonly about: string;
  readonly run: (args: Args, io: CommandIo) => Promise<ExitCode>;
}

/** Thrown by a command for arguments that are well-formed and wrong; ends as exit code 2 with the usage. */
export class UsageError extends Error {}
