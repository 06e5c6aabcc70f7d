// The worker on a world of fakes, begun as the browser begins it.
import { createBackground } from "../../../lib/app/background/create-background.ts";
import type {
  MessageAnswers,
  MessageInput,
  MessageName,
  MessageReply,
} from "../../../lib/contract/message.ts";
import { protectedSites } from "../../../lib/core/policy/protected-sites.ts";
import { createFakeWorld, fakeConfig } from "./fake-world.ts";
import type { FakeWorld } from "./fake-world.ts";
import { untilQuiet } from "./until-quiet.ts";

export const origin = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
export const id = "abcdefghijklmnopabcdefghijklmnop";
const ownPage = { id, url: `${origin}/report.html`, origin };
export const helpHost = protectedSites[0]?.host ?? "";

/** A life of the worker in a world, and what tests do with it. */
export function begin(world: FakeWorld = createFakeWorld()) {
  const background = createBackground(world);
  const send = async <Name extends MessageName>(name: Name, body: MessageInput<Name>) =>
    (await background.onMessage({ schoolgate: name, body }, ownPage)) as MessageReply<Name>;
  const ask = async <Name extends MessageName>(
    name: Name,
    body: MessageInput<Name>,
  ): Promise<MessageAnswers[Name]> => {
    const reply = await send(name, body);
    if (!reply.ok) throw new Error(reply.error);
    return reply.value;
  };
  const visit = async (address: string, stage: "before" | "committed" | "within" = "before") => {
    background.onNavigation(stage, { tabId: 1, frameId: 0, address, atMs: world.nowMs });
    await untilQuiet();
  };
  const fromPage = (url: string, top = url) => ({
    id,
    url,
    origin: new URL(top).origin,
    frameId: url === top ? 0 : 3,
    tab: { id: 1, url: top },
  });
  const kinds = () => [...world.events.records.values()].map((record) => record.event.kind);
  return { world, background, ask, send, visit, fromPage, kinds };
}

/** A life that has read its configuration, with the collector down. */
export async function begun(config: unknown = fakeConfig()) {
  const world = createFakeWorld();
  world.managedValues = config;
  // Nothing leaves unless a test wants it to.
  world.collector.weather = ["down"];
  const school = begin(world);
  await school.background.wake();
  return { ...school, world };
}
