// Keeps the audit's head apart from the database: in a signed file of the data folder, at once, and as a signed seal in
// the database, now and then. Whoever cuts the audit short, or makes the chain anew, is found by them.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { ChainHead } from "../review/audit-chain.ts";
import type { Signer } from "../signing.ts";
import type { AuditStore } from "../store/audit-store.ts";

const lookEveryMs = 2000;
const sealEveryMs = 10 * 60_000;

/** A head as it was at a moment, signed. */
export interface SignedHead extends ChainHead {
  readonly atMs: number;
  readonly signature: string;
}

/** What is signed of a head. */
export function headText({ number, hash, atMs }: Omit<SignedHead, "signature">): string {
  return JSON.stringify({ schoolgate: "audit-head", number, hash, atMs });
}

export function headPath(dataDir: string): string {
  return join(dataDir, "audit-head.json");
}

/** The head in the data folder; undefined where there is none, null where it cannot be read as one. */
export function readHeadFile(path: string): SignedHead | null | undefined {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  try {
    const { number, hash, atMs, signature } = JSON.parse(text) as Partial<SignedHead>;
    const whole =
      Number.isSafeInteger(number) && Number.isSafeInteger(atMs) && typeof hash === "string";
    return whole && typeof signature === "string"
      ? ({ number, hash, atMs, signature } as SignedHead)
      : null;
  } catch {
    return null;
  }
}

export interface HeadKeeper {
  /** Writes the head as it is now, sealed, and looks no more. Never rejects. */
  end(): Promise<void>;
}

export interface HeadKeeperNeeds {
  readonly store: AuditStore;
  readonly signer: Signer;
  readonly dataDir: string;
  readonly now: () => number;
  /** One line about a fault; never given content. */
  readonly log: (line: string) => void;
}

/**
 * Begins to look. A head in the file that is further than the database's stays as it is: something is missing, and
 * `audit verify` says what.
 */
export function startHeadKeeper(needs: HeadKeeperNeeds): HeadKeeper {
  const { store, signer, now, log } = needs;
  const path = headPath(needs.dataDir);
  let kept = readHeadFile(path)?.number ?? 0;
  let sealed = 0;
  let sealedAtMs = 0;
  let hasWarned = false;

  const lookOnce = async (seal: boolean) => {
    try {
      const head = await store.auditHead();
      if (head.number < kept && !hasWarned) {
        hasWarned = true;
        log("the audit is shorter than it was: run schoolgate audit verify");
      }
      if (head.number > kept) {
        writeHeadFile(path, sign(head));
        kept = head.number;
      }
      // A chain that is shorter than it was is not sealed anew.
      const isWhole = head.number >= kept;
      if (isWhole && head.number > sealed && (seal || now() - sealedAtMs >= sealEveryMs)) {
        await store.addSeal({ ...sign(head), publicKey: signer.publicKey });
        sealed = head.number;
        sealedAtMs = now();
      }
    } catch (error) {
      log(`fault: audit head ${error instanceof Error ? error.name : ""}`);
    }
  };
  let last = Promise.resolve();
  const look = (seal: boolean) => (last = last.then(() => lookOnce(seal)));
  const sign = (head: ChainHead): SignedHead => {
    const dated = { ...head, atMs: now() };
    return { ...dated, signature: signer.sign(headText(dated)).signature };
  };

  const timer = setInterval(() => void look(false), lookEveryMs);
  timer.unref();
  void look(false);
  return {
    async end() {
      clearInterval(timer);
      await look(true);
    },
  };
}

/** All of it or the one before: a machine that loses power leaves no half of a head. */
function writeHeadFile(path: string, head: SignedHead): void {
  const next = `${path}.next`;
  const file = openSync(next, "w", 0o600);
  try {
    writeSync(file, `${JSON.stringify(head)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
}
