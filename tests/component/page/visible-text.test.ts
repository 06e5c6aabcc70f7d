// @vitest-environment jsdom
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { onlyPieces, splitPieces } from "../../../lib/app/page/joined-text.ts";
import { readText, startTextWalk } from "../../../lib/app/page/visible-text.ts";

const atOnce = (): Promise<void> => Promise.resolve();
const openRoot = (element: Element): ShadowRoot | null => element.shadowRoot;

beforeEach(() => {
  document.body.innerHTML = "";
});

const rows: readonly (readonly [name: string, html: string, text: string])[] = [
  ["one paragraph", "<p>red kites</p>", "red kites"],
  ["blocks are lines", "<p>one</p><p>two</p>", "one\ntwo"],
  ["inline elements join", "<p>pur<b>ple</b> ele<i>ph</i>ant</p>", "purple elephant"],
  ["wbr and comments join", "<p>pur<wbr>ple<!-- x --> owl</p>", "purple owl"],
  ["br ends a line", "<p>one<br>two</p>", "one\ntwo"],
  ["table cells are apart", "<table><tr><td>one</td><td>two</td></tr></table>", "one\ntwo"],
  ["list items are apart", "<ul><li>one</li><li>two</li></ul>", "one\ntwo"],
  ["white space folds", "<p>  one \n\n   two </p>", "one two "],
  [
    "indentation between blocks is nothing",
    "<div>\n  <p>one</p>\n  <p>two</p>\n</div>",
    "one\ntwo",
  ],
  ["script and style are silent", "<p>a</p><script>b</script><style>c</style>", "a"],
  ["fields are silent", "<p>a</p><textarea>b</textarea><select><option>c</select>", "a"],
  ["hidden attribute is silent", "<p>a</p><p hidden>b</p>", "a"],
  ["editable is silent", '<p>a</p><div contenteditable="true">b</div>', "a"],
  ["not editable is read", '<div contenteditable="false">b</div>', "b"],
  ["alt text stands where its picture stands", '<p>a <img alt="red kite"> b</p>', "a red kite b"],
  ["a picture without alt text joins", '<p>pur<img src="data:,">ple</p>', "purple"],
  ["a title is a line of its own", '<p title="green giraffe">one</p>', "one\ngreen giraffe"],
  [
    "a title tears no word",
    '<p>pur<abbr title="red kites">ple</abbr> owl</p>',
    "purple owl\nred kites",
  ],
  [
    "a label for those who hear it",
    '<button aria-label="send to Sam">x</button>',
    "x\nsend to Sam",
  ],
  [
    "a label that repeats the text",
    '<a title="green giraffe">the green giraffe</a>',
    "the green giraffe",
  ],
  [
    "title and label alike are said once",
    '<b title="red kites" aria-label="red kites">a</b>',
    "a\nred kites",
  ],
  [
    "one word is what buttons are called",
    '<button aria-label="Close" title="Close">x</button>',
    "x",
  ],
  ["the label of a field is read", "<label>Your name <input></label>", "Your name"],
  ["a field's own label is read", '<input aria-label="what you think">', "what you think"],
  ["the example in a field is not", '<input placeholder="purple elephant">', ""],
  [
    "nor is it as a label",
    '<textarea placeholder="say it here" aria-label="say it here"></textarea><div contenteditable aria-label="write it" aria-placeholder="write it"></div>',
    "",
  ],
  ["a hidden element's label is silent", '<p hidden title="green giraffe">b</p>', ""],
  ["words in a drawing", "<svg><text>red kites</text></svg>", "red kites"],
  ["a drawing's own notes are not", "<svg><title>x y</title><desc>b c</desc><path/></svg>", ""],
  ["Monaco", '<p>a</p><div class="editor monaco-editor vs"><div>let b;</div></div>', "a"],
  ["CodeMirror 5", '<p>a</p><div class="CodeMirror cm-s-default"><pre>b</pre></div>', "a"],
  ["CodeMirror 6", '<p>a</p><div class="cm-editor"><div>b</div></div>', "a"],
  ["Ace", '<p>a</p><div class="ace_editor ace-tm"><div>b</div></div>', "a"],
  ["code that a lesson shows is read", "<pre><code>let owl</code></pre>", "let owl"],
  ["text beside blocks", "one<div>two</div>three", "one\ntwo\nthree"],
];

describe("the text of a page", () => {
  test.each(rows)("%s", (_name, html, text) => {
    document.body.innerHTML = html;
    expect(readText(document.body, openRoot, 10_000).text.trimEnd()).toBe(text.trimEnd());
  });

  test("split text nodes join", () => {
    document.body.innerHTML = "<p>purple</p>";
    (document.querySelector("p")!.firstChild as Text).splitText(3);
    expect(readText(document.body, openRoot, 100).text.trim()).toBe("purple");
  });

  test("shadow roots are read, nested ones too, and named", () => {
    document.body.innerHTML = "<x-card>light</x-card><p>after</p>";
    const outer = document.querySelector("x-card")!.attachShadow({ mode: "open" });
    outer.innerHTML = "<p>shade</p><div></div>";
    outer.querySelector("div")!.attachShadow({ mode: "open" }).innerHTML = "deep";
    const roots: ShadowRoot[] = [];
    const walk = startTextWalk(document.body, {
      shadowRootOf: openRoot,
      nowMs: () => 0,
      onShadowRoot: (root) => roots.push(root),
    });
    expect(walk.step(1, 1000)).toBe(true);
    expect(walk.take().text.trim()).toBe("light\nshade\ndeep\nafter");
    expect(roots).toHaveLength(2);
  });

  test("pieces point to their nodes", async () => {
    document.body.innerHTML = "<p>one</p><p>t<b>w</b>o</p>";
    const { text, pieces } = await splitPieces(readText(document.body, openRoot, 1000), atOnce);
    for (const piece of pieces) {
      expect((piece.node as Text).data.trim()).toBe(text.slice(piece.start, piece.end).trim());
    }
    expect(pieces).toHaveLength(4);
  });

  test("a walk left and taken up again reads the same", () => {
    document.body.innerHTML = Array.from({ length: 400 }, (_, n) => `<p>line ${n}</p>`).join("");
    const whole = readText(document.body, openRoot, 1_000_000).text;
    let clock = 0;
    const walk = startTextWalk(document.body, {
      shadowRootOf: openRoot,
      nowMs: () => (clock += 1),
    });
    let text = "";
    let steps = 0;
    for (let done = false; !done; steps += 1) {
      done = walk.step(clock + 1, 1_000_000);
      expect(steps).toBeLessThan(1000);
    }
    text = walk.take().text;
    expect(text).toBe(whole);
    expect(steps).toBeGreaterThan(1);
  });

  test("a walk whose node is taken away says so", () => {
    document.body.innerHTML = "<div><p>one</p><p>two</p></div><p>three</p>";
    const walk = startTextWalk(document.body, { shadowRootOf: openRoot, nowMs: () => 0 });
    expect(walk.step(1, 3)).toBe(false);
    document.querySelector("div")!.remove();
    expect(walk.step(1, 1000)).toBe(true);
    expect(walk.lostItsPlace).toBe(true);
  });

  test("hidden pieces are left out with their own text alone", async () => {
    document.body.innerHTML = "<p>pur<i>XX</i>ple</p><p>owl</p>";
    const split = await splitPieces(readText(document.body, openRoot, 1000), atOnce);
    const seen = split.pieces.filter((piece) => piece.node.parentElement?.localName !== "i");
    expect(onlyPieces(split, new Set(seen)).text.trim()).toBe("purple\nowl");
    expect(onlyPieces(split, new Set(split.pieces))).toEqual(split);
  });

  test.each([
    ["a word is other", (bold: Text) => (bold.data = "X")],
    ["a word is longer", (bold: Text) => (bold.data = "ww")],
    ["a word is gone", (bold: Text) => bold.remove()],
    ["a word came", (bold: Text) => bold.before("and ")],
  ])("what changed since it was read is gone: %s", async (_, change) => {
    document.body.innerHTML = "<p>one</p><p>t<b>w</b>o</p>";
    const joined = readText(document.body, openRoot, 1000);
    change(document.querySelector("b")!.firstChild as Text);
    const { pieces } = await splitPieces(joined, atOnce);
    expect(pieces.map(({ node, whole }) => [node.textContent, whole])).toEqual([
      ["one", undefined],
      [document.querySelectorAll("p")[1]!.textContent, "gone"],
    ]);
  });

  test("a label's piece is its element, and is no text of its own", async () => {
    document.body.innerHTML = '<p title="green giraffe">one</p>';
    const { text, pieces } = await splitPieces(readText(document.body, openRoot, 1000), atOnce);
    const label = pieces.find((piece) => piece.node === document.querySelector("p"));
    expect(text.slice(label?.start, label?.end)).toBe("green giraffe");
  });

  test("a text node as long as a book is taken in parts that lose nothing and tear no word", () => {
    const words = Array.from({ length: 20_000 }, (_, place) => `word${place}`);
    document.body.textContent = words.join(" ");
    let clock = 0;
    const walk = startTextWalk(document.body, {
      shadowRootOf: openRoot,
      nowMs: () => (clock += 1),
    });
    const portions: string[] = [];
    for (let done = false; !done;) {
      // Time is up at once: each step takes one part.
      done = walk.step(0, 24_000);
      if (!done) expect(walk.heldChars).toBeLessThan(24_000 * 1.5);
      if (done || walk.heldChars >= 24_000) portions.push(walk.take().text);
    }
    expect(portions.length).toBeGreaterThan(4);
    expect(portions.join(" ").split(/\s+/).filter(Boolean)).toEqual(words);
  });

  test("a portion ends with a line where it can", () => {
    document.body.innerHTML = "<p>one two <b>three</b> four five</p><p>six</p>";
    const walk = startTextWalk(document.body, { shadowRootOf: openRoot, nowMs: () => 0 });
    expect(walk.step(Number.POSITIVE_INFINITY, 20)).toBe(false);
    expect(walk.take().text.trim()).toBe("one two three four five");
  });
});

/** The text of a tree by its rules alone, node by node and with no thought of what it costs. */
function slowText(root: Element): string {
  const inline = new Set(["a", "b", "span", "i", "wbr"]);
  let text = "";
  let endsLine = true;
  let lineFrom = 0;
  let labels: string[] = [];
  const endLine = () => {
    if (!endsLine && text !== "") text += "\n";
    endsLine = true;
    const line = text.slice(lineFrom);
    for (const label of labels) if (!line.includes(label)) text += `${label}\n`;
    labels = [];
    lineFrom = text.length;
  };
  const read = (node: Node): void => {
    if (node instanceof Text) {
      let data = node.data.replace(/[ \n\t]+/g, " ");
      if (endsLine || text.endsWith(" ")) data = data.replace(/^ /, "");
      if (data === "") return;
      text += data;
      endsLine = false;
    } else if (node instanceof Element) {
      const isInline = inline.has(node.localName);
      if (!isInline) endLine();
      if (node.localName === "script" || node.hasAttribute("hidden")) return;
      const label = node.getAttribute("title");
      if (label !== null) labels.push(label);
      if (node.hasAttribute("contenteditable")) return;
      for (const child of node.childNodes) read(child);
      if (!isInline) endLine();
    }
  };
  read(root);
  endLine();
  return text;
}

describe("however a page is built", () => {
  const leaf = fc.constantFrom(
    "red kites",
    " owl",
    "fox ",
    "\n  ",
    "a",
    "<br>",
    "<!-- x -->",
    "<wbr>",
    "<script>no</script>",
    "<span></span>",
    "<i hidden>no</i>",
    '<b title="green giraffe">owl</b>',
    '<a contenteditable="true">no</a>',
  );
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "large", withCrossShrink: true },
      leaf,
      fc
        .tuple(
          fc.constantFrom("p", "div", "section", "span", "b", "a", "li"),
          fc.array(tie("tree"), { minLength: 1, maxLength: 5 }),
        )
        .map(([name, inner]) => `<${name}>${inner.join("")}</${name}>`),
    ),
  }));
  const pages = fc.array(tree, { minLength: 1, maxLength: 6 }).map((all) => all.join(""));

  test("its text is what reading node by node gives, and each node has its own share", async () => {
    await fc.assert(
      fc.asyncProperty(pages, async (html) => {
        document.body.innerHTML = html;
        const joined = readText(document.body, openRoot, 100_000);
        expect(joined.text).toBe(slowText(document.body));
        const { text, pieces } = await splitPieces(joined, atOnce);
        let end = 0;
        for (const piece of pieces) {
          const share = text.slice(piece.start, piece.end);
          expect(piece.start).toBeGreaterThanOrEqual(end);
          end = piece.end;
          if (piece.node instanceof Text) {
            expect(piece.node.data.replace(/\s+/g, " ")).toContain(share);
          } else {
            expect(piece.whole).toBeUndefined();
            expect((piece.node as Element).getAttribute("title")).toBe(share);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("and the same whether it is left after each step or not", () => {
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 60 }), (html, most) => {
        document.body.innerHTML = html;
        const walk = startTextWalk(document.body, { shadowRootOf: openRoot, nowMs: () => 1 });
        let text = "";
        for (let done = false; !done;) {
          done = walk.step(0, most);
          text += walk.take().text;
        }
        // Each portion begins as a line does.
        expect(text.replace(/\s+/g, "")).toBe(slowText(document.body).replace(/\s+/g, ""));
      }),
      { numRuns: 100 },
    );
  });
});

test.each([
  ["a component with text", "<x-card>light</x-card>", "now"],
  ["an empty box", "<div></div>", "now"],
  ["an empty box in a line", "<p>a <span></span> b</p>", "now"],
  ["a box that says it is loading", "<div>Loading …</div>", "later"],
  ["a line of text", `<p>${"red kites ".repeat(8)}</p>`, "never"],
  ["a box with children", "<div><p>a</p></div>", "never"],
])("where a closed root is looked for: %s", (_, html, when) => {
  document.body.innerHTML = html;
  const looked: Element[] = [];
  const later: Element[] = [];
  const walk = startTextWalk(document.body, {
    shadowRootOf: (element) => {
      looked.push(element);
      return null;
    },
    nowMs: () => 0,
    onRootless: (element) => later.push(element),
  });
  walk.step(1, 1000);
  expect([looked.length, later.length]).toEqual(
    { now: [1, 1], later: [0, 1], never: [0, 0] }[when],
  );
});

test("an open root is read whatever its element holds", () => {
  document.body.innerHTML = "<p>light</p>";
  document.querySelector("p")!.attachShadow({ mode: "open" }).innerHTML = "<b>shade</b>";
  expect(readText(document.body, openRoot, 1000).text.trim()).toBe("light\nshade");
});
