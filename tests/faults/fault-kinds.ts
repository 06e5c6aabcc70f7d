// What can go wrong, by name. Each is said to happen once; some last for a while.

export const faultKinds = [
  "worker killed",
  "browser killed",
  "extension updated in flight",
  "policy changed in flight",
  "collector killed before it keeps",
  "collector killed after it has kept",
  "database killed",
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
  "nothing can be written for a while",
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** These fall on any turn of whatever is under way on the device; the others on the next batch. */
export const deviceFaults = [
  "worker killed",
  "browser killed",
  "extension updated in flight",
  "policy changed in flight",
  "device's clock jumps",
  "storage full",
  "nothing can be written for a while",
] as const satisfies readonly FaultKind[];

export type DeviceFault = (typeof deviceFaults)[number];

export const isDeviceFault = (kind: FaultKind): kind is DeviceFault =>
  (deviceFaults as readonly FaultKind[]).includes(kind);
