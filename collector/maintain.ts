// What is done with all that is kept, beside a running collector: the audit walked, a backup made or read.
import { existsSync } from "node:fs";
import { checkAudit } from "./audit/verify.ts";
import { headPath, readHeadFile } from "./audit/head-keeper.ts";
import type { CollectorOptions, Maintenance } from "./options.ts";
import { hasSigner, loadSigner } from "./signing.ts";
import { openStore, sqlitePath } from "./store/open-store.ts";

interface Words {
  readonly out: (line: string) => void;
  readonly say: (line: string) => void;
}

/** The exit code: 0 done and fine, 1 something is wrong, with reasons. Prints JSON. */
export async function maintain(
  what: Maintenance,
  options: CollectorOptions,
  words: Words,
): Promise<0 | 1> {
  switch (what.kind) {
    case "verify-audit":
      return verifyAudit(options, words);
    case "backup":
    case "restore":
      words.say("not yet");
      return 1;
  }
}

async function verifyAudit(options: CollectorOptions, { out, say }: Words): Promise<0 | 1> {
  const { data, databaseUrl } = options;
  if (databaseUrl === undefined && !existsSync(sqlitePath(data))) {
    say(`${sqlitePath(data)}: there is no database`);
    return 1;
  }
  const store = await openStore(options);
  try {
    const file = data === "" ? undefined : readHeadFile(headPath(data));
    const publicKey = data !== "" && hasSigner(data) ? loadSigner(data).publicKey : undefined;
    const { head, seals, otherSeals, broken } = await checkAudit({ store, publicKey, file });
    out(
      JSON.stringify({
        schoolgate: "audit-checked",
        whole: broken === undefined,
        entries: head.number,
        hash: head.hash,
        seals,
        otherSeals,
        headFile: file !== undefined,
        ...(broken === undefined ? {} : { broken }),
      }),
    );
    if (broken === undefined) return 0;
    say(`the audit is broken at entry ${broken.number}: ${broken.why}`);
    return 1;
  } finally {
    await store.close();
  }
}
