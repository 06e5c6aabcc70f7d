// The archive: its files, their hashes under one signature, packed. It is given to the reader only once the collector's
// audit has its hash.
import { CompactSign } from "jose";
import { zipSync } from "fflate";
import {
  makeManifest,
  manifestName,
  signatureName,
  type ArchiveManifest,
} from "../../../lib/core/archive/archive-manifest.ts";
import type { KeysAnswer } from "../../desk-types.ts";
import type { Reply } from "../api.ts";
import { falseList, trueList } from "../change-keys.ts";
import type { Keyring } from "../keyring.ts";
import { longTime } from "../time.ts";
import type { GatheredRecords } from "./gather-records.ts";
import type { RecordsApi } from "./record-api.ts";
import { makeRecordsFile, type RecordsAbout, type RecordsFile } from "./records-file.ts";
import { recordsHtml } from "./records-html.ts";

export interface MadeArchive {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly file: RecordsFile;
}

export interface ArchiveNeeds {
  readonly api: RecordsApi;
  readonly ticket: string;
  /** Whom it is about, as the audit names them. */
  readonly person: string;
  readonly about: RecordsAbout;
  readonly gathered: GatheredRecords;
  /** Absent where the school seals nothing: the collector signs then. */
  readonly seal?: { readonly answer: KeysAnswer; readonly ring: Keyring } | undefined;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * How the audit of a school that seals names a person: an HMAC under the root key. Who holds a key can tell whom an entry
 * means by making it again; the collector and its backups cannot.
 */
export async function personSign(root: string, person: string): Promise<string> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", fromBase64(root), hmac, false, ["sign"]);
  const text = bytesOf(`schoolgate person ${person.trim().toLowerCase()}`);
  const sign = new Uint8Array(await crypto.subtle.sign("HMAC", key, text));
  return `~${Array.from(sign.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export async function makeArchive(needs: ArchiveNeeds): Promise<Reply<MadeArchive>> {
  const { api, ticket, person, about, seal } = needs;
  const signer = await signerOf(needs);
  if (!signer.ok) return signer;
  const file = makeRecordsFile(about, needs.gathered);
  const parts: readonly (readonly [string, Uint8Array<ArrayBuffer>])[] = [
    ["README.txt", bytesOf(readme(file, signer.value))],
    ["records.html", bytesOf(recordsHtml(file))],
    ["records.json", bytesOf(`${JSON.stringify(file, null, 2)}\n`)],
  ];
  const files = await Promise.all(
    parts.map(async ([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: await hashOf(bytes),
    })),
  );
  const manifest = makeManifest({ madeAtMs: about.atMs, person, signer: signer.value, files });
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const jws =
    seal === undefined ? await api.signRecords(ticket, text) : await signByRoot(text, seal.ring);
  if (!jws.ok) return jws;
  const packed = zipSync(
    Object.fromEntries([
      ...parts,
      [manifestName, bytesOf(text)],
      [signatureName, bytesOf(`${jws.value.jws}\n`)],
    ]),
    { level: 6, mtime: about.atMs },
  );
  const bytes = new Uint8Array(packed);
  const sha256 = await hashOf(bytes);
  const { receipts: _receipts, ...counts } = file.counts;
  const done = await api.recordsDone(ticket, { person, sha256, bytes: bytes.length, counts });
  if (!done.ok) return done;
  return {
    ok: true,
    value: { name: `schoolgate-records-${ticket.slice(-6)}.zip`, bytes, sha256, file },
  };
}

async function signerOf({ api, seal }: ArchiveNeeds): Promise<Reply<ArchiveManifest["signer"]>> {
  if (seal === undefined) {
    const reply = await api.recordSigner();
    return reply.ok
      ? { ok: true, value: { kind: "collector", publicKey: reply.value.publicKey } }
      : reply;
  }
  const list = await trueList(seal.answer, seal.ring.root);
  return list === undefined
    ? { ok: false, status: 0, words: falseList }
    : { ok: true, value: { kind: "school-root", publicKey: list.root } };
}

async function signByRoot(text: string, { root }: Keyring): Promise<Reply<{ jws: string }>> {
  const key = await crypto.subtle.importKey("pkcs8", fromBase64(root), "Ed25519", false, ["sign"]);
  const jws = await new CompactSign(bytesOf(text))
    .setProtectedHeader({ alg: "EdDSA", typ: "schoolgate-records" })
    .sign(key);
  return { ok: true, value: { jws } };
}

function readme(file: RecordsFile, signer: ArchiveManifest["signer"]): string {
  const { counts } = file;
  const key =
    signer.kind === "school-root"
      ? "the root key of the school's safeguarding keys. The school can tell you its public key; Chromebooks pin it as safeguardingRoot"
      : "the collector's key, which signs the school's policies and the head of its audit too. The school can tell you its public key; Chromebooks pin it as policyKey";
  return `Records of one person: ${file.person}
${"=".repeat(24 + file.person.length)}

School:     ${file.school}
Made:       ${longTime(Date.parse(file.madeAt))}
By:         ${file.madeBy}
Why:        ${file.why}
Reference:  ${file.reference}

What this is
------------
All that the school's Schoolgate collector kept of this person at that moment:

  events                               ${counts.events}
  cases, with decisions and notes      ${counts.cases}
  receipts of worries                  ${counts.receipts}
  openings for them by name            ${counts.orders}
  answers to what they asked for       ${counts.answers}
  events that could not be opened      ${counts.notOpened} (listed by their numbers)

  records.html   to read and to print
  records.json   the same for a program (schema "${file.schema}", version ${file.version}; times in UTC)
  ${manifestName}  each file with its SHA-256
  ${signatureName}   the signature over ${manifestName}

It holds a child's confidential words. Keep it encrypted, give it to nobody but
who asked by right, and delete it when it has served.

What is left out, and why
-------------------------
${file.leftOut.map((line) => `- ${line}`).join("\n")}

How to verify it
----------------
    schoolgate archive verify FILE.zip --key ${signer.publicKey}

or by hand: ${signatureName} is a JWS (RFC 7515, compact, EdDSA with Ed25519) whose
payload is ${manifestName}, byte for byte; each SHA-256 in it is that of the file.
It is signed by ${key}.
Compare the key below with what the school tells you; whoever changed this
archive could have put another here.

    ${signer.publicKey}
`;
}
