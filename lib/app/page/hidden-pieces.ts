// What is of concern and cannot be seen yet: a closed dialog, another tab of the page, a folded comment. Showing it
// changes no text, so it is looked at again now and then.
import type { TextPiece } from "./joined-text.ts";

const lookMs = 2000;
const mostKept = 100;

export interface HiddenPieces {
  keep(pieces: readonly TextPiece[]): void;
}

export function watchHiddenPieces(parts: {
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly seenOf: (pieces: readonly TextPiece[]) => Promise<ReadonlySet<TextPiece>>;
  /** False while nothing of the page is shown at all. */
  readonly isPageShown: () => boolean;
  readonly onShown: (node: Node) => void;
}): HiddenPieces {
  const kept = new Map<Node, TextPiece>();
  let isWaiting = false;

  function wait(): void {
    if (isWaiting || kept.size === 0) return;
    isWaiting = true;
    parts.after(lookMs, () => {
      isWaiting = false;
      void look();
    });
  }

  async function look(): Promise<void> {
    for (const node of kept.keys()) if (!node.isConnected) kept.delete(node);
    const seen = parts.isPageShown() ? await parts.seenOf([...kept.values()]) : [];
    for (const { node } of seen) {
      kept.delete(node);
      parts.onShown(node);
    }
    wait();
  }

  return {
    keep(pieces) {
      for (const piece of pieces) if (kept.size < mostKept) kept.set(piece.node, piece);
      wait();
    },
  };
}
