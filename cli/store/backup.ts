// schoolgate backup make|restore: all that a collector keeps, in one file, the same for both databases.
import type { Command } from "../command.ts";
import { runCollector } from "../run-collector.ts";
import { whereOf, whereOptions } from "./where.ts";

export const backupMake: Command = {
  about: "write all that a collector keeps, as it is at one moment; it may run meanwhile",
  plan: {
    usage: "backup make FILE --data DIR [--database URL] [--with-keys]",
    words: ["FILE"],
    values: [...whereOptions],
    flags: ["with-keys"],
  },
  run(args, io) {
    const where = whereOf(args);
    const keys = args.flags.has("with-keys") ? ["--with-keys"] : [];
    const file = `--backup=${args.words[0] ?? ""}`;
    return runCollector([...where.args, file, ...keys], io, where.databaseUrl);
  },
};

export const backupRestore: Command = {
  about: "read a backup into an empty folder or database, of either kind",
  plan: {
    usage: "backup restore FILE --data DIR [--database URL]",
    words: ["FILE"],
    values: [...whereOptions],
  },
  run(args, io) {
    const where = whereOf(args);
    return runCollector([...where.args, `--restore=${args.words[0] ?? ""}`], io, where.databaseUrl);
  },
};
