// Which collector's store a command is about.
import type { Args } from "../args.ts";
import { UsageError } from "../command.ts";

/** The options of every command on a store. */
export const whereOptions = ["data", "database"] as const;

/** What the collector is given. Throws `UsageError` where neither is named. */
export function whereOf({ values }: Args): {
  readonly args: readonly string[];
  readonly databaseUrl: string | undefined;
} {
  const [data, databaseUrl] = [values.get("data"), values.get("database")];
  if (data === undefined && databaseUrl === undefined) {
    throw new UsageError("--data DIR or --database URL is missing");
  }
  return { args: data === undefined ? [] : [`--data=${data}`], databaseUrl };
}
