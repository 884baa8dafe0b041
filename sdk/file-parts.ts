import { createHash, type Hash } from "node:crypto";
import { readPieces } from "./hashing.ts";
import type { LocalFile } from "./local-files.ts";
import { withFile } from "./unchanged.ts";

/** A part of a file: the bytes from one on, up to and without another. */
export interface Part {
  /** Counted from 1. */
  number: number;
  from: number;
  to: number;
}

/** What a bucket says that it has of a file. */
export interface KeptPart {
  number: number;
  /** Bytes. */
  size: number;
  /** In most buckets the MD5 of the part, in hex and quoted. */
  etag: string;
}

/** @param partBytes of each part but the last */
export function cutFile(size: number, partBytes: number): Part[] {
  const count = Math.ceil(size / partBytes);
  return Array.from({ length: count }, (_, at) => ({ number: at + 1, from: at * partBytes, to: Math.min(size, (at + 1) * partBytes) }));
}

/**
 * Finds the parts that a bucket has as they are here. There are buckets that keep a part whose connection was cut as if it
 * were whole; where the tags are MD5, which shows when some of them fit, such a part is known by its own.
 * @returns their numbers
 * @throws CountersignError file_changed, file_failed; the signal's reason
 */
export async function findIntact(file: LocalFile, parts: readonly Part[], kept: readonly KeptPart[], signal: AbortSignal): Promise<Set<number>> {
  const whole = kept.filter(({ number, size }) => {
    const part = parts[number - 1];
    return part !== undefined && part.to - part.from === size;
  });
  const intact = new Set<number>();
  await withFile(file, async (handle) => {
    for (const { number, etag } of whole) {
      const part = parts[number - 1];
      const hash = openMd5();
      if (!part || !hash) continue;
      for await (const piece of readPieces(handle, part.to, part.from)) {
        signal.throwIfAborted();
        hash.update(piece);
      }
      if (etag.replaceAll('"', "") === hash.digest("hex")) intact.add(number);
    }
  });
  return intact.size > 0 ? intact : new Set(whole.map(({ number }) => number));
}

/** Null where this machine's rules forbid MD5. */
function openMd5(): Hash | null {
  try {
    return createHash("md5");
  } catch {
    return null;
  }
}
