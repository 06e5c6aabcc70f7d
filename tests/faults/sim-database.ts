// A PostgreSQL of its own under a collector of the runner, that can be killed.
import { startPostgres } from "../support/postgres.ts";

export interface SimDatabase {
  /** "postgres://…" */
  readonly address: string;
  /** SIGKILL of the server at once; settles when it answers again. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function openSimDatabase(): Promise<SimDatabase> {
  const server = await startPostgres();
  let last = Promise.resolve();
  return {
    address: await server.createDatabase(),
    kill() {
      // One that is still rising is not killed again before it stands.
      last = last.then(() => server.killAndRestart());
      return last;
    },
    async stop() {
      await last.catch(() => undefined);
      await server.stop();
    },
  };
}
