// Text in the very colour of what it stands on cannot be seen until it is marked or given another. Told only where
// nothing else can lie between: a picture, another layer, a frame's page would make it readable after all.

/** Channels (0 to 255) that differ by no more than this look alike. */
const mostDifference = 8;
/** Neighbours looked at for a layer of their own; with more of them nothing is said. */
const mostNeighbours = 60;

const moving = ["position", "inset", "float", "transform", "translate", "filter", "mix-blend-mode"];
const unmoved = /^(?:auto|none|normal|static|relative|0px)$/;

/**
 * Whether an element stands where its neighbours leave it, and changes no colours. Asks for values as they were computed:
 * `getComputedStyle` would lay the page out to tell lengths.
 */
function isInFlow(element: Element): boolean {
  const computed = element.computedStyleMap();
  return (
    moving.every((name) => unmoved.test(String(computed.get(name)))) &&
    !String(computed.get("margin")).includes("-")
  );
}

/** Whether something that is no ancestor may be drawn between an element's content and its background. */
function mayHaveLayers(element: Element): boolean {
  const { backgroundImage, display } = getComputedStyle(element);
  const children = [...element.children];
  return (
    backgroundImage !== "none" ||
    display.includes("grid") ||
    element.localName.includes("-") ||
    element.shadowRoot !== null ||
    children.length > mostNeighbours ||
    ["::before", "::after"].some((pseudo) => {
      const { content, position } = getComputedStyle(element, pseudo);
      return content !== "none" && position !== "static";
    }) ||
    !children.every(isInFlow)
  );
}

/** Whether two colours, neither of them transparent nor in a space of its own, look the same. */
function areAlike(one: string, other: string): boolean {
  const [left, right] = [one, other].map(
    (colour) => colour.startsWith("rgb(") && colour.match(/\d+/g),
  );
  if (!left || !right) return false;
  return left.every((channel, at) => Math.abs(+channel - Number(right[at])) <= mostDifference);
}

/** Whether the text of an element has the colour of the ground it stands on, and can have no other. Lays nothing out. */
export function hasGroundColour(element: Element): boolean {
  // What is transparent may lie over a picture of its own words, as in a viewer of documents: it is like no colour.
  const { webkitTextFillColor, textShadow } = getComputedStyle(element);
  let ground = element;
  const isBare = (): boolean => getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)";
  while (isBare() && ground.parentElement) ground = ground.parentElement;
  let { backgroundColor, colorScheme } = getComputedStyle(ground);
  // A page that names no colour is white, unless it is dark or a frame in another.
  const isPage = ground === document.documentElement && window === top;
  if (isBare() && isPage && !colorScheme.includes("dark")) backgroundColor = "rgb(255, 255, 255)";
  if (textShadow !== "none" || !areAlike(webkitTextFillColor, backgroundColor)) return false;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (mayHaveLayers(at)) return false;
    if (at === ground) return true;
  }
  return false;
}
