import { createHash, createPublicKey, verify } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { extensionIdOf, keepKey, makeKey, readKey } from "../../../cli/kit/make-key.ts";
import { packExtension } from "../../../cli/kit/pack-extension.ts";
import { writeZip, type ZipEntry } from "../../../cli/kit/write-zip.ts";

const folder = mkdtempSync(join(tmpdir(), "schoolgate-pack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A reader of its own making: walks the central directory, as Chromium does. */
function readZip(zip: Buffer): ZipEntry[] {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x0605_4b50);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const packedSize = zip.readUInt32LE(at + 20);
    const size = zip.readUInt32LE(at + 24);
    const nameSize = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameSize);
    const local = zip.readUInt32LE(at + 42);
    expect(zip.readUInt32LE(local)).toBe(0x0403_4b50);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = inflateRawSync(zip.subarray(start, start + packedSize));
    expect(bytes.length).toBe(size);
    entries.push({ name, bytes: new Uint8Array(bytes) });
    at += 46 + nameSize;
  }
  return entries;
}

describe("writeZip", () => {
  test("what was put in comes out, sorted by name", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            name: fc.stringMatching(/^[a-zé€]{1,12}(\/[a-z.]{1,8})?$/u),
            bytes: fc.uint8Array({ maxLength: 3000 }),
          }),
          { selector: (entry) => entry.name, maxLength: 12 },
        ),
        (entries) => {
          const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
          expect(readZip(writeZip(entries))).toEqual(sorted);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the same files give the same bytes in any order", () => {
    const one = { name: "a", bytes: new Uint8Array([1]) };
    const two = { name: "b", bytes: new Uint8Array([2]) };
    expect(writeZip([one, two]).equals(writeZip([two, one]))).toBe(true);
  });
});

describe("keys", () => {
  test("the id is the first half of the key's SHA-256 in letters from a to p", () => {
    const key = makeKey();
    const hex = createHash("sha256").update(key.publicDer).digest("hex").slice(0, 32);
    const expected = Array.from(hex).map((digit) => "abcdefghijklmnop"[Number.parseInt(digit, 16)]);
    expect(key.extensionId).toBe(expected.join(""));
    expect(extensionIdOf(Buffer.from(key.manifestKey, "base64"))).toBe(key.extensionId);
  });

  test("a key is made once, kept for its owner alone, and read again", () => {
    const path = join(folder, "keys/key.pem");
    const first = keepKey(path);
    const second = keepKey(path);
    expect([first.made, second.made]).toEqual([true, false]);
    expect(second.key.extensionId).toBe(first.key.extensionId);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("a text that is no key is refused", () => {
    expect(() => readKey("no key")).toThrow();
  });
});

describe("packExtension", () => {
  const source = join(folder, "extension");
  mkdirSync(join(source, "icons"), { recursive: true });
  writeFileSync(join(source, "manifest.json"), JSON.stringify({ name: "stub", version: "1.2.3" }));
  writeFileSync(join(source, "icons/a.txt"), "icon");
  const key = makeKey();

  test("the header is signed over itself and the zip by the key", () => {
    const { crx, version } = packExtension(source, key.privatePem);
    expect(version).toBe("1.2.3");
    expect(crx.toString("latin1", 0, 4)).toBe("Cr24");
    expect(crx.readUInt32LE(4)).toBe(3);
    const headerSize = crx.readUInt32LE(8);
    const header = crx.subarray(12, 12 + headerSize);
    const zip = crx.subarray(12 + headerSize);
    expect(readZip(Buffer.from(zip)).map((entry) => entry.name)).toEqual([
      "icons/a.txt",
      "manifest.json",
    ]);
    // The signed header is the last field: its tag (two bytes and one), its length, and 18 bytes of content.
    const signedHeader = header.subarray(header.length - 18);
    const signature = header.subarray(header.length - 18 - 4 - 256, header.length - 18 - 4);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(signedHeader.length);
    const signedBytes = Buffer.concat([
      Buffer.from("CRX3 SignedData\0"),
      length,
      signedHeader,
      zip,
    ]);
    expect(header.includes(key.publicDer)).toBe(true);
    const publicKey = createPublicKey({ key: key.publicDer, format: "der", type: "spki" });
    expect(verify("sha256", signedBytes, publicKey, signature)).toBe(true);
  });

  test("another version can be stamped on it", () => {
    const { crx, version } = packExtension(source, key.privatePem, (own) => `${own}.4`);
    const zip = Buffer.from(crx.subarray(12 + crx.readUInt32LE(8)));
    const manifest = readZip(zip).find((entry) => entry.name === "manifest.json");
    expect(version).toBe("1.2.3.4");
    expect(JSON.parse(Buffer.from(manifest?.bytes ?? []).toString())).toEqual({
      name: "stub",
      version: "1.2.3.4",
    });
  });

  test("the version may go by what is packed: the same files give the same hash, others another", () => {
    const hashes: string[] = [];
    const pack = () =>
      packExtension(source, key.privatePem, (own, contentHash) => {
        hashes.push(contentHash);
        return own;
      });
    pack();
    pack();
    writeFileSync(join(source, "icons/a.txt"), "another icon");
    pack();
    writeFileSync(join(source, "icons/a.txt"), "icon");
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  test.each([
    ["a folder without a manifest", () => packExtension(join(source, "icons"), key.privatePem)],
    [
      "a manifest without a version",
      () => {
        const bad = join(folder, "bad");
        mkdirSync(bad);
        writeFileSync(join(bad, "manifest.json"), "{}");
        return packExtension(bad, key.privatePem);
      },
    ],
  ])("%s is refused with a sentence", (_name, pack) => {
    expect(pack).toThrow(/expected/);
  });
});
