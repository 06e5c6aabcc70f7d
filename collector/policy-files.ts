// The school's policy and the lists beside it, for devices.
import { createHash } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { dirname, extname, join, sep } from "node:path";

export interface PolicyFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Strong, in quotes: a hash of the content. */
  readonly etag: string;
}

/** What a policy may name: itself and lists of hosts. Anything else in the folder is nobody's business. */
const types: Readonly<Record<string, string>> = {
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".hosts": "text/plain; charset=utf-8",
  ".list": "text/plain; charset=utf-8",
};

/**
 * Reads `name` ("policy.json" is the policy itself, "lists/games.txt" a file beside it), or undefined where there is no
 * such file, it has another type, or it lies outside the policy's folder by any road (dots, links, encodings).
 */
export async function readPolicyFile(
  policyPath: string,
  name: string,
): Promise<PolicyFile | undefined> {
  const parts = name.split("/");
  if (parts.some((part) => part === "" || part.startsWith(".") || /[\\\0]/.test(part))) {
    return undefined;
  }
  const type = types[extname(name).toLowerCase()];
  if (type === undefined) return undefined;
  try {
    const folder = await realpath(dirname(policyPath));
    const wanted = name === "policy.json" ? policyPath : join(folder, ...parts);
    const path = await realpath(wanted);
    if (name !== "policy.json" && !path.startsWith(folder + sep)) return undefined;
    const body = new Uint8Array(await readFile(path));
    return { body, type, etag: `"${createHash("sha256").update(body).digest("hex")}"` };
  } catch {
    return undefined;
  }
}
