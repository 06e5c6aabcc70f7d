// schoolgate archive verify: whether an archive of one person's records is as it was signed, and the first file that is
// not. The archive may come from anybody.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { unzipSync } from "fflate";
import { compactVerify, importJWK } from "jose";
import { err, ok, type Result } from "../../lib/contract/result.ts";
import {
  manifestName,
  readManifest,
  signatureName,
  type ArchiveManifest,
} from "../../lib/core/archive/archive-manifest.ts";
import { UsageError, type Command } from "../command.ts";

const bytesMost = 512 * 1024 * 1024;
/** Unpacked: more is no archive of a person, and would only fill the machine. */
const unpackedMost = 1024 * 1024 * 1024;

export const archiveVerify: Command = {
  about: "check an archive of one person's records; name the first file that is not as signed",
  plan: { usage: "archive verify FILE [--key KEY]", words: ["FILE"], values: ["key"] },
  async run(args, io) {
    const path = args.words[0] ?? "";
    const size = await stat(path).catch(() => undefined);
    if (size?.isFile() !== true) throw new UsageError(`${path} cannot be read`);
    if (size.size > bytesMost) {
      io.note(`${path}: ${size.size} bytes; an archive has at most ${bytesMost}`);
      return 1;
    }
    const checked = await checkArchive(
      new Uint8Array(await readFile(path)),
      args.values.get("key"),
    );
    if (!checked.ok) {
      io.note(`${path}: ${checked.error}`);
      return 1;
    }
    const { person, madeAtMs, signer, files } = checked.value;
    await io.out(
      `${path}: ${files.length} files, each as it was signed\n` +
        `about ${person}, made ${new Date(madeAtMs).toISOString()}\n` +
        `signed with ${signer.publicKey} (${signer.kind})\n`,
    );
    if (!args.values.has("key")) {
      io.note("Compare this key with what the school tells you, or give it with --key.");
    }
    return 0;
  },
};

/** The manifest of a whole archive, or one sentence that names the first file that is not as it was signed. */
async function checkArchive(
  packed: Uint8Array,
  wantedKey: string | undefined,
): Promise<Result<ArchiveManifest, string>> {
  const unpacked = unpack(packed);
  if (!unpacked.ok) return unpacked;
  const parts = unpacked.value;
  const manifestBytes = parts.get(manifestName);
  if (manifestBytes === undefined) return err(`${manifestName} is missing`);
  const jws = parts.get(signatureName);
  if (jws === undefined) return err(`${signatureName} is missing`);
  const read = readManifest(textOf(manifestBytes));
  if (!read.ok) {
    const [first] = read.error;
    return err(`${manifestName} is no manifest: ${first?.path}: expected ${first?.expected}`);
  }
  const manifest = read.value;
  const payload = payloadOf(textOf(jws).trim());
  if (payload === undefined) return err(`${signatureName} is no signature`);
  if (Buffer.compare(payload, manifestBytes) !== 0) {
    return err(`${manifestName} is not as it was signed`);
  }
  if (!(await isSigned(textOf(jws).trim(), manifest.signer.publicKey))) {
    return err(`${signatureName} is not signed with the key that ${manifestName} names`);
  }
  if (wantedKey !== undefined && wantedKey !== manifest.signer.publicKey) {
    return err(`${signatureName} is signed with another key: ${manifest.signer.publicKey}`);
  }
  for (const { name, bytes, sha256 } of manifest.files) {
    const found = parts.get(name);
    if (found === undefined) return err(`${name} is missing`);
    const isSame =
      found.length === bytes && createHash("sha256").update(found).digest("hex") === sha256;
    if (!isSame) return err(`${name} is not as it was signed`);
  }
  const known = new Set([...manifest.files.map(({ name }) => name), manifestName, signatureName]);
  for (const name of parts.keys()) {
    if (!known.has(name)) return err(`${name} was put in: nothing was signed under this name`);
  }
  return ok(manifest);
}

function unpack(packed: Uint8Array): Result<ReadonlyMap<string, Uint8Array>, string> {
  const seen = new Set<string>();
  let twice = "";
  let total = 0;
  try {
    const parts = unzipSync(packed, {
      filter({ name, originalSize }) {
        if (seen.has(name)) twice ||= name;
        seen.add(name);
        total += originalSize;
        return total <= unpackedMost;
      },
    });
    // Of two under one name one program reads the first, another the last.
    if (twice !== "") return err(`${twice} stands in it twice`);
    if (total > unpackedMost) return err("it would unpack to more than an archive holds");
    return ok(new Map(Object.entries(parts)));
  } catch {
    return err("not a ZIP archive, or a damaged one");
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function payloadOf(jws: string): Buffer | undefined {
  const [, payload, ...rest] = jws.split(".");
  return payload === undefined || rest.length !== 1 ? undefined : Buffer.from(payload, "base64url");
}

async function isSigned(jws: string, publicKey: string): Promise<boolean> {
  try {
    const x = Buffer.from(publicKey, "base64").toString("base64url");
    const key = await importJWK({ kty: "OKP", crv: "Ed25519", x }, "EdDSA");
    await compactVerify(jws, key, { algorithms: ["EdDSA"] });
    return true;
  } catch {
    return false;
  }
}
