// Lists on disk: one folder for each, its versions by hash, deltas between them, the publisher's file as it came, and
// one small state for all. Every file is written whole or not at all.
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { z } from "zod";

const zip = promisify(gzip);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const shelteredSchema = z.object({
  host: z.string(),
  known: z.string(),
  place: z.enum(["same", "below", "above"]),
});
const changeSchema = z.object({ count: z.int(), first: z.array(z.string()) });
const versionSchema = z.object({
  sha256,
  hosts: z.int(),
  /** When the publisher's file was fetched. */
  atMs: z.number(),
  format: z.string(),
  /** Lines of the publisher's file. */
  lines: z.int(),
  /** How many lines or hosts were not taken, by reason. */
  refused: z.record(z.string(), z.int()),
  sheltered: z.array(shelteredSchema),
});
const keptListSchema = z.object({
  /** What it was fetched from and cleaned by: another is fetched anew. */
  origin: z.string(),
  cleaning: z.string(),
  etag: z.string(),
  lastModified: z.string(),
  /** When it was last asked for, with or without success; 0: never. */
  triedAtMs: z.number(),
  /** When the publisher last gave an answer: a file, or that it is the same. */
  goodAtMs: z.number(),
  nextAtMs: z.number(),
  failures: z.int(),
  error: z.string(),
  /** The live one first; at most five. */
  versions: z.array(versionSchema),
  /** Earlier versions from which a delta leads to the live one. */
  deltasFrom: z.array(sha256),
  isPinned: z.boolean(),
  held: versionSchema
    .extend({ why: z.string(), added: changeSchema, removed: changeSchema })
    .optional(),
  /** Hash of a version that a person has turned down: it is not offered again. */
  turnedDown: z.string(),
  released: z.array(
    z.object({ host: z.string(), by: z.string(), why: z.string(), atMs: z.number() }),
  ),
});
const stateSchema = z.object({
  format: z.literal(1),
  serial: z.int(),
  /** The index as it was last signed. */
  index: z.string(),
  lists: z.record(z.string(), keptListSchema),
});

export type ListVersion = z.output<typeof versionSchema>;
export type KeptList = z.output<typeof keptListSchema>;
export type ListState = z.output<typeof stateSchema>;

export const versionsMost = 5;

export interface ListFiles {
  /** An empty state where there is none, or none that can be read. */
  readState(): Promise<ListState>;
  writeState(state: ListState): Promise<void>;
  readText(id: string, name: string): Promise<string | undefined>;
  /** As text and packed beside it. */
  writeText(id: string, name: string, text: string): Promise<void>;
  readPacked(id: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  readRaw(id: string): Promise<Uint8Array | undefined>;
  writeRaw(id: string, bytes: Uint8Array): Promise<void>;
  /** Removes all of a list but these names. */
  keepOnly(id: string, names: readonly string[]): Promise<void>;
  /** Removes the folders of all lists but these. */
  keepLists(ids: readonly string[]): Promise<void>;
}

const rawName = "publisher.bin";

function emptyListState(): ListState {
  return { format: 1, serial: 0, index: "", lists: {} };
}

/** `folder` is made where it is missing. Ids and names are checked by whoever calls. */
export function openListFiles(folder: string): ListFiles {
  const place = (id: string, name: string) => join(folder, id, name);

  async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
    const temporary = `${path}.${process.pid}.tmp`;
    await writeFile(temporary, content, { mode: 0o600 });
    await rename(temporary, path);
  }

  return {
    async readState() {
      const text = await readFile(join(folder, "state.json"), "utf8").catch(() => "");
      try {
        const parsed = stateSchema.safeParse(JSON.parse(text));
        return parsed.success ? parsed.data : emptyListState();
      } catch {
        return emptyListState();
      }
    },
    async writeState(state) {
      await mkdir(folder, { recursive: true });
      await writeWhole(join(folder, "state.json"), JSON.stringify(state));
    },
    readText: (id, name) => readFile(place(id, name), "utf8").catch(() => undefined),
    async writeText(id, name, text) {
      await mkdir(join(folder, id), { recursive: true });
      await writeWhole(place(id, `${name}.gz`), await zip(text));
      await writeWhole(place(id, name), text);
    },
    async readPacked(id, name) {
      const bytes = await readFile(place(id, `${name}.gz`)).catch(() => undefined);
      return bytes === undefined ? undefined : new Uint8Array(bytes);
    },
    readRaw: (id) => readFile(place(id, rawName)).catch(() => undefined),
    async writeRaw(id, bytes) {
      await mkdir(join(folder, id), { recursive: true });
      await writeWhole(place(id, rawName), bytes);
    },
    async keepOnly(id, names) {
      const kept = new Set([rawName, ...names.flatMap((name) => [name, `${name}.gz`])]);
      for (const name of await readdir(join(folder, id)).catch(() => [])) {
        if (!kept.has(name)) await rm(place(id, name), { force: true });
      }
    },
    async keepLists(ids) {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (!entry.isDirectory() || ids.includes(entry.name)) continue;
        await rm(join(folder, entry.name), { recursive: true, force: true });
      }
    },
  };
}
