// Host names travel as ASCII: browsers and declarativeNetRequest know "münchen.de" only as "xn--mnchen-3ya.de".

const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialCodePoint = 128;

function adaptBias(delta: number, pointCount: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / damp) : Math.floor(delta / 2);
  rest += Math.floor(rest / pointCount);
  let k = 0;
  while (rest > ((base - tMin) * tMax) / 2) {
    rest = Math.floor(rest / (base - tMin));
    k += base;
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}

function digitOf(value: number): string {
  return String.fromCharCode(value < 26 ? value + 97 : value + 22);
}

/**
 * Encodes one label, without the `xn--` in front. Give it lower-case, normalised text of at most 63 characters:
 * the work grows with the square of the length.
 * Source: RFC 3492, sections 6.1 and 6.3.
 */
export function encodePunycode(label: string): string {
  const points = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  let output = "";
  for (const point of points) if (point < initialCodePoint) output += String.fromCharCode(point);
  const basicCount = output.length;
  let handled = basicCount;
  if (basicCount > 0) output += "-";

  let codePoint = initialCodePoint;
  let delta = 0;
  let bias = initialBias;
  while (handled < points.length) {
    let next = Infinity;
    for (const point of points) if (point >= codePoint && point < next) next = point;
    delta += (next - codePoint) * (handled + 1);
    codePoint = next;
    for (const point of points) {
      if (point < codePoint) delta += 1;
      if (point !== codePoint) continue;
      let rest = delta;
      for (let k = base; ; k += base) {
        const threshold = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
        if (rest < threshold) break;
        output += digitOf(threshold + ((rest - threshold) % (base - threshold)));
        rest = Math.floor((rest - threshold) / (base - threshold));
      }
      output += digitOf(rest);
      bias = adaptBias(delta, handled + 1, handled === basicCount);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    codePoint += 1;
  }
  return output;
}
