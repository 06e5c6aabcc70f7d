// Ports on loopback.
import { createServer, type AddressInfo } from "node:net";

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}

/** `wanted` where nothing listens there, else any free port of 127.0.0.1. `wanted` 0: any. */
export async function freePort(wanted: number): Promise<number> {
  const port = (await tryPort(wanted)) ?? (await tryPort(0));
  if (port === undefined) throw new Error("no free port on 127.0.0.1");
  return port;
}
