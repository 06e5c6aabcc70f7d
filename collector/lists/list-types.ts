// What the desk shows of the lists.
import type { KeptList, ListVersion } from "./list-files.ts";

/** A list of the policy as the desk shows it. */
export interface ListView {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  /** `fetched`: by the collector on its schedule; `file`: an address that devices ask; `written`: in the policy. */
  readonly from: "fetched" | "file" | "written";
  readonly address: string;
  readonly everyHours: number;
  readonly source: string;
  readonly licence: string;
  readonly attribution: string;
  /** Of the live version, or as written; null: none yet, or not known here. */
  readonly hosts: number | null;
  /** When the live version's file was fetched; null: never. */
  readonly fetchedAtMs: number | null;
  /** When the publisher last gave an answer; null: never. */
  readonly checkedAtMs: number | null;
  readonly nextAtMs: number | null;
  readonly error: string;
  readonly versions: readonly Pick<ListVersion, "sha256" | "hosts" | "atMs">[];
  readonly isPinned: boolean;
  readonly refused: ListVersion["refused"];
  readonly sheltered: ListVersion["sheltered"];
  readonly held: NonNullable<KeptList["held"]> | null;
  readonly released: KeptList["released"];
}

export interface ListsAnswer {
  readonly lists: readonly ListView[];
  /** Why there are none, where the policy cannot be read: "" otherwise. */
  readonly problem: string;
}
