// Editors that paint their text (Google Docs, Slides): each key goes through a field that is empty again at once, so
// what is being written stands nowhere. The sentence that is being written is held here, and forgotten when it has
// been judged; nothing of it is stored or sent unless it makes a finding.

/** The longest unfinished sentence that is kept after it was judged. */
const mostKept = 200;
const mostHeld = 1500;

/** Whether a field is such a one: the frame or the field says so by its class. */
export function isPainted(field: Element): boolean {
  const frame = field.ownerDocument.defaultView?.frameElement;
  return [field, frame].some((one) => /texteventtarget/.test(one?.getAttribute("class") ?? ""));
}

/** The text of one composition, paste or drop. */
function wordsOf(event: Event): string {
  if (event instanceof CompositionEvent) return event.data;
  if (event instanceof ClipboardEvent) return event.clipboardData?.getData("text/plain") ?? "";
  if (event instanceof DragEvent) return event.dataTransfer?.getData("text/plain") ?? "";
  return "";
}

export interface PaintedLine {
  /** Takes what an event adds. False: the caret went elsewhere, what is held belongs to another place. */
  take(event: Event): boolean;
  readonly text: string;
  /** Keeps the sentence that is not finished yet, and nothing else. */
  settle(): void;
  forget(): void;
}

export function createPaintedLine(): PaintedLine {
  let text = "";
  return {
    take(event) {
      if (event.type !== "keydown") {
        if (/^(compositionend|paste|drop)$/.test(event.type)) {
          text = (text + wordsOf(event)).slice(-mostHeld);
        }
        return true;
      }
      const { key, ctrlKey, metaKey, isComposing } = event as KeyboardEvent;
      if (isComposing || ctrlKey || metaKey) return true;
      if (key === "Backspace") text = text.slice(0, -1);
      else if (key === "Enter" || key === "Tab") text += "\n";
      else if (/^.$/u.test(key)) text = (text + key).slice(-mostHeld);
      else if (/^(Arrow|Home|End|Page|Delete)/.test(key)) return false;
      return true;
    },
    get text() {
      return text;
    },
    settle() {
      text = text.slice(Math.max(...[".", "!", "?", "\n"].map((end) => text.lastIndexOf(end))) + 1);
      text = text.slice(-mostKept);
    },
    forget() {
      text = "";
    },
  };
}
