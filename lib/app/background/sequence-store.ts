// The book of signs on the disk: sealed, one person's, and gone with its keys when somebody else sits down.
import { emptyBook } from "../../core/sequence/book.ts";
import type { SequenceBook } from "../../core/sequence/types.ts";
import type { World } from "../ports.ts";

const blobName = "sequences-1";

export interface SequenceStore {
  /** Reads, changes and writes as one step. A change that gives the same book back writes nothing. */
  update(change: (book: SequenceBook) => SequenceBook): Promise<SequenceBook>;
}

function toBook(text: string | undefined): SequenceBook | undefined {
  try {
    const book: unknown = JSON.parse(text ?? "null");
    const isBook = typeof book === "object" && book !== null && "sequences" in book;
    return isBook ? (book as SequenceBook) : undefined;
  } catch {
    return undefined;
  }
}

/** `whoSits` answers with a keyed hash that names the person at the device. */
export function createSequenceStore(
  { blobs, seal }: Pick<World, "blobs" | "seal">,
  whoSits: () => Promise<string>,
): SequenceStore {
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<SequenceBook> {
    const stored = await blobs.get(blobName);
    const person = await whoSits();
    if (stored === undefined) return { ...emptyBook, person };
    const book = toBook(await seal.open(stored));
    if (book?.person === person) return book;
    // Another's, or nobody's that can be read: first the keys, so that what a death leaves behind is noise.
    await seal.discard();
    await blobs.remove(blobName);
    return { ...emptyBook, person: await whoSits() };
  }

  async function change(by: (book: SequenceBook) => SequenceBook): Promise<SequenceBook> {
    const book = await read();
    const next = by(book);
    if (next === book) return book;
    if (next.sequences.length === 0) await blobs.remove(blobName);
    else await blobs.set(blobName, await seal.close(JSON.stringify(next)));
    return next;
  }

  return {
    update(by) {
      const mine = last.then(() => change(by));
      last = mine.catch(() => {});
      return mine;
    },
  };
}
