import { Damaged, partOf, Reader, type Budget, type ByteSource } from "./source.ts";
import { decodeLatin1 } from "./text.ts";

const block = 512;
const mostEntries = 1_000;

/**
 * The files in a tar, of which only the beginning is looked at when they are many.
 * Format: https://www.gnu.org/software/tar/manual/html_node/Standard.html
 * @throws Damaged when a header is not one
 */
export async function readTar(source: ByteSource, budget: Budget): Promise<{ name: string; content: ByteSource }[]> {
  const reader = new Reader(source, budget);
  const entries: { name: string; content: ByteSource }[] = [];
  await reader.run(() => {
    if (reader.left < block || entries.length === mostEntries) return false;
    const header = decodeLatin1(reader.bytes(block));
    // Two empty blocks are the end.
    if (header.startsWith("\0")) return false;
    budget.step(16);
    const octal = header.slice(124, 136).replaceAll("\0", " ").trim();
    if (!/^[0-7]+$/.test(octal)) throw new Damaged(`The tar's header at byte ${reader.position - block} does not say how long its file is.`);
    const size = Number.parseInt(octal, 8);
    const [name = ""] = header.slice(0, 100).split("\0", 1);
    entries.push({ name, content: partOf(source, reader.position, size) });
    reader.skip(Math.min(reader.left, Math.ceil(size / block) * block));
    return true;
  });
  return entries;
}
