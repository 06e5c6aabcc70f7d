// Addresses that a webhook must not lead to unless the school says so: this machine, its network, and what is no address.
import { BlockList, isIP } from "node:net";

const notPublic = new BlockList();
/** The special-purpose registries of IANA (RFC 6890 and later), as far as they are not the public internet. */
for (const range of [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]) {
  const [net = "", bits] = range.split("/");
  notPublic.addSubnet(net, Number(bits), "ipv4");
}
const publicV6 = new BlockList();
publicV6.addSubnet("2000::", 3, "ipv6");
const carryingV6 = new BlockList();
/** They hold another address inside, or are for documents alone. */
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  carryingV6.addSubnet(net, bits, "ipv6");
}

/** Whether an IP address (no name) lies outside the public internet. What is no IP address counts as private. */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return notPublic.check(address, "ipv4");
  if (kind === 6) {
    return !publicV6.check(address, "ipv6") || carryingV6.check(address, "ipv6");
  }
  return true;
}

/** Whether a host, as an address names it, is this machine itself. */
export function isOwnMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare === "::1" || /^127(?:\.\d+){3}$/.test(bare);
}
