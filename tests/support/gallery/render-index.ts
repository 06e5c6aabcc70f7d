// The gallery's first page: a list of every state, and a frame to look at it in, in any size and language.
import { languageCodes, languages } from "../../../lib/ui/i18n/languages.ts";
import { addressOfShot, galleryPages, shots } from "./shot-list.ts";

const titles: Readonly<Record<(typeof galleryPages)[number], string>> = {
  report: "Report a worry",
  blocked: "A page that is closed",
  closed: "Against the law",
  agreement: "The agreement",
  notice: "What is watched here",
  site: "Tell school of a page",
  status: "Status, for the IT lead",
};

const sizes = [
  ["380x600", "popup, 380 × 600"],
  ["1366x768", "Chromebook, 1366 × 768"],
  ["683x384", "at 200 %, 683 × 384"],
  ["320x480", "narrowest, 320"],
] as const;

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { margin: 0; display: grid; grid-template-columns: 21rem 1fr; height: 100vh; }
  nav { overflow: auto; padding: 1rem; border-right: 1px solid #8886; }
  main { overflow: auto; padding: 1rem; }
  h1 { font-size: 1.3rem; margin: 0 0 .5rem; } h2 { font-size: 1rem; margin: 1.2rem 0 .2rem; }
  ul { list-style: none; margin: 0; padding: 0; }
  nav a { display: block; padding: .15rem .4rem; border-radius: .3rem; text-decoration: none; color: inherit; }
  nav a:hover, nav a[aria-current] { background: #8883; }
  form { display: flex; gap: 1rem; flex-wrap: wrap; margin-bottom: .8rem; align-items: center; }
  select, input { font: inherit; } iframe { border: 1px solid #8888; background: Canvas; }`;

const script = `
  const form = document.querySelector("form"), frame = document.querySelector("iframe");
  const links = [...document.querySelectorAll("nav a[data-shot]")];
  const alone = document.querySelector("#alone");
  function show() {
    const link = links.find((one) => one.dataset.shot === decodeURIComponent(location.hash.slice(1))) ?? links[0];
    for (const one of links) one.toggleAttribute("aria-current", one === link);
    const size = form.size.value || link.dataset.size;
    const [width, height] = size.split("x");
    frame.width = width; frame.height = height;
    const address = new URL(link.dataset.address, location.href);
    if (form.language.value !== "") address.searchParams.set("keep.language", form.language.value);
    frame.src = alone.href = address.href;
    document.querySelector("main h2").textContent = link.textContent;
  }
  addEventListener("hashchange", show);
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector("#find").addEventListener("input", (event) => {
    for (const one of links) one.parentElement.hidden = !one.textContent.includes(event.target.value);
  });
  show();`;

/** An HTML page on its own. */
export function renderIndex(desk: string): string {
  const groups = galleryPages.map((page) => {
    const rows = shots
      .filter((shot) => shot.page === page)
      .map(
        (shot) =>
          `<li><a href="#${escape(shot.name)}" data-shot="${escape(shot.name)}" data-address="${escape(addressOfShot(shot))}" data-size="${shot.popup === true ? "380x600" : "1366x768"}">${escape(shot.name)}</a></li>`,
      );
    return `<h2>${titles[page]}</h2><ul>${rows.join("")}</ul>`;
  });
  const options = (pairs: readonly (readonly [string, string])[]): string =>
    pairs.map(([value, label]) => `<option value="${value}">${escape(label)}</option>`).join("");
  return `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Schoolgate: the gallery</title><style>${style}</style>
<nav><h1>Every page in every state</h1><label>Find <input id="find" type="search"></label><p>${escape(desk)}</p>${groups.join("")}</nav>
<main><form><label>Size <select name="size"><option value="">its own</option>${options(sizes)}</select></label>
<label>Language <select name="language"><option value="">its own</option>${options(languageCodes.map((code) => [code, languages[code].own]))}</select></label>
<a id="alone" target="_blank">by itself</a><span>Dark, contrast and motion follow the system’s own setting.</span></form>
<h2></h2><iframe title="The page"></iframe></main><script>${script}</script></html>`;
}
