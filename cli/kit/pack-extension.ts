// A signed package (CRX3) without a browser: what the collector serves and Chromium force-installs.
import { createHash, sign } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { readKey, type ExtensionKey } from "./make-key.ts";
import { writeZip, type ZipEntry } from "./write-zip.ts";

/** A protobuf field of bytes: tag, length, content. */
function bytesField(fieldNumber: number, content: Uint8Array): Buffer {
  return Buffer.concat([varint(fieldNumber * 8 + 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Field numbers of `CrxFileHeader`, `AsymmetricKeyProof` and `SignedData` in Chromium's crx3.proto. */
const field = {
  sha256WithRsa: 2,
  signedHeaderData: 10_000,
  publicKey: 1,
  signature: 2,
  crxId: 1,
} as const;

/**
 * Puts a signed CRX3 header before a zip.
 * The signature covers "CRX3 SignedData\0", the length of the signed header, the signed header and the zip.
 */
export function signZip(zip: Uint8Array, key: ExtensionKey): Buffer {
  const crxId = createHash("sha256").update(key.publicDer).digest().subarray(0, 16);
  const signedHeader = bytesField(field.crxId, crxId);
  const signature = sign(
    "sha256",
    Buffer.concat([
      Buffer.from("CRX3 SignedData\0", "latin1"),
      littleEndian(signedHeader.length),
      signedHeader,
      zip,
    ]),
    key.privatePem,
  );
  const proof = Buffer.concat([
    bytesField(field.publicKey, key.publicDer),
    bytesField(field.signature, signature),
  ]);
  const header = Buffer.concat([
    bytesField(field.sha256WithRsa, proof),
    bytesField(field.signedHeaderData, signedHeader),
  ]);
  return Buffer.concat([
    Buffer.from("Cr24", "latin1"),
    littleEndian(3),
    littleEndian(header.length),
    header,
    zip,
  ]);
}

/** Every file below a folder, as zip entries. Symbolic links are not followed. */
export function readFolder(folder: string): ZipEntry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return {
        name: relative(folder, path).split(sep).join("/"),
        bytes: new Uint8Array(readFileSync(path)),
      };
    });
}

export interface PackedExtension {
  readonly crx: Buffer;
  readonly extensionId: string;
  readonly version: string;
}

/** What a package is made of, whatever its version: SHA-256 in hex. */
function hashEntries(entries: readonly ZipEntry[]): string {
  const hash = createHash("sha256");
  for (const { name, bytes } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

/** The version to stamp: of the manifest's own, and of `contentHash`, a SHA-256 in hex of all files. */
export type ChooseVersion = (version: string, contentHash: string) => string;

/** The manifest with another version, or as it is. */
function stampVersion(
  entry: ZipEntry,
  choose: (version: string) => string,
): { entry: ZipEntry; version: string } {
  const written = JSON.parse(Buffer.from(entry.bytes).toString("utf8")) as { version?: unknown };
  if (typeof written.version !== "string") {
    throw new Error(
      `manifest.json names the version ${String(written.version)}; expected one as "1.2.3"`,
    );
  }
  const version = choose(written.version);
  if (version === written.version) return { entry, version };
  const bytes = new TextEncoder().encode(JSON.stringify({ ...written, version }));
  return { entry: { name: entry.name, bytes }, version };
}

/**
 * Packs a built extension, with the version that `choose` gives in place of its own.
 * Throws when `folder` holds no manifest.json with a version, or the key is no RSA key.
 */
export function packExtension(
  folder: string,
  privatePem: string,
  choose: ChooseVersion = (version) => version,
): PackedExtension {
  const key = readKey(privatePem);
  const entries = readFolder(folder);
  const manifest = entries.find((entry) => entry.name === "manifest.json");
  if (manifest === undefined) {
    throw new Error(`${folder} holds no manifest.json; expected the folder of a built extension`);
  }
  const stamped = stampVersion(manifest, (version) => choose(version, hashEntries(entries)));
  const zip = writeZip(entries.map((entry) => (entry === manifest ? stamped.entry : entry)));
  return {
    crx: signZip(zip, key),
    extensionId: key.extensionId,
    version: stamped.version,
  };
}
