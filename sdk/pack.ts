import { createHash } from "node:crypto";
import { CountersignError } from "./errors.ts";
import { writePieces } from "./exchange.ts";
import type { LocalFile } from "./local-files.ts";
import { storingPatienceMs, type HashedFile, type Outgoing } from "./outgoing.ts";
import { transferWaitMs } from "./retry.ts";
import { packFiles } from "./tar.ts";
import { readWhole } from "./unchanged.ts";

/** Files up to this size are sent many at once: the registry takes no larger ones in a pack. In bytes. */
export const mostPacked = 1024 * 1024;

/** A file that is small enough to be held in memory. */
export type ReadFile = HashedFile & { bytes: Buffer };

/** How many files are read at once. */
const readAtOnce = 16;

/**
 * Reads and hashes small files, several at once.
 * @throws CountersignError file_changed, file_failed; the signal's reason
 */
export async function readFiles(files: readonly LocalFile[], { signal, count }: Outgoing): Promise<ReadFile[]> {
  const read: ReadFile[] = [];
  const waiting = files.values();
  // One piece of memory for all.
  const room = Buffer.allocUnsafeSlow(files.reduce((sum, { size }) => sum + size + 1, 0));
  let taken = 0;
  const work = async () => {
    for (const file of waiting) {
      signal.throwIfAborted();
      const bytes = await readWhole(file, room.subarray(taken, (taken += file.size + 1)));
      read.push({ ...file, bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
      count("hashedBytes", bytes.length);
    }
  };
  await Promise.all(Array.from({ length: readAtOnce }, work));
  return read;
}

/** What the registry says that it has received. */
interface Received {
  files: { path: string; sha256: string }[];
}

/** Bytes that are written at once. */
const pieceBytes = 256 * 1024;

/**
 * Sends small files in one request, as a tar archive. A pack that is cut is sent again, and so is one that arrives as
 * something else, once.
 * @throws CountersignError digest_mismatch and others; the signal's reason
 */
export async function sendPack({ connection, draft, signal, count }: Outgoing, files: readonly ReadFile[]): Promise<void> {
  const archive = packFiles(files);
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const sent = { bytes: 0 };
  const tell = (bytes: number) => {
    count("sentBytes", bytes - sent.bytes);
    sent.bytes = bytes;
  };
  const send = async () => {
    const answer = await connection.json(
      {
        method: "POST",
        path: `/api/drafts/${draft}/files`,
        headers: { "content-type": "application/x-tar", "content-length": archive.length },
        async body(request, stop) {
          let written = 0;
          tell(0);
          // Of an archive with its headers, the files are a part.
          return await writePieces(request, stop, cut(archive), (piece) => tell(Math.floor((total * (written += piece.length)) / archive.length)));
        },
        signal,
        patienceMs: storingPatienceMs,
      },
      true,
      transferWaitMs,
    );
    return findDamaged(files, answer as Received);
  };
  const damaged = (await send()) && (await send());
  if (damaged) {
    throw new CountersignError("digest_mismatch", `${damaged.source} was damaged on the way, twice. Push again.`, { details: { path: damaged.path } });
  }
}

function* cut(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

function findDamaged(files: readonly ReadFile[], received: Received): ReadFile | undefined {
  const theirs = new Map(received.files.map(({ path, sha256 }) => [path, sha256]));
  return files.find((file) => theirs.get(file.path) !== file.sha256);
}
