import { memorySource, type Budget, type ByteSource, type Inflater } from "./source.ts";

/** Bytes that are read of a compressed file. */
const mostPacked = 8 * 1024 * 1024;
/** Deflate gives at most so many bytes for one. */
const mostExpansion = 1032;

/**
 * What a compressed file holds, or its beginning when that is more than is looked at.
 * @returns `isWhole` false for a beginning; null when it can't be decompressed
 */
export async function openCompressed(
  source: ByteSource,
  kind: "zlib" | "gzip",
  inflater: Inflater,
  budget: Budget,
): Promise<{ content: ByteSource; isWhole: boolean } | null> {
  const packed = await source.read(0, budget.allowRead(Math.min(source.size, mostPacked)));
  const most = budget.inflatable;
  const lengths = [packed.length, Math.floor(most / 8), Math.floor(most / mostExpansion)];
  for (const length of lengths.filter((each, index) => index === 0 || each < packed.length)) {
    try {
      const bytes = inflater.inflate(packed.subarray(0, length), kind, most);
      budget.payInflated(bytes.length);
      return { content: memorySource(bytes), isWhole: length === source.size };
    } catch {
      // More comes out than is looked at, or it is damaged further on: a shorter beginning may do.
    }
  }
  return null;
}
