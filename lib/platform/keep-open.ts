// A database that is opened when it is needed first, and again after the browser has closed it under us.
import type { IDBPDatabase } from "idb";

const strict = { durability: "strict" } as const;

/** Opens at the first call; later calls get the same, as long as it stands. A failure is tried again by the next. */
export function keepOpen<Layout>(
  open: () => Promise<IDBPDatabase<Layout>>,
): () => Promise<IDBPDatabase<Layout>> {
  let opened: Promise<IDBPDatabase<Layout>> | undefined;
  return () => {
    if (opened !== undefined) return opened;
    const forget = () => {
      if (opened === opening) opened = undefined;
    };
    const opening = open().then((db) => {
      db.addEventListener("close", forget);
      // A newer version of ours wants in: it shall not wait for us.
      db.addEventListener("versionchange", () => {
        db.close();
        forget();
      });
      return db;
    });
    opened = opening;
    opening.catch(forget);
    return opening;
  };
}

/** What a store holds under a name; made and kept there where it holds no such thing. */
export async function findOrMake<Value>(
  db: IDBPDatabase,
  { store, name }: { readonly store: string; readonly name: string },
  isOurs: (stored: unknown) => stored is Value,
  make: () => Promise<Value>,
): Promise<Value> {
  const known: unknown = await db.get(store, name);
  if (isOurs(known)) return known;
  const made = await make();
  // Another life may have made one meanwhile: the first that stands is the one.
  const step = db.transaction(store, "readwrite", strict);
  const earlier: unknown = await step.store.get(name);
  if (!isOurs(earlier)) await step.store.put(made, name);
  await step.done;
  return isOurs(earlier) ? earlier : made;
}
