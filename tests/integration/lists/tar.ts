// A small tar (ustar) by hand, as publishers make them.

/** Files in order; a name longer than 100 signs is written in the GNU way. */
export function makeTar(files: Readonly<Record<string, string>>): Buffer {
  const blocks: Buffer[] = [];
  const add = (name: string, type: string, content: Buffer) => {
    const head = Buffer.alloc(512);
    head.write(name.slice(0, 100), 0);
    head.write("0000644\0", 100);
    head.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
    head.write("        ", 148);
    head.write(type, 156);
    head.write("ustar\x0000", 257);
    let sum = 0;
    for (const byte of head) sum += byte;
    head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    blocks.push(head, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  };
  for (const [name, content] of Object.entries(files)) {
    if (name.length > 100) add("././@LongLink", "L", Buffer.from(`${name}\0`));
    if (name.endsWith("/")) add(name, "5", Buffer.alloc(0));
    else add(name, "0", Buffer.from(content));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
