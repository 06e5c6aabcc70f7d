// What can go wrong, by name. Each is said to happen once; some last for a while.

export const faultKinds = [
  "worker killed",
  "browser killed",
  "collector killed before it keeps",
  "collector killed after it has kept",
  "connection cut before",
  "connection cut in the middle",
  "connection cut after",
  "answer cut in the middle",
  "429",
  "429 with Retry-After",
  "500",
  "503",
  "413",
  "slow: too late for the device, not for the collector",
  "answer that names only some",
  "answer to another batch",
  "wrong content",
  "captive portal",
  "captive portal that sends on",
  "DNS lost for a while",
  "device's clock jumps",
  "storage full",
  "policy changed in flight",
] as const;

export type FaultKind = (typeof faultKinds)[number];
