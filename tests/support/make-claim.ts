/** A claim of its own for each message of a test that is to be kept once. */
export const makeClaim = (): string => crypto.randomUUID().replaceAll("-", "");
