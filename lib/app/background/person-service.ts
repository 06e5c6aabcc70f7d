// Who sits at this device, as far as it is known, and what every event says of it.
import type { World } from "../ports.ts";
import type { Memory } from "./memory.ts";

export interface PersonService {
  /** Asks the browser who is signed in; true where that has changed. */
  refresh(): Promise<boolean>;
  user(): Promise<string>;
}

export function createPersonService(world: Pick<World, "identity">, memory: Memory): PersonService {
  return {
    async refresh() {
      const [before, now] = await Promise.all([memory.user.read(), world.identity.email()]);
      if (before === now) return false;
      await memory.user.write(now);
      return true;
    },
    user: () => memory.user.read(),
  };
}
