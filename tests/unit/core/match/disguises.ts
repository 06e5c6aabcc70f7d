// Ways of hiding "purple elephant", one row each: name and text.
const plain = "purple elephant";

function spell(text: string, alphabet: (place: number) => string): string {
  return Array.from(text)
    .map((letter) => (letter === " " ? " " : alphabet(letter.charCodeAt(0) - 97)))
    .join("");
}

function from(first: number, text = plain): string {
  return spell(text, (place) => String.fromCodePoint(first + place));
}

function swap(table: Readonly<Record<string, string>>, text = plain): string {
  return Array.from(text)
    .map((letter) => table[letter] ?? letter)
    .join("");
}

function between(mark: string, text = plain): string {
  return Array.from(text)
    .map((letter) => (letter === " " ? " " : letter + mark))
    .join("");
}

function spaced(gap: string, words: string): string {
  return plain
    .split(" ")
    .map((word) => Array.from(word).join(gap))
    .join(words);
}

const smallCapitals = Array.from("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ");
const superscripts = Array.from("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖᑫʳˢᵗᵘᵛʷˣʸᶻ");
const braille = Array.from("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵");
const upsideDown = Array.from("ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz");
const turned = Array.from(spell(plain, (place) => upsideDown[place] ?? ""))
  .reverse()
  .join("");

function rot13(text: string): string {
  return spell(text, (place) => String.fromCharCode(97 + ((place + 13) % 26)));
}

export const disguises: readonly (readonly [name: string, text: string])[] = [
  ["upper case", "PURPLE ELEPHANT"],
  ["mixed case", "pUrPlE eLePhAnT"],
  ["precomposed accents", "pùrplé élêphänt"],
  ["combining accents", "pu\u0300rple\u0301 ele\u0301phant"],
  ["zalgo", between("\u0335\u0321\u034e\u0312\u0313\u0352")],
  ["zero-width space", between("\u200b")],
  ["zero-width joiner", between("\u200d")],
  ["zero-width non-joiner", between("\u200c")],
  ["word joiner", between("\u2060")],
  ["byte order mark", between("\ufeff")],
  ["soft hyphen", between("\u00ad")],
  ["tag characters", between("\u{e0061}")],
  ["variation selectors", between("\ufe0f")],
  ["Mongolian vowel separator", between("\u180e")],
  ["Hangul filler", between("\u3164")],
  ["half-width Hangul filler", between("\uffa0")],
  ["Braille blank", between("\u2800")],
  ["bidi controls", between("\u2066\u2069")],
  ["full-width", from(0xff41)],
  ["mathematical bold", from(0x1d41a)],
  ["mathematical sans", from(0x1d5ba)],
  ["mathematical script", from(0x1d4b6).replaceAll("\u{1d4ba}", "ℯ")],
  ["double-struck", from(0x1d552)],
  ["fraktur", from(0x1d51e)],
  ["monospace", from(0x1d68a)],
  ["circled", from(0x24d0)],
  ["negative circled", from(0x1f150)],
  ["parenthesised", from(0x249c)],
  ["squared", from(0x1f130)],
  ["negative squared", from(0x1f170)],
  ["regional indicators", from(0x1f1e6)],
  [
    "regional indicators, spaced",
    spaced(" ", "   ").replace(/[a-z]/g, (one) => from(0x1f1e6, one)),
  ],
  ["small capitals", spell(plain, (place) => smallCapitals[place] ?? "")],
  ["superscript", spell(plain, (place) => superscripts[place] ?? "")],
  ["upside down and round", turned],
  ["upside-down letters in place", spell(plain, (place) => upsideDown[place] ?? "")],
  ["Braille letters", spell(plain, (place) => braille[place] ?? "")],
  ["Cyrillic look-alikes", swap({ u: "υ", p: "р", e: "е", a: "а" })],
  ["Greek look-alikes", swap({ p: "ρ", u: "υ", e: "ε", a: "α", n: "η", t: "τ" })],
  ["Armenian look-alikes", swap({ u: "ս", h: "հ", n: "ո" })],
  ["Cherokee look-alikes", "Ꮲurple ᎬlepᎻant"],
  ["leet digits", "purpl3 3l3ph4nt"],
  ["leet digits, more", "purp1e e1eph4n7"],
  ["leet symbols", "purpl€ €l€ph@nt"],
  ["leet symbols, more", "purp|e e|eph@n+"],
  ["repeated letters", "puuuurple eleeeephaaaant"],
  ["every letter doubled", "ppuurrppllee eelleepphhaanntt"],
  ["letters spaced", spaced(" ", "   ")],
  ["letters spaced evenly", spaced(" ", " ")],
  ["letters dotted", spaced(".", " ")],
  ["letters dotted throughout", spaced(".", ".")],
  ["letters hyphened", spaced("-", " ")],
  ["letters starred", spaced("*", " ")],
  ["letters underscored", spaced("_", " ")],
  ["letters in slashes", spaced("/", "  ")],
  ["punctuation inside", "pur.ple ele-phant"],
  ["an apostrophe inside", "pur'ple ele'phant"],
  ["random split", "pur ple eleph ant"],
  ["joined", "purpleelephant"],
  ["hyphened", "purple-elephant"],
  ["underscored", "purple_elephant"],
  ["CamelCase", "PurpleElephant"],
  ["hashtag", "#PurpleElephant"],
  ["hashtag in a sentence", "so funny #MyPurpleElephantToday"],
  ["no-break space", "purple\u00a0elephant"],
  ["newline", "purple\nelephant"],
  ["punctuation between", "purple... elephant"],
  ["masked vowels", "p*rple el*ph*nt"],
  ["masked with hashes", "p#rple eleph#nt"],
  ["masked with underscores", "p_rple el_phant"],
  ["dropped vowels", "prpl lphnt"],
  ["two letters swapped", "purlpe elehpant"],
  ["a letter missing", "purple elphant"],
  ["a letter too many", "purple elepahant"],
  ["a letter wrong", "purple elephont"],
  ["ph as f", "purple elefant"],
  ["reversed", Array.from(plain).reverse().join("")],
  ["right-to-left override", `\u202e${Array.from(plain).reverse().join("")}\u202c`],
  ["decimal entities", between("", plain).replace(/[a-z]/g, (one) => `&#${one.charCodeAt(0)};`)],
  ["hex entities", "purple &#x65;l&#x65;phant"],
  ["percent-encoding", "purple%20%65lephant"],
  [
    "percent-encoded throughout",
    Array.from(plain)
      .map((one) => `%${one.charCodeAt(0).toString(16)}`)
      .join(""),
  ],
  ["rot13", rot13(plain)],
  ["leet and spaced", "p u r p 1 3   3 l 3 p h 4 n t"],
  ["leet and repeated", "purpl333 3l3phaaaant"],
  ["look-alikes and zero-width", "рur\u200bple еleph\u200baпt"],
  ["full-width and dotted", "ｐ.ｕ.ｒ.ｐ.ｌ.ｅ ｅｌｅｐｈａｎｔ"],
  ["accents and CamelCase", "#PürpleÉlephant"],
];
