import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { ClientRequest } from "node:http";
import type { Connection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { readPieces } from "./hashing.ts";
import type { LocalFile } from "./local-files.ts";
import { encodePath } from "./paths.ts";
import { withFile } from "./unchanged.ts";

export type HashedFile = LocalFile & { sha256: string };

/** What the registry says that it has received. */
interface Received {
  sha256: string;
}

/** A registry makes a large file durable before it answers. */
const uploadPatienceMs = 300_000;

/**
 * Sends the bytes of one file of a draft, straight from the disk. A failed try is repeated from the beginning. Of a file
 * that has not been hashed before, the bytes are hashed as they leave, and compared with what the registry received.
 * @param onBytes told how many bytes have just left; less than none when they have to be sent again
 * @throws CountersignError file_changed, digest_mismatch and others; the signal's reason
 */
export async function sendFile(
  connection: Connection,
  draft: string,
  file: LocalFile & { sha256?: string },
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let sent = 0;
  let hash = createHash("sha256");
  const count = (bytes: number) => {
    sent += bytes;
    onBytes(bytes);
  };
  const body = async (request: ClientRequest, stop: AbortSignal) => {
    // A further try begins at the beginning.
    count(-sent);
    hash = createHash("sha256");
    const leave = (piece: Buffer) => {
      if (file.sha256 === undefined) hash.update(piece);
      count(piece.length);
    };
    return await withFile(file, (handle) => writeBody(handle, file.size, request, stop, leave));
  };
  const call = connection.json(
    {
      method: "PUT",
      path: `/api/drafts/${draft}/files/${encodePath(file.path)}`,
      headers: {
        "content-length": file.size,
        "content-type": "application/octet-stream",
        ...(file.sha256 === undefined ? {} : { "x-countersign-sha256": file.sha256 }),
      },
      body,
      signal,
      patienceMs: uploadPatienceMs,
    },
    true,
  );
  try {
    const { sha256 } = (await call) as Received;
    if (file.sha256 === undefined && sha256 !== hash.digest("hex")) {
      throw new CountersignError("digest_mismatch", `${file.source} was damaged on the way. Push again.`, { details: { path: file.path } });
    }
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
  onPiece: (piece: Buffer) => void,
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
    onPiece(piece);
  }
  return true;
}
