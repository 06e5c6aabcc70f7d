// Stand-ins for Google's editors. None of their text comes from the real pages; what is copied are these traits.
//
// Docs: the text is painted on canvas tiles (`kix-canvas-tile-content`), no text node holds it; as opened it stands in
// inline scripts (`DOCS_modelChunk`, insertions `"ty":"is"`); keys go to a `contenteditable` in an about:blank frame
// (`docs-texteventtarget-iframe`) whose handlers take each key, paste and composition for themselves: the field is
// always empty.
// Slides: the same field for keys; the slide is a drawing, its words are `<text>` in `sketchy-text-content-text`.
// Sheets: the grid is a canvas; a cell is written in `div.cell-input[contenteditable][role=combobox]`, mirrored in the
// formula bar (`#t-formula-bar-input`), and both are emptied in the keydown handler of Enter.

const textEventTarget = `
  <iframe class="docs-texteventtarget-iframe" style="position:absolute;width:2px;height:2px;border:0"></iframe>
  <script>
    let written = "";
    const frame = document.querySelector(".docs-texteventtarget-iframe");
    const inner = frame.contentDocument;
    inner.body.innerHTML = '<div contenteditable="true" role="textbox" aria-multiline="true" aria-label="Document content"></div>';
    const target = inner.body.firstChild;
    const paint = () => { document.querySelector("canvas")?.getContext("2d").fillText(written.slice(-40), 20, 20); };
    const put = (words) => { written += words; paint(); };
    target.addEventListener("keydown", (event) => {
      if (event.key === "Backspace") { written = written.slice(0, -1); event.preventDefault(); }
      if (event.key === "Enter") { put("\\n"); event.preventDefault(); }
    });
    target.addEventListener("keypress", (event) => { put(event.key); event.preventDefault(); event.stopPropagation(); });
    target.addEventListener("paste", (event) => { put(event.clipboardData.getData("text/plain")); event.preventDefault(); });
    target.addEventListener("compositionend", (event) => { put(event.data); target.textContent = ""; });
    document.addEventListener("mousedown", (event) => { event.preventDefault(); frame.focus(); target.focus(); });
    window.writtenNow = () => written;
  </script>`;

/** A document that was opened with these words in it, painted and never in the page's own text. */
export function googleDoc(words: string): string {
  const [first, second] = [words.slice(0, 20), words.slice(20)];
  const chunk = (text: string) =>
    `<script>DOCS_modelChunk = {"chunk":[{"ty":"is","ibi":1,"s":${JSON.stringify(text)}},{"ty":"as","st":"text","si":1,"ei":4,"sm":{"ts_bd":true}}],"revision":7}; DOCS_modelChunkLoadStart = 1;</script>`;
  return `<div id="docs-editor" class="kix-appview-editor"><div class="kix-page-paginated">
    <canvas class="kix-canvas-tile-content" width="600" height="300" dir="ltr"></canvas></div></div>
    ${chunk(first)}${chunk(`${second}\n`)}${textEventTarget}`;
}

/** A slide with these words on it. */
export function googleSlide(words: string): string {
  const lines = words.match(/.{1,30}(\s|$)/g) ?? [];
  const rows = lines.map((line, row) => `<text x="20" y="${30 + row * 20}">${line}</text>`);
  return `<div id="canvas-container"><svg width="640" height="360"><title>Slide</title>
    <g class="sketchy-text-content"><path d="M0 0h640v360H0z" fill="#fff"></path>
    <g class="sketchy-text-content-text">${rows.join("")}</g></g></svg></div>${textEventTarget}`;
}

export const googleSheet = `
  <div id="t-formula-bar-input-container"><div id="t-formula-bar-input">
    <div class="cell-input" contenteditable="true" role="combobox" aria-label="Formula bar" style="min-height:1em"></div></div></div>
  <canvas width="600" height="300" class="waffle-grid"></canvas>
  <div class="input-box"><div id="waffle-rich-text-editor" class="cell-input editable" contenteditable="true"
    role="combobox" aria-label="A1" style="min-height:1em"></div></div>
  <script>
    const editor = document.getElementById("waffle-rich-text-editor");
    const bar = document.querySelector("#t-formula-bar-input .cell-input");
    const cells = [];
    editor.addEventListener("input", () => { bar.textContent = editor.textContent; });
    editor.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      cells.push(editor.textContent);
      editor.textContent = bar.textContent = "";
    });
    document.querySelector("canvas").addEventListener("mousedown", (event) => { event.preventDefault(); editor.focus(); });
    window.writtenNow = () => cells.join("|");
  </script>`;
