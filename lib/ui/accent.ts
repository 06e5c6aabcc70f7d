// The school's colour as an accent that can always be read. The hue is the school's; how light it is, is ours:
// as text it needs 4.5:1 on every ground we put it on (WCAG 2.2, 1.4.3), and the same the other way round on buttons.

type Rgb = readonly [red: number, green: number, blue: number];

/** The grounds of tokens.css on which the accent is written, light and dark; a test reads them from there. */
export const grounds = {
  light: ["#ffffff", "#f2f5f3", "#e9efec"],
  dark: ["#182322", "#101817", "#0c1312"],
} as const;

/** 4.5 with room for the softly tinted surfaces the accent also stands on. */
const wantedContrast = 5.4;

function parse(hex: string): Rgb | undefined {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (found === null) return undefined;
  const [, red = "", green = "", blue = ""] = found;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

function format(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG contrast of two colours written "#rrggbb": 1 to 21. Anything that is no colour counts as black. */
export function contrastOf(one: string, other: string): number {
  const a = luminance(parse(one) ?? [0, 0, 0]);
  const b = luminance(parse(other) ?? [0, 0, 0]);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function mix(rgb: Rgb, towards: Rgb, share: number): Rgb {
  return [0, 1, 2].map((at) => rgb[at]! + (towards[at]! - rgb[at]!) * share) as unknown as Rgb;
}

function readable(rgb: Rgb, towards: Rgb, on: readonly string[]): string {
  for (let step = 0; step < 50; step += 1) {
    const tried = format(mix(rgb, towards, step / 50));
    if (on.every((ground) => contrastOf(tried, ground) >= wantedContrast)) return tried;
  }
  return format(towards);
}

/** The accent for light and for dark pages, as near to the school's colour as can be read; undefined for no colour. */
export function accentsFor(
  colour: string,
): { readonly light: string; readonly dark: string } | undefined {
  const rgb = parse(colour);
  if (rgb === undefined) return undefined;
  return {
    light: readable(rgb, [0, 0, 0], grounds.light),
    dark: readable(rgb, [255, 255, 255], grounds.dark),
  };
}
