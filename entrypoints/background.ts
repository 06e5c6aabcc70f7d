// The service worker. It wires, and holds no logic: every listener is attached in this first tick (law 4).
import "../lib/platform/zod-jitless.ts";
import { defineBackground } from "wxt/utils/define-background";
import { createBackground } from "../lib/app/background/create-background.ts";
// Pure, although it stands with the build: the same packer makes the package's own lexicon.
// oxlint-disable-next-line no-restricted-imports
import { packOwnPhrases } from "../lib/build/own-phrases.ts";
import { attachListeners } from "../lib/platform/attach-listeners.ts";
import { createWorld } from "../lib/platform/create-world.ts";

export default defineBackground({
  type: "module",
  main() {
    const gate = { refusal: (): string | undefined => "the listeners are not attached yet" };
    const background = createBackground(
      createWorld(() => gate.refusal()),
      packOwnPhrases,
    );
    const attached = attachListeners(background);
    gate.refusal = () => attached.gateRefusal();
    void background.wake();
  },
});
