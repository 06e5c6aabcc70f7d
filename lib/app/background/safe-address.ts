// Where the device may send to and fetch from: https, or this very machine for a trial.

/** The address as a URL, or undefined where it is none, or would travel in the clear. */
export function safeAddress(address: string, base?: string): URL | undefined {
  try {
    const url = new URL(address, base);
    if (url.protocol === "https:") return url;
    const isLoopback = url.hostname === "127.0.0.1" || url.hostname === "localhost";
    return url.protocol === "http:" && isLoopback ? url : undefined;
  } catch {
    return undefined;
  }
}

/** `path` below the collector's address, whether or not that ends in a slash. */
export function belowAddress(address: string, path: string): string | undefined {
  return safeAddress(path, address.endsWith("/") ? address : `${address}/`)?.href;
}
