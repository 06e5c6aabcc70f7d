// A keeper with a stand-in publisher behind it and its routes on a real port, with a clock that is moved by hand.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { cleanList } from "../../../collector/lists/clean-list.ts";
import { fetchList, type FetchLimits } from "../../../collector/lists/fetch-list.ts";
import { createListKeeper, type ListKeeper } from "../../../collector/lists/list-keeper.ts";
import { listRoutes } from "../../../collector/lists/list-routes.ts";
import { loadSigner } from "../../../collector/signing.ts";
import { listIndexSchema, type ListIndex } from "../../../lib/contract/list-index.ts";
import type { PolicyInput } from "../../../lib/contract/policy.ts";
import { signedSchema } from "../../../lib/contract/signed.ts";
import { policyOf, samplePolicy } from "../../support/policies.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { startPublisher, type Publisher } from "./publisher.ts";

export const deviceToken = "a-device-token-for-tests";
export const hourMs = 3_600_000;

type ListInput = NonNullable<PolicyInput["lists"]>[number];

export interface ServedLists {
  readonly publisher: Publisher;
  readonly keeper: ListKeeper;
  readonly address: string;
  readonly publicKey: string;
  readonly logged: string[];
  /** What the policy's lists are from now on; undefined: no policy can be read. */
  setLists(lists: readonly ListInput[] | undefined): void;
  /** A list that the publisher serves at `/list.txt`; `changes` lie over it. */
  fetched(changes?: Partial<ListInput>): ListInput;
  pass(ms: number): void;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  index(): Promise<ListIndex>;
  /** A second keeper on the same folder, as after a restart. */
  restarted(): ListKeeper;
  close(): Promise<void>;
}

export async function serveLists({
  limits = { deadlineMs: 60_000, bytesMost: 1_000_000 },
  clean = cleanList,
}: {
  readonly limits?: FetchLimits;
  readonly clean?: typeof cleanList;
} = {}): Promise<ServedLists> {
  const publisher = await startPublisher();
  const folder = tempFolder("lists");
  const signer = loadSigner(folder);
  const logged: string[] = [];
  let nowMs = 1_790_000_000_000;
  let lists: readonly ListInput[] | undefined = [];
  const needs = {
    folder: join(folder, "lists"),
    readPolicy: async () =>
      lists === undefined ? undefined : policyOf({ ...samplePolicy(), lists: [...lists] }),
    sign: (payload: string) => signer.sign(payload),
    now: () => nowMs,
    chance: () => 0,
    log: (line: string) => logged.push(line),
    clean,
    fetchList: async (request: Parameters<typeof fetchList>[0]) => fetchList(request, limits),
  };
  const keeper = createListKeeper(needs);
  const app = new Hono();
  const hasCredential = async (c: { req: { header(name: string): string | undefined } }) =>
    c.req.header("authorization") === `Bearer ${deviceToken}`;
  app.route("/", listRoutes({ keeper, hasCredential }));
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }) as Server;
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get: ServedLists["get"] = (path, headers = {}) =>
    fetch(address + path, { headers: { authorization: `Bearer ${deviceToken}`, ...headers } });
  return {
    publisher,
    keeper,
    address,
    publicKey: signer.publicKey,
    logged,
    setLists: (next) => (lists = next),
    fetched: (changes = {}) => ({
      id: "bets",
      title: "Betting",
      category: "gambling",
      fetch: { address: `${publisher.address}/list.txt` },
      licence: "CC0",
      source: "A publisher",
      attribution: "By a publisher",
      ...changes,
    }),
    pass: (ms) => (nowMs += ms),
    get,
    async index() {
      const signed = signedSchema.parse(await (await get("/lists/index.json")).json());
      return listIndexSchema.parse(JSON.parse(signed.payload));
    },
    restarted: () => createListKeeper(needs),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      await publisher.close();
    },
  };
}
