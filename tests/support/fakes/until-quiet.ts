/** Lets everything that waits on promises alone come to rest: fakes wait on nothing else. */
export async function untilQuiet(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
