import type { Parts } from "../translation.ts";

export const readingWelsh: Parts["reading"] = {
  title: "Gwneud hi’n haws darllen",
  size: "Pa mor fawr",
  sizes: { usual: "Arferol", large: "Mawr", larger: "Mwy", largest: "Mawr iawn" },
  letters: "Llythrennau",
  letterKinds: { usual: "Arferol", easy: "Hawdd eu gwahaniaethu, â mwy o le" },
  paper: "Lliw’r dudalen",
  papers: { usual: "Arferol", cream: "Hufen", blue: "Glas", dark: "Tywyll" },
  strong: "Llinellau cryfach a geiriau tywyllach",
  still: "Dim byd yn symud",
  done: "Wedi gorffen",
  reset: "Fel yr oedd",
  kept: "Yn cael ei gadw ar y Chromebook hwn yn unig.",
};
