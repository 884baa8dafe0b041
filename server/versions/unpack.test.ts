import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { expect, test } from "vitest";
import { NoArchive, unpack, type Header } from "./unpack.ts";

/** The archive in pieces of so many bytes, each in the same memory as the one before. */
async function* inPieces(archive: Buffer, length: number): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(length);
  for (let at = 0; at < archive.length; at += length) yield memory.subarray(0, archive.copy(memory, 0, at, at + length));
}

async function read(archive: Buffer, length = 1000, place = async ({ size }: Header) => Buffer.alloc(size)): Promise<{ path: string; type: string; bytes: string }[]> {
  const found: { path: string; type: string; bytes: string }[] = [];
  for await (const { header, bytes } of unpack(inPieces(archive, length), place)) {
    expect(header.size).toBe(bytes.length);
    found.push({ path: header.path, type: header.type, bytes: bytes.toString() });
  }
  return found;
}

/** As a well-known library makes it. */
async function archiveOf(files: readonly { path: string; bytes: string }[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, bytes } of files) archive.entry({ name: path }, bytes);
  archive.finalize();
  return await buffer(archive);
}

/** One header and what belongs to it, with its checksum. */
function entry(name: string, type: string, content: string, magic = "ustar\u{0}00", size = `${Buffer.byteLength(content).toString(8).padStart(11, "0")}\0`): Buffer {
  const bytes = Buffer.alloc(512 + Math.ceil(Buffer.byteLength(content) / 512) * 512);
  bytes.write(name, 0);
  bytes.write(size, 124, "latin1");
  bytes.write("        ", 148);
  bytes.write(type, 156);
  bytes.write(magic, 257);
  bytes.write(content, 512);
  const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}

const end = Buffer.alloc(1024);

test("files come out as they went in, in whatever pieces they come", async () => {
  const paths = ["a", "größe/模型.json", "x".repeat(100), `${"d/".repeat(60)}x`, `${"p".repeat(150)}/${"n".repeat(90)}`, "y".repeat(1000), "last"];
  const files = paths.map((path, at) => ({ path, bytes: "b".repeat([0, 1, 511, 512, 513, 5000, 7][at]!) }));
  const archive = await archiveOf(files);
  for (const length of [1, 7, 511, 512, 513, 4096, archive.length]) {
    expect(await read(archive, length)).toEqual(files.map((file) => ({ ...file, type: "file" })));
  }
});

test("long names of GNU, records of pax and sizes in binary are understood", async () => {
  const gnu = "ustar  \0";
  const binary = `\x80${"\0".repeat(10)}\x03`;
  const archive = Buffer.concat([
    entry("pax_global_header", "g", "12 comment=\n"),
    entry("././@LongLink", "L", `${"long/".repeat(30)}name\0`, gnu),
    entry("long/long", "0", "one", gnu),
    entry("short", "0", "two", gnu, binary),
    entry("PaxHeaders/x", "x", "17 path=größer\n17 mtime=1700000\n"),
    entry("x", "0", "three"),
    entry("plain", "7", "four"),
    end,
  ]);
  const found = await read(archive);
  expect(found).toEqual([`${"long/".repeat(30)}name`, "short", "größer", "plain"].map((path, at) => ({ path, type: "file", bytes: ["one", "two", "three", "four"][at] })));
});

test.each([["1", "link"], ["2", "symlink"], ["3", "character-device"], ["5", "directory"], ["6", "fifo"], ["S", "thing"]])("type %s is a %s", async (type, word) => {
  expect(await read(Buffer.concat([entry("a", type, ""), end]))).toEqual([{ path: "a", type: word, bytes: "" }]);
});

test("a file whose name ends with a slash is a folder, as old programs write it", async () => {
  expect(await read(entry("a/", "0", ""))).toEqual([{ path: "a/", type: "directory", bytes: "" }]);
});

test("what is no archive, or is cut off anywhere, is told", async () => {
  const archive = await archiveOf([{ path: "y".repeat(200), bytes: "b".repeat(700) }]);
  const content = archive.length - 1024;
  for (let length = 1; length < content; length += 37) await expect(read(archive.subarray(0, length))).rejects.toThrow(NoArchive);
  await expect(read(Buffer.from("this is no archive".repeat(100)))).rejects.toThrow(NoArchive);
  await expect(read(entry("x", "x", "path=without a length\n"))).rejects.toThrow(/how long/);
  const flipped = Buffer.from(entry("a", "0", "b"));
  flipped[0]! ^= 1;
  await expect(read(flipped)).rejects.toThrow(NoArchive);
  expect(await read(Buffer.alloc(0))).toEqual([]);
});

test("a record that is announced as very long takes no memory", async () => {
  await expect(read(entry("x", "x", "", undefined, "77777777777\0"))).rejects.toThrow(/too long/);
});

test("what the caller throws of an entry ends the reading", async () => {
  let ended = false;
  async function* source() {
    try {
      yield Buffer.concat([entry("a", "0", "b"), end]);
    } finally {
      ended = true;
    }
  }
  const refuse = () => Promise.reject(new RangeError("not this one"));
  await expect(unpack(source(), refuse).next()).rejects.toThrow(RangeError);
  expect(ended).toBe(true);
});
