/**
 * Reads tar archives as they come: ustar, pax (POSIX.1-2017) and GNU's long names.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */

export interface Header {
  path: string;
  /** `file`, or what else it is. */
  type: string;
  /** Bytes. */
  size: number;
}

/** It is no archive, or is cut off; the message is a clause that says how. */
export class NoArchive extends Error {
  override readonly name = "NoArchive";
}

const block = 512;
/** What may stand before a file, as its long name, in bytes. */
const mostRecord = 1024 * 1024;

const types: Record<string, string> = {
  "\0": "file", "0": "file", "7": "file", "1": "link", "2": "symlink", "3": "character-device", "4": "block-device", "5": "directory", "6": "fifo",
  x: "pax", g: "global pax", L: "long path", N: "long path", K: "long link",
};

/**
 * The entries of an archive, one after the other. Of a source that uses the memory of its pieces again, nothing is kept.
 * @param place gives the memory that the next entry's bytes are put into, of its size; what it throws ends the reading
 * @throws NoArchive
 */
export async function* unpack(source: AsyncIterable<Uint8Array>, place: (header: Header) => Promise<Buffer>): AsyncGenerator<{ header: Header; bytes: Buffer }> {
  const input = openInput(source);
  const head = Buffer.alloc(block);
  const readWhole = async (bytes: Buffer) => {
    if ((await input.fill(bytes)) < bytes.length) throw new NoArchive("it ends early");
    const rest = head.subarray(0, (block - (bytes.length % block)) % block);
    if ((await input.fill(rest)) < rest.length) throw new NoArchive("it ends early");
    return bytes;
  };
  let everywhere: Partial<Header> = {};
  let next: Partial<Header> = {};
  try {
    for (;;) {
      const count = await input.fill(head);
      if (count === 0) return;
      if (count < block) throw new NoArchive("it ends early");
      const found = readHeader(head);
      // Empty blocks, as there are at the end.
      if (!found) continue;
      if (/^(?:global )?pax$|^long /.test(found.type)) {
        if (found.size > mostRecord) throw new NoArchive("a record in it is too long");
        const record = await readWhole(Buffer.alloc(found.size));
        if (found.type === "global pax") everywhere = { ...everywhere, ...readPax(record) };
        if (found.type === "pax") next = { ...next, ...readPax(record) };
        if (found.type === "long path") next = { path: textAt(record, 0, record.length), ...next };
        continue;
      }
      const header = { ...found, ...everywhere, ...next };
      next = {};
      yield { header, bytes: await readWhole(await place(header)) };
    }
  } finally {
    await input.end();
  }
}

function openInput(source: AsyncIterable<Uint8Array>) {
  const pieces = source[Symbol.asyncIterator]();
  let piece: Buffer = Buffer.alloc(0);
  return {
    /** @returns how many bytes it has put there: fewer than there is room for only at the end */
    async fill(room: Buffer): Promise<number> {
      for (let filled = 0; ; ) {
        const copied = piece.copy(room, filled);
        filled += copied;
        piece = piece.subarray(copied);
        if (filled === room.length) return filled;
        const next = await pieces.next();
        if (next.done) return filled;
        const { buffer, byteOffset, length } = next.value;
        piece = Buffer.from(buffer, byteOffset, length);
      }
    },
    end: async () => void (await pieces.return?.()),
  };
}

/** @returns null for an empty block */
function readHeader(head: Buffer): Header | null {
  // The checksum is made as if it were spaces itself.
  let sum = 8 * 32;
  for (let at = 0; at < block; at++) if (at < 148 || at >= 156) sum += head[at]!;
  if (sum === 8 * 32) return null;
  const magic = head.toString("latin1", 257, 263);
  if (sum !== numberAt(head, 148, 8) || (magic !== "ustar\0" && magic !== "ustar ")) throw new NoArchive("a header in it is none");
  const name = textAt(head, 0, 100);
  const prefix = magic === "ustar\0" ? textAt(head, 345, 155) : "";
  const letter = String.fromCharCode(head[156]!);
  const type = types[letter] ?? "thing";
  return { path: prefix ? `${prefix}/${name}` : name, type: type === "file" && name.endsWith("/") ? "directory" : type, size: numberAt(head, 124, 12) };
}

function textAt(bytes: Buffer, from: number, length: number): string {
  const end = bytes.indexOf(0, from);
  return bytes.toString("utf8", from, end < 0 ? from + length : Math.min(end, from + length));
}

/** In octal digits; GNU writes what is too large for them in binary, with the first bit set. */
function numberAt(bytes: Buffer, from: number, length: number): number {
  if (bytes[from]! & 0x80) return bytes.readUIntBE(from + length - 6, 6);
  const digits = /^[ \0]*([0-7]*)/.exec(bytes.toString("latin1", from, from + length))?.[1];
  return digits ? Number.parseInt(digits, 8) : 0;
}

/** What stands in records `<length> <key>=<value>\n`, the length in bytes and counting itself. */
function readPax(records: Buffer): Partial<Header> {
  const found: Partial<Header> = {};
  for (let at = 0; at < records.length; ) {
    const space = records.indexOf(" ", at);
    const length = Number(records.toString("latin1", at, space));
    if (space < 0 || !(length > space - at)) throw new NoArchive("a record in it does not say how long it is");
    const record = records.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    const value = record.slice(equals + 1);
    if (record.slice(0, equals) === "path") found.path = value;
    if (record.slice(0, equals) === "size" && /^\d{1,15}$/.test(value)) found.size = Number(value);
    at += length;
  }
  return found;
}
