// One connection that listens, made anew when it breaks.
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";

/** Between two tries to connect again. */
const againMs = 1000;

/** Hears `channel` on a connection of its own. Rejects only where the first connection fails. */
export async function listenOn(
  pool: pg.Pool,
  channel: string,
  onText: (text: string) => void,
  onGap: () => void,
): Promise<() => void> {
  let ended = false;
  let current: pg.PoolClient | undefined;

  const begin = async () => {
    const client = await pool.connect();
    if (ended) {
      client.release();
      return;
    }
    current = client;
    client.on("notification", (message) => onText(message.payload ?? ""));
    let isBroken = false;
    const broken = () => {
      if (isBroken) return;
      isBroken = true;
      client.release(true);
      current = undefined;
      void goOn();
    };
    client.on("error", broken);
    client.on("end", broken);
    await client.query(`LISTEN ${channel}`);
  };

  async function goOn(): Promise<void> {
    for (;;) {
      await delay(againMs, undefined, { ref: false });
      if (ended) return;
      try {
        await begin();
        onGap();
        return;
      } catch {
        // The database is still away.
      }
    }
  }

  await begin();
  return () => {
    ended = true;
    current?.removeAllListeners("end");
    current?.removeAllListeners("error");
    current?.on("error", () => undefined);
    current?.release(true);
    current = undefined;
  };
}
