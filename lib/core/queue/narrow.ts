// When the collector is there and fails at a batch: which event is it? Smaller batches find it, the rest goes past it,
// and it is set apart only once something else got through and it failed alone again. So a collector that fails at
// everything convicts nobody.

/** What is known of batches that were too much. {}: nothing. */
export interface Narrowing {
  /** So many events at most in the next batch; absent: as many as ever. */
  readonly most?: number;
  /** Failed alone; passed over until something gets through. */
  readonly suspects?: readonly string[];
  /** Something got through: each suspect is heard once more, alone. */
  readonly isHearing?: boolean;
}

const wideAgain = 500;

function narrowing(most: number | undefined, suspects: readonly string[], isHearing: boolean) {
  return {
    ...(most === undefined || most >= wideAgain ? {} : { most }),
    ...(suspects.length === 0 ? {} : { suspects, ...(isHearing ? { isHearing } : {}) }),
  } satisfies Narrowing;
}

/** What may be chosen from now. Where all that waits is suspect, nobody is. */
export function passSuspects<Entry extends { readonly id: string }>(
  { suspects = [], isHearing = false }: Narrowing,
  entries: readonly Entry[],
): readonly Entry[] {
  if (isHearing) {
    const heard = entries.filter((entry) => entry.id === suspects[0]);
    if (heard.length > 0) return heard;
  }
  const others = entries.filter((entry) => !suspects.includes(entry.id));
  return others.length === 0 ? entries : others;
}

export interface Judged {
  readonly narrowing: Narrowing;
  /** To be set apart: it fails where others do not. */
  readonly apart?: string;
}

/** After a batch of these ids failed. `isSure`: it was said of the batch itself (too large), not of the collector. */
export function afterFault(before: Narrowing, ids: readonly string[], isSure: boolean): Judged {
  const { most, suspects = [], isHearing = false } = before;
  const [only] = ids;
  if (only === undefined) return { narrowing: before };
  if (ids.length > 1) {
    return { narrowing: narrowing(Math.floor(ids.length / 2), suspects, isHearing) };
  }
  const others = suspects.filter((id) => id !== only);
  if (isSure || (isHearing && suspects.includes(only))) {
    return { narrowing: narrowing(most, others, isHearing), apart: only };
  }
  return { narrowing: narrowing(1, [...others, only], false) };
}

/** After a batch of these ids got through. */
export function afterStored(before: Narrowing, ids: readonly string[]): Narrowing {
  const { most, suspects = [] } = before;
  const left = suspects.filter((id) => !ids.includes(id));
  return narrowing(most === undefined ? undefined : most * 2, left, left.length > 0);
}
