// Which half of a set a row belongs to: phrases are tuned while looking at one, and judged by the other.
import { createHash } from "node:crypto";

/** Stable, and independent of the order of rows. */
export function halfOf(id: string): "tune" | "check" {
  return (createHash("sha256").update(id).digest()[0] as number) % 2 === 0 ? "tune" : "check";
}
