// The packed lexicon as bytes, shared by the packer and the opener. Little-endian, as every Chromebook is.
//
//   u32 magic, u32 version, u32 number of sections, u32 words, u32 span, u32 phrases, u32 gate words,
//   then per section u32 offset, u32 length in bytes, u32 bytes per number (1, 2 or 4);
//   then the sections, each on a boundary of 4 bytes, in the order of `sectionNames`.

export const magic = 0x58454c53;
export const formatVersion = 16;
export const headerNumbers = 7;

/** In a list of `ways`: the phrase may end here (or begin, in a list that leads backwards). */
export const endWay = 255;

/** How many numbers `wordKinds` has of each kind. */
export const kindNumbers = 6;

/**
 * The sections of numbers, then the text: a row of JSON for each phrase, as codes (ASCII, and from 128 on what stands for
 * two other codes), the pairs of those, and how long the rows are.
 */
export const sectionNames = [
  "pages",
  "blocks",
  "cells",
  "out",
  "passed",
  "link",
  "anchorFrom",
  "anchors",
  "wordKind",
  "wordKinds",
  "pairs",
  "joins",
  "gateKind",
  "gateKinds",
  "gateOf",
  "gateLeft",
  "gateRight",
  "needReach",
  "needs",
  "phraseFrom",
  "shapes",
  "atom",
  "after",
  "before",
  "ways",
  "setFrom",
  "members",
  "text",
  "signs",
  "rows",
] as const;
export type SectionName = (typeof sectionNames)[number];

/** As many as there are `sectionNames`, which the pages need not carry. */
export const sectionCount = 30;
