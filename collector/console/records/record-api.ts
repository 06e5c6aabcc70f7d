// The calls of an archive of one person's records.
import type {
  NamesAnswer,
  RecordsAboutAnswer,
  RecordsPage,
  SignedManifestAnswer,
  TicketAnswer,
} from "../../desk-types.ts";
import type { RecordsAbout, RecordsAsk, RecordsDone } from "../../review/records.ts";
import type { Reply } from "../api.ts";

export interface RecordsApi {
  askForRecords(ask: RecordsAsk): Promise<Reply<TicketAnswer>>;
  recordNames(ticket: string, after: string): Promise<Reply<NamesAnswer>>;
  recordEvents(
    ticket: string,
    names: readonly string[],
    after: string,
  ): Promise<Reply<RecordsPage>>;
  recordsAbout(ticket: string, about: RecordsAbout): Promise<Reply<RecordsAboutAnswer>>;
  /** The collector's own key, which signs where a school seals nothing. */
  recordSigner(): Promise<Reply<{ readonly publicKey: string }>>;
  signRecords(ticket: string, manifest: string): Promise<Reply<SignedManifestAnswer>>;
  recordsDone(ticket: string, done: RecordsDone): Promise<Reply<unknown>>;
}

export function recordCalls(
  call: <T>(path: string, body?: unknown) => Promise<Reply<T>>,
): RecordsApi {
  return {
    askForRecords: (ask) => call("/records", ask),
    recordNames: (ticket, after) => call("/records/names", { ticket, after }),
    recordEvents: (ticket, names, after) => call("/records/events", { ticket, names, after }),
    recordsAbout: (ticket, about) => call("/records/about", { ticket, ...about }),
    recordSigner: () => call("/records/signer"),
    signRecords: (ticket, manifest) => call("/records/sign", { ticket, manifest }),
    recordsDone: (ticket, done) => call("/records/done", { ticket, ...done }),
  };
}
