// The page shapes of the page bench: each as pages of its kind are built, made of the same harmless prose. Their own
// scripts make no promises, so that every microtask seen in a trace is ours or the harness's.

export interface Shape {
  readonly name: string;
  /** How long a visit lasts. */
  readonly windowMs: number;
  /** Paths of the site (default "/") to HTML. */
  readonly pages: (text: Prose) => Readonly<Record<string, string>>;
}

/** Gives the next so many units of prose, cut at a word. */
export type Prose = (units: number) => string;

const html = (title: string, body: string): string =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><body>${body}`;

const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join("\n");

const article: Shape = {
  name: "article",
  windowMs: 5000,
  // 100,000 units of text: what the budget is said for.
  pages: (prose) => ({
    "/": html(
      "An article",
      `<header><nav>${times(12, (at) => `<a href="#${at}">${prose(20)}</a>`)}</nav></header><main>${times(
        100,
        (at) =>
          `${at % 10 === 0 ? `<h2>${prose(40)}</h2>` : ""}<p>${prose(420)} <em>${prose(60)}</em> ${prose(400)} <a href="#">${prose(50)}</a></p>`,
      )}</main>`,
    ),
  }),
};

const table: Shape = {
  name: "table",
  windowMs: 5000,
  pages: (prose) => ({
    "/": html(
      "A table",
      `<table><tr>${times(10, (at) => `<th>Column ${at}</th>`)}</tr>${times(
        400,
        (row) =>
          `<tr>${times(10, (at) => `<td>${at % 3 === 0 ? `${row * at}.${at}` : `<span>${prose(18)}</span>`}</td>`)}</tr>`,
      )}</table>`,
    ),
  }),
};

const chat: Shape = {
  name: "chat",
  windowMs: 8000,
  // A line comes five times a second; the oldest goes.
  pages: (prose) => ({
    "/": html(
      "A chat",
      `<ul id="feed">${times(500, (at) => `<li><b>Person ${at % 7}</b> <time>10:${10 + (at % 50)}</time><div>${prose(70)}</div></li>`)}</ul>
<script>
const lines = ${JSON.stringify(Array.from({ length: 40 }, () => prose(60)))};
let at = 0;
setInterval(function addLine() {
  const feed = document.getElementById("feed");
  const line = document.createElement("li");
  line.innerHTML = "<b>Person " + (at % 7) + "</b> <time>11:00</time><div>" + lines[at++ % 40] + " " + at + "</div>";
  feed.append(line);
  feed.firstElementChild.remove();
}, 200);
</script>`,
    ),
  }),
};

const results: Shape = {
  name: "results",
  windowMs: 5000,
  pages: (prose) => ({
    "/": html(
      "Search results",
      times(
        60,
        (at) =>
          `<div><div><a href="#${at}"><h3>${prose(50)}</h3><cite>example-${at}.test › ${prose(12)}</cite></a></div><div><span>${prose(50)}<em>${prose(10)}</em>${prose(60)}<wbr>${prose(30)}</span></div><img alt="${prose(40)}" src="data:,"></div>`,
      ),
    ),
  }),
};

const app: Shape = {
  name: "app",
  windowMs: 6000,
  // Forty levels deep, cards in open and closed shadow roots, a list that is drawn anew each second.
  pages: (prose) => ({
    "/": html(
      "An app",
      `${"<div>".repeat(40)}<app-shell></app-shell>${"</div>".repeat(40)}
<script>
const texts = ${JSON.stringify(Array.from({ length: 200 }, () => prose(120)))};
customElements.define("app-card", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: this.dataset.mode });
    root.innerHTML = "<style>p{margin:0}</style><section><h4>Card</h4><p></p><slot></slot></section>";
    root.querySelector("p").textContent = texts[this.dataset.at];
  }
});
customElements.define("app-shell", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    function draw() {
      root.innerHTML = texts.map((_, at) =>
        '<app-card data-at="' + at + '" data-mode="' + (at % 2 ? "closed" : "open") + '"><i>light ' + at + "</i></app-card>").join("");
    }
    draw();
    setInterval(draw, 1000);
  }
});
</script>`,
    ),
  }),
};

const longText: Shape = {
  name: "long-text",
  windowMs: 20_000,
  pages: (prose) => ({
    "/": html(
      "A long text",
      times(2000, () => `<p>${prose(990)}</p>`),
    ),
  }),
};

const churn: Shape = {
  name: "churn",
  windowMs: 10_000,
  // A thousand changes a second, in twenty-five lots: text set anew, nodes added, nodes taken away.
  pages: (prose) => ({
    "/": html(
      "Changes without end",
      `<main>${times(200, () => `<p>${prose(80)}</p>`)}</main><ul></ul>
<script>
const texts = ${JSON.stringify(Array.from({ length: 100 }, () => prose(60)))};
const lines = document.querySelectorAll("p");
const list = document.querySelector("ul");
let turn = 0;
setInterval(function change() {
  for (let at = 0; at < 40; at += 1) {
    turn += 1;
    if (turn % 4 < 2) lines[turn % 200].firstChild.data = texts[turn % 100] + turn;
    else if (turn % 4 === 2) {
      const item = document.createElement("li");
      item.textContent = texts[turn % 100] + turn;
      list.append(item);
    } else if (list.childElementCount > 100) list.firstElementChild.remove();
  }
}, 40);
</script>`,
    ),
  }),
};

/** How many frames the page of frames has beside its own. */
export const manyFrames = 20;

const frames: Shape = {
  name: "frames",
  windowMs: 6000,
  pages: (prose) => ({
    "/": html(
      "Frames",
      `<p>${prose(500)}</p>${times(manyFrames, () => '<iframe src="/leaf"></iframe>')}`,
    ),
    "/leaf": html("A frame", `<p>${prose(900)}</p>`),
  }),
};

export const shapes: readonly Shape[] = [
  article,
  table,
  chat,
  results,
  app,
  longText,
  churn,
  frames,
];
