// What a publisher serves: a text, a gzip of one, or a tar bundle with a folder for each category (UT1). All bounded.
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { err, ok, type Result } from "../../lib/contract/result.ts";

const unzip = promisify(gunzip);

/** Larger than any list that a browser could hold. */
const expandedBytesMost = 256 * 1024 * 1024;
const tarBlock = 512;
const entriesMost = 100_000;

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= tarBlock && textAt(bytes, 257, 5) === "ustar";
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder("utf-8").decode(end < 0 ? field : field.subarray(0, end));
}

interface TarEntry {
  /** Without "./" in front or a slash at the end. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The plain files of a tar (ustar, GNU long names); undefined where it is cut short or none. */
function readTar(bytes: Uint8Array): TarEntry[] | undefined {
  const entries: TarEntry[] = [];
  let longName: string | undefined;
  for (let at = 0, count = 0; at + tarBlock <= bytes.length; count += 1) {
    if (bytes[at] === 0) return entries;
    if (count >= entriesMost) return undefined;
    const sizeText = textAt(bytes, at + 124, 12).trim();
    if (!/^[0-7]+$/.test(sizeText)) return undefined;
    const size = Number.parseInt(sizeText, 8);
    const start = at + tarBlock;
    if (start + size > bytes.length) return undefined;
    const type = String.fromCharCode(bytes[at + 156] ?? 0);
    const prefix = textAt(bytes, at + 257, 6) === "ustar" ? textAt(bytes, at + 345, 155) : "";
    const short = textAt(bytes, at, 100);
    if (type === "L") {
      longName = textAt(bytes, start, size);
    } else {
      const name = longName ?? (prefix === "" ? short : `${prefix}/${short}`);
      longName = undefined;
      if (type === "0" || type === "\0") {
        entries.push({
          name: name.replace(/^(?:\.\/)+/, "").replace(/\/+$/, ""),
          bytes: bytes.subarray(start, start + size),
        });
      }
    }
    at = start + Math.ceil(size / tarBlock) * tarBlock;
  }
  return entries;
}

/**
 * The list in what was fetched, as text. `part` names the file or folder of a bundle; in a folder the file `domains` is
 * taken, or the only file. The error is one sentence. Never rejects.
 */
export async function readBundle(
  bytes: Uint8Array,
  part?: string,
): Promise<Result<string, string>> {
  let content = bytes;
  if (isGzip(bytes)) {
    try {
      content = await unzip(bytes, { maxOutputLength: expandedBytesMost });
    } catch (error) {
      const tooLarge = error instanceof RangeError;
      return err(tooLarge ? "unpacks to more than 256 MiB" : "a gzip file that is damaged");
    }
  }
  if (!isTar(content)) {
    if (content.includes(0)) return err("no text");
    return ok(new TextDecoder("utf-8").decode(content));
  }
  const entries = readTar(content);
  if (entries === undefined) return err("a tar bundle that is damaged");
  const found = findPart(entries, part ?? "");
  return found === undefined
    ? err(`a bundle in which "${part ?? ""}" is not one file (${namesOf(entries)})`)
    : ok(new TextDecoder("utf-8").decode(found.bytes));
}

function findPart(entries: readonly TarEntry[], part: string): TarEntry | undefined {
  const wanted = part.replace(/^(?:\.\/)+|\/+$/g, "");
  const below = (folder: string) =>
    entries.filter(({ name }) => folder === "" || name.startsWith(`${folder}/`));
  // The part as written, or wherever the one folder of that name lies.
  const exact = entries.find(({ name }) => name === wanted);
  if (exact !== undefined) return exact;
  const folder = below(wanted);
  const candidates =
    folder.length > 0 ? folder : entries.filter(({ name }) => `/${name}`.includes(`/${wanted}/`));
  const domains = candidates.filter(({ name }) => name.split("/").at(-1) === "domains");
  if (domains.length === 1) return domains[0];
  return candidates.length === 1 ? candidates[0] : undefined;
}

function namesOf(entries: readonly TarEntry[]): string {
  const names = entries.slice(0, 8).map(({ name }) => name.slice(0, 60));
  return `it holds ${names.join(", ")}${entries.length > names.length ? ", …" : ""}`;
}
