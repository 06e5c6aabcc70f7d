// What happens to a download (requirement F10): by where it comes from, then by what kind of file it is.
import type { DownloadKind } from "../../contract/vocabulary.ts";
import { downloadKindsOf } from "./download-kinds.ts";
import { hostCovers, parseWebAddress } from "./host.ts";
import type { Decision, EffectivePolicy } from "./types.ts";

/** As the browser tells of it; "" for what it does not know yet. */
export interface DownloadFacts {
  readonly address: string;
  /** After redirects. */
  readonly finalAddress: string;
  readonly referrer: string;
  /** Without folders. */
  readonly fileName: string;
  readonly mime: string;
}

export type DownloadAnswer =
  | { readonly isStopped: false }
  | {
      readonly isStopped: true;
      /** The web address it comes from. */
      readonly source: string;
      readonly rule: string;
      /** Of the closed source; "downloads" where the file itself is the reason. */
      readonly category: string;
      readonly why: string;
      readonly kind?: DownloadKind;
    };

const open = { isStopped: false } as const;

/**
 * The web addresses a download comes from, the last one first. What a page made itself (`blob:`, `data:`) comes from
 * that page.
 */
export function downloadSources(facts: DownloadFacts): readonly string[] {
  const sources = [facts.finalAddress, facts.address].flatMap((address) => {
    const inner = /^(?:blob|filesystem):(.*)$/is.exec(address)?.[1] ?? address;
    return parseWebAddress(inner) === undefined ? [] : [inner];
  });
  const isMade = sources.length === 0 && parseWebAddress(facts.referrer) !== undefined;
  return isMade ? [facts.referrer] : [...new Set(sources)];
}

/**
 * Decides about one download. Pure, total. `decisions`: the law's answer to each of `downloadSources`, in their order.
 *
 * 1. What comes from a protected site is not touched. 2. A source that is closed, 3. or named in `notFrom`: stopped.
 * 4. From a host in `from`: let through. 5. A kind in `block`: stopped.
 */
export function decideDownload(
  facts: DownloadFacts,
  decisions: readonly Decision[],
  { downloads }: Pick<EffectivePolicy, "downloads">,
): DownloadAnswer {
  const sources = downloadSources(facts);
  const source = sources[0] ?? "";
  if (decisions[0]?.protected === true) return open;
  const closedAt = decisions.findIndex(({ action }) => action === "block" || action === "warn");
  const closed = decisions[closedAt];
  if (closed !== undefined) {
    return {
      isStopped: true,
      source: sources[closedAt] ?? source,
      rule: closed.rule,
      category: closed.category,
      why: closed.why,
    };
  }
  const hosts = sources.flatMap((one) => parseWebAddress(one)?.host ?? []);
  const isFrom = (entries: readonly string[], host: string) =>
    entries.some((entry) => hostCovers(entry, host));
  const refused = hosts.find((host) => isFrom(downloads.notFrom, host));
  if (refused !== undefined) {
    return {
      isStopped: true,
      source,
      rule: "downloads.notFrom",
      category: "downloads",
      why: `Nothing is downloaded from "${refused}".`,
    };
  }
  // Where it really comes from: an approved host that sends on to another vouches for nothing.
  const [host] = hosts;
  if (host !== undefined && isFrom(downloads.from, host)) return open;
  // The browser's own name for it: addresses end in anything.
  const kinds = downloadKindsOf(facts.fileName, facts.mime);
  const kind = downloads.block.find((one) => kinds.has(one));
  if (kind === undefined) return open;
  return {
    isStopped: true,
    source,
    rule: downloads.rule,
    category: "downloads",
    why: `Files of the kind "${kind}" are not downloaded here.`,
    kind,
  };
}
