// The policy's commands on a data folder: sign, release, go back. For the command line; the desk does the same.
import { readFile } from "node:fs/promises";
import type { Result } from "../../lib/contract/result.ts";
import type { CollectorOptions } from "../options.ts";
import type { Signer } from "../signing.ts";
import type { PolicyRelease } from "../store/staff-store.ts";
import {
  releasePolicy,
  rollBackPolicy,
  type ReleaseAsked,
  type ReleaseNeeds,
} from "./release-policy.ts";

export type PolicyCommand =
  | { readonly kind: "sign"; readonly file: string }
  | { readonly kind: "release"; readonly file: string; readonly asked: ReleaseAsked }
  | { readonly kind: "roll-back"; readonly to: number | undefined; readonly asked: ReleaseAsked };

/** The command that the options name, or undefined: serve. */
export function commandOf(options: CollectorOptions): PolicyCommand | undefined {
  const { signFile, releaseFile, rollBack, to, stage, by, why } = options;
  const asked = { who: by, why, stage };
  if (signFile !== undefined) return { kind: "sign", file: signFile };
  if (releaseFile !== undefined) return { kind: "release", file: releaseFile, asked };
  return rollBack ? { kind: "roll-back", to, asked } : undefined;
}

/** Runs one command; the exit code: 0 done, 1 refused with reasons. Prints JSON. */
export async function runPolicyCommand(
  command: PolicyCommand,
  needs: ReleaseNeeds & { readonly signer: Signer },
  { out, say }: { readonly out: (line: string) => void; readonly say: (line: string) => void },
): Promise<0 | 1> {
  if (command.kind === "roll-back") {
    return tell(await rollBackPolicy(needs, command.asked, command.to), out, say);
  }
  const text = await readFile(command.file, "utf8").catch(() => undefined);
  if (text === undefined) {
    say(`${command.file}: cannot be read`);
    return 1;
  }
  if (command.kind === "sign") {
    out(JSON.stringify(needs.signer.sign(text)));
    return 0;
  }
  return tell(await releasePolicy(needs, text, command.asked), out, say);
}

function tell(
  done: Result<PolicyRelease>,
  out: (line: string) => void,
  say: (line: string) => void,
): 0 | 1 {
  if (done.ok) {
    const { serial, version, origin } = done.value;
    out(JSON.stringify({ schoolgate: "policy-release", serial, version, origin }));
    return 0;
  }
  for (const { path, what, expected, level } of done.error) {
    say(`${path}: ${level === "warning" ? "warning: " : ""}found ${what}; expected ${expected}`);
  }
  return 1;
}
