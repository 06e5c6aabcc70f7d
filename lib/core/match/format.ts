// The packed lexicon as bytes, shared by the packer and the opener. Little-endian, as every Chromebook is.
//
//   u32 magic, u32 version, u32 number of sections, u32 words, u32 span, u32 phrases,
//   then per section u32 offset, u32 length in bytes, u32 bytes per number (1, 2 or 4);
//   then the sections, each on a boundary of 4 bytes, in the order of `sectionNames`.

export const magic = 0x58454c53;
export const formatVersion = 10;
export const headerNumbers = 6;

/** In a list of `ways`: the phrase may end here (or begin, in a list that leads backwards). */
export const endWay = 255;

/**
 * The sections of numbers, then the text: one JSON text as codes (ASCII, and from 128 on what stands for two other
 * codes), and the pairs of those.
 */
export const sectionNames = [
  "pages",
  "blocks",
  "base",
  "label",
  "out",
  "passed",
  "link",
  "anchorFrom",
  "anchors",
  "gateAt",
  "gateOf",
  "gateLeft",
  "gateRight",
  "gateBack",
  "gateAhead",
  "needReach",
  "needBits",
  "needMoreBits",
  "phraseFrom",
  "atom",
  "after",
  "before",
  "ways",
  "setFrom",
  "members",
  "bits",
  "text",
  "pairs",
] as const;
export type SectionName = (typeof sectionNames)[number];

/** As many as there are `sectionNames`, which the pages need not carry. */
export const sectionCount = 28;
