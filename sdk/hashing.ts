import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

/** Bytes that are read at once: enough that the hash and not the system calls take the time. */
export const pieceBytes = 1024 * 1024;

/**
 * The bytes of an open file in order, each piece read while the one before it is being used.
 * @param size how many bytes the file has
 * @yields pieces of at most 1 MiB, each good until the next but one; fewer bytes in all when the file is shorter
 */
export async function* readPieces(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  const length = Math.min(pieceBytes, size);
  const buffers = [Buffer.allocUnsafeSlow(length), Buffer.allocUnsafeSlow(size > length ? length : 0)];
  const read = (turn: number, position: number) =>
    file.read(buffers[turn % 2]!, 0, Math.min(length, size - position), position);
  let reading = size > 0 ? read(0, 0) : undefined;
  try {
    for (let turn = 1, position = 0; reading; turn++) {
      const { bytesRead, buffer } = await reading;
      position += bytesRead;
      reading = bytesRead > 0 && position < size ? read(turn, position) : undefined;
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
    }
  } finally {
    // The file must not be closed under a read.
    await reading?.catch(() => {});
  }
}

/**
 * @param size how many bytes of the file count
 * @param onBytes told how many bytes have just been hashed
 * @returns the SHA-256 in 64 lower-case hex digits
 * @throws the signal's reason
 */
export async function hashFile(
  file: FileHandle,
  size: number,
  { signal, onBytes }: { signal?: AbortSignal | undefined; onBytes?: (count: number) => void } = {},
): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of readPieces(file, size)) {
    signal?.throwIfAborted();
    hash.update(piece);
    onBytes?.(piece.length);
  }
  return hash.digest("hex");
}
