import type { FileHandle } from "node:fs/promises";
import type { ClientRequest } from "node:http";
import type { Connection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { readPieces } from "./hashing.ts";
import type { LocalFile } from "./local-files.ts";
import { encodePath } from "./paths.ts";
import { withFile } from "./unchanged.ts";

export type HashedFile = LocalFile & { sha256: string };

/** A registry makes a large file durable before it answers. */
const uploadPatienceMs = 300_000;

/**
 * Sends the bytes of one file of a draft, straight from the disk. A failed try is repeated from the beginning.
 * @param onBytes told how many bytes have just left; less than none when they have to be sent again
 * @throws CountersignError file_changed, digest_mismatch and others; the signal's reason
 */
export async function sendFile(
  connection: Connection,
  draft: string,
  file: HashedFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let sent = 0;
  const count = (bytes: number) => {
    sent += bytes;
    onBytes(bytes);
  };
  const body = async (request: ClientRequest, stop: AbortSignal) => {
    // A further try begins at the beginning.
    count(-sent);
    return await withFile(file, (handle) => writeBody(handle, file.size, request, stop, count));
  };
  const call = connection.json(
    {
      method: "PUT",
      path: `/api/drafts/${draft}/files/${encodePath(file.path)}`,
      headers: { "content-length": file.size, "content-type": "application/octet-stream", "x-countersign-sha256": file.sha256 },
      body,
      signal,
      patienceMs: uploadPatienceMs,
    },
    true,
  );
  try {
    await call;
  } catch (error) {
    // What arrived is not what was hashed: then it is the file that was changed, unless it looks the same.
    if (error instanceof CountersignError && error.reason === "digest_mismatch") await withFile(file, async () => {});
    throw error;
  }
}

async function writeBody(
  handle: FileHandle,
  size: number,
  request: ClientRequest,
  stop: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<boolean> {
  for await (const piece of readPieces(handle, size)) {
    if (stop.aborted || request.destroyed) return false;
    await new Promise<void>((resolve) => {
      const done = () => {
        stop.removeEventListener("abort", done);
        resolve();
      };
      // Of a request that is over, no write is ever called back.
      stop.addEventListener("abort", done, { once: true });
      request.write(piece, done);
    });
    onBytes(piece.length);
  }
  return true;
}
