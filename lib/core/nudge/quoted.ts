/** Whether a place in a text stands within marks of speech that were opened in its line: somebody in a book speaks. */
export function isQuoted(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const opens = (line.match(/[“„«]/g)?.length ?? 0) - (line.match(/[”»]/g)?.length ?? 0);
  return opens > 0 || (line.match(/"/g)?.length ?? 0) % 2 === 1;
}
