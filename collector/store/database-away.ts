// Whether a fault is the database's server that is away, and not one of ours: then all is well again once it is back.

const connecting: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);
const broken: ReadonlySet<unknown> = new Set(["ECONNRESET", "EPIPE"]);
/** PostgreSQL's own: class 08, connection exceptions; 57P01 to 57P03, a server that ends, crashes or starts; 53300, full. */
const serverCodes = /^(?:08...|57P0[123]|53300)$/;
/** What the client library says without a code. */
const clientWords = /^(?:Connection terminated|timeout exceeded when trying to connect)/;

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown };
  return (
    connecting.has(syscall) ||
    broken.has(code) ||
    serverCodes.test(String(code)) ||
    clientWords.test(error.message)
  );
}
