// Google Docs paints its text on a canvas. The document as it was opened stands in the page's own scripts, as a list
// of insertions ("ty":"is"); what is written later is taken where it is typed.

const insertion = /"ty":"is"[^{}]*?"s":("(?:[^"\\]|\\.)*")/g;
const mostChars = 2_000_000;

export function embeddedText(document: Document): string {
  if (document.location.hostname !== "docs.google.com") return "";
  let text = "";
  for (const script of document.scripts) {
    if (text.length > mostChars || !script.text.includes("DOCS_modelChunk")) continue;
    for (const [, words = ""] of script.text.matchAll(insertion)) {
      try {
        text += String(JSON.parse(words));
      } catch {
        // Not what it looked like.
      }
    }
  }
  return text.slice(0, mostChars);
}
