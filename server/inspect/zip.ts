import { Damaged, memorySource, partOf, Reader, Spent, type Budget, type ByteSource, type Inflater } from "./source.ts";
import { decode, grouped, quoted } from "./text.ts";

/** A file in a zip, as the directory at the end describes it. */
export interface Member {
  name: string;
  /** 0: stored as it is; 8: deflated. */
  method: number;
  isEncrypted: boolean;
  /** Bytes, and bytes that it takes in the zip. */
  size: number;
  packedSize: number;
  /** Where its own header starts. */
  offset: number;
}

const mostMembers = 50_000;
const endSize = 22;
const longestComment = 65_535;
/** How many times its packed size a member may have: what is far above doesn't hold a model. */
const largestRatio = 200;

/**
 * Reads the directory of a zip, also of the 64-bit form.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @throws Damaged when there is none, or it doesn't end where the file says it does: readers differ on what such a file
 *   holds, so that none of them is to be trusted with it
 */
export async function readMembers(source: ByteSource, budget: Budget): Promise<Member[]> {
  const reader = new Reader(source, budget);
  const { start, size, count } = await findDirectory(reader);
  if (count > mostMembers) throw new Damaged(`The zip announces ${grouped(count)} files; at most ${grouped(mostMembers)} are looked at.`);
  if (count * 46 > size) throw new Damaged(`The zip announces ${grouped(count)} files, which do not fit into its directory of ${grouped(size)} bytes.`);
  const members: Member[] = [];
  reader.position = start;
  await reader.run(() => {
    if (members.length === count) return false;
    members.push(readMember(reader));
    return true;
  });
  if (reader.position !== start + size) throw new Damaged("The zip's directory is longer than the files that it lists.");
  return members;
}

async function findDirectory(reader: Reader): Promise<{ start: number; size: number; count: number }> {
  const tailSize = Math.min(reader.size, endSize + longestComment);
  reader.position = reader.size - tailSize;
  const end = await reader.once(() => {
    const tail = reader.bytes(tailSize);
    for (let at = tailSize - endSize; at >= 0; at--) {
      if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6) return reader.size - tailSize + at;
    }
    throw new Damaged("The file starts as a zip does, and has no directory at its end: it is cut short.");
  });
  reader.position = end + 4;
  const directory = await reader.once(() => {
    reader.skip(6);
    return { count: reader.u16(), size: reader.u32(), start: reader.u32(), end };
  });
  const found = (end >= 20 ? await findLargeDirectory(reader, end) : null) ?? directory;
  if (found.start + found.size !== found.end) {
    throw new Damaged("The zip's directory does not lie where the file says: something was put before or into it.");
  }
  return found;
}

/** The directory's place in 64 bits, when the locator before the end announces one. */
async function findLargeDirectory(reader: Reader, end: number): Promise<{ start: number; size: number; count: number; end: number } | null> {
  reader.position = end - 20;
  const recordStart = await reader.once(() => {
    if (reader.u32() !== 0x07064b50) return null;
    reader.skip(4);
    return reader.u64();
  });
  if (recordStart === null) return null;
  if (recordStart > end - 20 - 56) throw new Damaged("The zip's 64-bit directory end does not lie within the file.");
  reader.position = recordStart;
  return await reader.once(() => {
    if (reader.u32() !== 0x06064b50) throw new Damaged("The zip has no 64-bit directory end where it announces one.");
    reader.skip(28);
    return { count: reader.u64(), size: reader.u64(), start: reader.u64(), end: recordStart };
  });
}

function readMember(reader: Reader): Member {
  const entry = reader.position;
  if (reader.u32() !== 0x02014b50) throw new Damaged(`The zip's directory has no entry at byte ${entry}, where one should be.`);
  reader.budget.step(30);
  reader.skip(4);
  const flags = reader.u16();
  const method = reader.u16();
  reader.skip(8);
  let packedSize = reader.u32();
  let size = reader.u32();
  const [nameLength, extraLength, commentLength] = [reader.u16(), reader.u16(), reader.u16()];
  reader.skip(8);
  let offset = reader.u32();
  const name = decode(reader.bytes(nameLength));
  const end = reader.position + extraLength + commentLength;
  const extraEnd = reader.position + extraLength;
  while (reader.position + 4 <= extraEnd) {
    const [tag, length] = [reader.u16(), reader.u16()];
    const next = reader.position + length;
    // The 64-bit sizes stand here in this order, each only when its 32-bit field is full.
    if (tag === 1 && next <= extraEnd) {
      const wide = () => (reader.position + 8 <= next ? reader.u64() : 0xffffffff);
      if (size === 0xffffffff) size = wide();
      if (packedSize === 0xffffffff) packedSize = wide();
      if (offset === 0xffffffff) offset = wide();
    }
    reader.position = next;
  }
  reader.position = end;
  return { name, method, isEncrypted: (flags & 1) === 1, size, packedSize, offset };
}

/**
 * A member's bytes.
 * @param inflater for members that are deflated, which are inflated whole
 * @returns null when it can't be looked into: encrypted, packed by another method, or larger than is looked at
 * @throws Damaged when it is not where the directory says, or expands further than a model does
 */
export async function openMember(source: ByteSource, member: Member, inflater: Inflater, budget: Budget): Promise<ByteSource | null> {
  const packed = await packedBytes(source, member, budget);
  if (!packed || member.method === 0) return packed;
  if (member.size > largestRatio * member.packedSize + 4096) {
    throw new Damaged(`${quoted(member.name)} in the zip expands to ${grouped(member.size)} bytes from ${grouped(member.packedSize)}, as no model does.`);
  }
  if (member.size > budget.inflatable) return null;
  const bytes = inflate(await packed.read(0, budget.allowRead(member.packedSize)), member, member.size, inflater, budget);
  if (bytes.length !== member.size) throw new Damaged(`${quoted(member.name)} in the zip has ${grouped(bytes.length)} bytes; its directory says ${grouped(member.size)}.`);
  return memorySource(bytes);
}

/** Enough packed bytes for a header, which come out as at most 1,032 times as many. */
const headerBytes = 1024;

/** The first bytes of a member, for its header; null when it can't be looked into. */
export async function openMemberStart(source: ByteSource, member: Member, inflater: Inflater, budget: Budget): Promise<ByteSource | null> {
  const packed = await packedBytes(source, member, budget);
  if (!packed || member.method === 0) return packed;
  const start = await packed.read(0, budget.allowRead(Math.min(headerBytes, member.packedSize)));
  return memorySource(inflate(start, member, 1032 * headerBytes, inflater, budget));
}

async function packedBytes(source: ByteSource, member: Member, budget: Budget): Promise<ByteSource | null> {
  if (member.isEncrypted || (member.method !== 0 && member.method !== 8)) return null;
  const reader = new Reader(source, budget);
  reader.position = Math.min(member.offset, source.size);
  const ownName = await reader.once(() => {
    if (reader.u32() !== 0x04034b50) throw new Damaged(`${quoted(member.name)} is not where the zip's directory says.`);
    reader.skip(22);
    const [nameLength, extraLength] = [reader.u16(), reader.u16()];
    const name = decode(reader.bytes(nameLength));
    reader.skip(extraLength);
    return name;
  });
  if (ownName !== member.name) throw new Damaged(`${quoted(member.name)} in the zip's directory is called ${quoted(ownName)} where it lies.`);
  if (member.packedSize > reader.left) throw new Damaged(`${quoted(member.name)} in the zip is longer than the file: it is cut short.`);
  if (member.method === 0 && member.size !== member.packedSize) throw new Damaged(`${quoted(member.name)} in the zip is stored as it is, and has two sizes.`);
  return partOf(source, reader.position, member.packedSize);
}

function inflate(bytes: Uint8Array, member: Member, most: number, inflater: Inflater, budget: Budget): Uint8Array {
  if (most > budget.inflatable) throw new Spent("The zip's files are longer than is looked at.");
  let inflated: Uint8Array;
  try {
    inflated = inflater.inflate(bytes, "raw", Math.max(1, most));
  } catch {
    throw new Damaged(`${quoted(member.name)} in the zip can't be inflated: it is damaged.`);
  }
  budget.payInflated(inflated.length);
  return inflated;
}
