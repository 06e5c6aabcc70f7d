// Where things stand in a JSON text. JSON.parse says what is wrong but not always where, and takes the last of two
// equal keys without a word; a person who edits a policy by hand needs both said. Zod-free.
import { problem } from "./result.ts";
import type { Problem } from "./result.ts";

export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

export interface JsonPlaces {
  /** The first syntax error, if any, and every key that stands twice. */
  readonly problems: readonly Problem[];
  /** Where each value begins, by path: "profiles.ks3.block.0". */
  readonly places: ReadonlyMap<string, TextPlace>;
}

/** A policy nests six deep; beyond this a text is an attack on the stack. */
const deepest = 64;

class JsonStop extends Error {
  readonly found: string;
  readonly expected: string;
  readonly at: number;
  constructor(found: string, expected: string, at: number) {
    super(found);
    this.found = found;
    this.expected = expected;
    this.at = at;
  }
}

/** A path as problems spell it: keys and places joined with dots. */
export function joinPath(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

/**
 * Reads a JSON text for places only. Never throws; linear in the length. `name` stands before line and column.
 * `wants: "problems"` leaves `places` empty: with lists of 200,000 hosts they are what takes long.
 */
export function locateJson(
  text: string,
  name = "policy",
  wants: "places" | "problems" = "places",
): JsonPlaces {
  const problems: Problem[] = [];
  const places = new Map<string, TextPlace>();
  const placeOf = createPlacer(text);
  const spot = (at: number) => {
    const { line, column } = placeOf(at);
    return `${name}:${line}:${column}`;
  };
  let at = 0;

  const show = (): string => {
    const sign = text.codePointAt(at);
    return sign === undefined ? "the end of the text" : JSON.stringify(String.fromCodePoint(sign));
  };
  const stop = (expected: string): never => {
    throw new JsonStop(show(), expected, at);
  };
  const skip = () => {
    while (at < text.length && " \t\r\n".includes(text.charAt(at))) at += 1;
  };

  const readString = (expected: string): string => {
    if (text[at] !== '"') stop(expected);
    const start = at;
    at += 1;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (Number.isNaN(unit)) stop('a closing quotation mark (")');
      if (unit < 32) stop("no line end or control sign inside a text");
      if (unit === 34) break;
      if (unit === 92) {
        const escape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
        if (escape === null) stop(String.raw`an escape such as \" or \u00e9`);
        at += escape?.[0].length ?? 1;
      } else {
        at += 1;
      }
    }
    at += 1;
    return JSON.parse(text.slice(start, at)) as string;
  };

  const readObject = (path: readonly PropertyKey[]) => {
    const seen = new Set<string>();
    at += 1;
    skip();
    if (text[at] === "}") {
      at += 1;
      return;
    }
    for (;;) {
      skip();
      const keyAt = at;
      const key = readString('a name in quotation marks, such as "version"');
      const keyPath = [...path, key];
      if (seen.has(key)) {
        problems.push(
          problem(
            joinPath(keyPath),
            `the name "${key}" a second time, at ${spot(keyAt)}`,
            "each name once (the later would silently win)",
          ),
        );
      }
      seen.add(key);
      skip();
      if (text[at] !== ":") stop("a colon (:)");
      at += 1;
      readValue(keyPath);
      skip();
      if (text[at] === ",") at += 1;
      else if (text[at] === "}") break;
      else stop("a comma (,) or a closing brace (})");
    }
    at += 1;
  };

  /** A text without escapes: nearly all of a long list. It has no place to note and no key to repeat. */
  // oxlint-disable-next-line no-control-regex -- JSON forbids exactly these in a text
  const plainText = /[ \t\r\n]*"[^"\\\u0000-\u001f]*"/y;
  const passPlainText = (): boolean => {
    if (wants === "places") return false;
    plainText.lastIndex = at;
    if (!plainText.test(text)) return false;
    at = plainText.lastIndex;
    return true;
  };

  const readArray = (path: readonly PropertyKey[]) => {
    at += 1;
    skip();
    if (text[at] === "]") {
      at += 1;
      return;
    }
    for (let place = 0; ; place += 1) {
      if (!passPlainText()) readValue([...path, place]);
      skip();
      if (text[at] === ",") at += 1;
      else if (text[at] === "]") break;
      else stop("a comma (,) or a closing bracket (])");
    }
    at += 1;
  };

  const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
  const readValue = (path: readonly PropertyKey[]) => {
    skip();
    if (path.length > deepest) stop(`values nested at most ${deepest} deep`);
    if (wants === "places") places.set(joinPath(path), placeOf(at));
    const sign = text[at];
    if (sign === "{") return readObject(path);
    if (sign === "[") return readArray(path);
    if (sign === '"') {
      readString("a text");
      return undefined;
    }
    scalar.lastIndex = at;
    const found = scalar.exec(text);
    if (found === null) {
      return stop('a value: a text in quotation marks, a number, true, false, null, "[" or "{"');
    }
    at += found[0].length;
    return undefined;
  };

  try {
    if (text.startsWith("\uFEFF")) at = 1;
    readValue([]);
    skip();
    if (at < text.length) stop("nothing after the policy's closing brace");
  } catch (thrown) {
    if (!(thrown instanceof JsonStop)) throw thrown;
    problems.unshift(problem(spot(thrown.at), thrown.found, thrown.expected));
  }
  return { problems, places };
}

/** Turns offsets into lines and columns. Asked mostly in rising order, so the search goes on from the last answer. */
function createPlacer(text: string): (at: number) => TextPlace {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  let row = 0;
  return (at) => {
    while (row > 0 && (starts[row] ?? 0) > at) row -= 1;
    while (row + 1 < starts.length && (starts[row + 1] ?? 0) <= at) row += 1;
    return { line: row + 1, column: at - (starts[row] ?? 0) + 1 };
  };
}
