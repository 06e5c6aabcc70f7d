// The one part of the nudge that is in every frame: at the first typing, what nudges is asked for.

/** `call` says whether it was heard: if not, the next typing calls again. */
export function callAtFirstTyping(target: EventTarget, call: () => Promise<boolean>): void {
  const listen = (): void =>
    target.addEventListener("beforeinput", onTyping, { capture: true, passive: true, once: true });
  function onTyping(): void {
    void call().then((isHeard) => isHeard || listen());
  }
  listen();
}
