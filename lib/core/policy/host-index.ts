// Which of many hosts stands above this one? Asked a million times while a list is cleaned, so without making a text
// of each parent: the hash is taken from the end, and at each dot what was read so far is the hash of a parent.

const dot = 46;

/** Hosts, each once, in the order in which they came. */
export interface HostIndex {
  readonly hosts: readonly string[];
  /** False where it stands already. */
  add(host: string): boolean;
  has(host: string): boolean;
  /** The nearest parent that stands, without the host itself. */
  findParent(host: string): string | undefined;
  /** The host itself or the nearest parent that stands. */
  find(host: string): string | undefined;
}

function mix(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Spreads the bits of FNV-1a, whose low ones alone decide the slot. */
function finish(hash: number): number {
  const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return spread ^ (spread >>> 13);
}

const seed = 0x811c9dc5 | 0;

function hashFromEnd(host: string): number {
  let hash = seed;
  for (let at = host.length - 1; at >= 0; at -= 1) hash = mix(hash, host.charCodeAt(at));
  return finish(hash);
}

/** An empty index; give the number of hosts where it is known, so that it need not grow. */
export function createHostIndex(expected = 16): HostIndex {
  const hosts: string[] = [];
  let size = 32;
  while (size < expected * 2) size *= 2;
  /** Place in `hosts` plus one, by slot; 0: empty. */
  let slots = new Int32Array(size);
  let hashes = new Int32Array(size / 2);

  function slotOf(hash: number, host: string, start: number): number {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot] ?? 0;
      if (place === 0) return slot;
      if (hashes[place - 1] !== hash) continue;
      const found = hosts[place - 1] ?? "";
      if (found.length === host.length - start && host.endsWith(found)) return slot;
    }
  }

  function grow(): void {
    const before = hashes;
    hashes = new Int32Array(before.length * 2);
    hashes.set(before);
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let place = 0; place < hosts.length; place += 1) {
      let slot = (hashes[place] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = place + 1;
    }
  }

  function nearest(host: string, withItself: boolean): string | undefined {
    let found: string | undefined;
    let hash = seed;
    for (let at = host.length - 1; at >= 0; at -= 1) {
      const unit = host.charCodeAt(at);
      if (unit === dot) {
        const place = slots[slotOf(finish(hash), host, at + 1)] ?? 0;
        if (place !== 0) found = hosts[place - 1];
      }
      hash = mix(hash, unit);
    }
    if (!withItself) return found;
    const place = slots[slotOf(finish(hash), host, 0)] ?? 0;
    return place === 0 ? found : hosts[place - 1];
  }

  return {
    hosts,
    add(host) {
      const hash = hashFromEnd(host);
      const slot = slotOf(hash, host, 0);
      if (slots[slot] !== 0) return false;
      hashes[hosts.length] = hash;
      slots[slot] = hosts.push(host);
      if (hosts.length === hashes.length) grow();
      return true;
    },
    has(host) {
      return slots[slotOf(hashFromEnd(host), host, 0)] !== 0;
    },
    findParent: (host) => nearest(host, false),
    find: (host) => nearest(host, true),
  };
}
