// What an archive of one person's records is: its files, each with its hash, under one signature.
import { err, ok, problem, type Result } from "../../contract/result.ts";

export const manifestName = "manifest.json";
/** A JWS (RFC 7515, compact) whose payload is `manifest.json`, byte for byte. */
export const signatureName = "manifest.jws";

const manifestSchema = "schoolgate-records-manifest";

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal, small letters. */
  readonly sha256: string;
}

export interface ArchiveManifest {
  readonly schema: typeof manifestSchema;
  readonly version: 1;
  readonly madeAtMs: number;
  /** Whom it is about, as the desk's audit names them. */
  readonly person: string;
  readonly signer: {
    /** "school-root": the key that signs whom the school seals to. "collector": where a school seals nothing. */
    readonly kind: "school-root" | "collector";
    /** Ed25519, base64 of 32 bytes. */
    readonly publicKey: string;
  };
  readonly files: readonly ArchiveFile[];
}

export function makeManifest(given: Omit<ArchiveManifest, "schema" | "version">): ArchiveManifest {
  return { schema: manifestSchema, version: 1, ...given };
}

/** Reads a manifest that anybody may have written. Never throws. */
export function readManifest(text: string): Result<ArchiveManifest> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return err([problem(manifestName, "no JSON", manifestSchema)]);
  }
  const { schema, version, madeAtMs, person, signer, files } = recordOf(given);
  if (schema !== manifestSchema || version !== 1) {
    return err([problem("schema", `${String(schema)} ${String(version)}`, `${manifestSchema} 1`)]);
  }
  if (typeof madeAtMs !== "number" || !Number.isSafeInteger(madeAtMs)) {
    return err([problem("madeAtMs", "no moment", "Unix milliseconds")]);
  }
  if (typeof person !== "string") return err([problem("person", "nobody", "a name")]);
  const { kind, publicKey } = recordOf(signer);
  const isKey = typeof publicKey === "string" && /^[A-Za-z0-9+/]{43}=$/.test(publicKey);
  if ((kind !== "school-root" && kind !== "collector") || !isKey) {
    return err([problem("signer", "no key", "kind and publicKey")]);
  }
  if (!Array.isArray(files)) return err([problem("files", "no list", "name, bytes and sha256")]);
  const read: ArchiveFile[] = [];
  for (const [at, file] of (files as unknown[]).entries()) {
    const { name, bytes, sha256 } = recordOf(file);
    const isWhole = typeof name === "string" && typeof bytes === "number";
    if (!isWhole || typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) {
      return err([problem(`files.${at}`, "no file", "name, bytes and sha256")]);
    }
    read.push({ name, bytes, sha256 });
  }
  return ok(makeManifest({ madeAtMs, person, signer: { kind, publicKey }, files: read }));
}

function recordOf(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
}
