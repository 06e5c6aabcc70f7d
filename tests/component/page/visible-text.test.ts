// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import {
  readText,
  startTextWalk,
  withoutHidden,
  type TextPiece,
} from "../../../lib/app/page/visible-text.ts";

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
    const walk = startTextWalk(
      document.body,
      openRoot,
      () => 0,
      (root) => roots.push(root),
    );
    expect(walk.step(1, 1000)).toBe(true);
    expect(walk.take().text.trim()).toBe("light\nshade\ndeep\nafter");
    expect(roots).toHaveLength(2);
  });

  test("pieces point to their nodes", () => {
    document.body.innerHTML = "<p>one</p><p>t<b>w</b>o</p>";
    const { text, pieces } = readText(document.body, openRoot, 1000);
    for (const piece of pieces) {
      expect(piece.node.data.trim()).toBe(text.slice(piece.start, piece.end).trim());
    }
    expect(pieces).toHaveLength(4);
  });

  test("a walk left and taken up again reads the same", () => {
    document.body.innerHTML = Array.from({ length: 400 }, (_, n) => `<p>line ${n}</p>`).join("");
    const whole = readText(document.body, openRoot, 1_000_000).text;
    let clock = 0;
    const walk = startTextWalk(document.body, openRoot, () => (clock += 1));
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
    const walk = startTextWalk(document.body, openRoot, () => 0);
    expect(walk.step(1, 3)).toBe(false);
    document.querySelector("div")!.remove();
    expect(walk.step(1, 1000)).toBe(true);
    expect(walk.lostItsPlace).toBe(true);
  });

  test("hidden pieces are left out with their own text alone", () => {
    document.body.innerHTML = "<p>pur<i>XX</i>ple</p><p>owl</p>";
    const joined = readText(document.body, openRoot, 1000);
    const isVisible = (piece: TextPiece): boolean => piece.node.parentElement?.localName !== "i";
    expect(withoutHidden(joined, isVisible).text.trim()).toBe("purple\nowl");
    expect(withoutHidden(joined, () => true)).toBe(joined);
  });
});
