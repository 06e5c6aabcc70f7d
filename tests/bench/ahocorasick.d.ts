// The package ships no types of its own.
declare module "ahocorasick" {
  export default class AhoCorasick {
    constructor(keywords: readonly string[]);
    /** Each place where phrases end (its last unit), and those phrases. */
    search(text: string): [end: number, phrases: string[]][];
  }
}
