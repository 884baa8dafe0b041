import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { dirname, join } from "node:path";
import type { Head, Sink } from "./bulk.ts";
import { brokenOff, type Connection } from "./connection.ts";
import { CountersignError, fileFailure } from "./errors.ts";
import { Intake } from "./intake.ts";
import { encodePath } from "./paths.ts";
import { persist, Setback } from "./retry.ts";
import type { VersionFile } from "./wire.ts";

/** From this size on, in bytes, it pays to give a file a connection of its own. */
const bulkBytes = 8 * 1024 * 1024;

/**
 * Fetches one file of a version. Its bytes arrive under another name in the same folder, and get theirs only when
 * they are the right ones. After a failure it goes on where it was.
 * @param reference an exact one, `team/model@7`
 * @param target where the file goes, absolute; what is there is replaced
 * @param onBytes told how many bytes have just arrived; less than none when they have to be fetched again
 * @throws CountersignError digest_mismatch, file_failed and others; the signal's reason. Nothing is left under `target`
 *   that was not there before.
 */
export async function fetchFile(
  connection: Connection,
  { reference, file, target, signal, onBytes }: { reference: string; file: VersionFile; target: string; signal: AbortSignal; onBytes: (count: number) => void },
): Promise<void> {
  const arriving = join(dirname(target), `.countersign-${randomBytes(6).toString("hex")}.part`);
  const path = `/files/${reference.replace("@", "/")}/${encodePath(file.path)}`;
  const part = await open(arriving, "wx").catch((error: unknown) => {
    throw fileFailure(arriving, error);
  });
  try {
    const intake = new Intake(part, file.path, file.size);
    try {
      await persist(() => receive(connection, path, file, intake, signal, onBytes), { repeatable: true, signal });
      await intake.settle();
    } finally {
      // The file must not be closed under a write. How that one ends matters no more.
      await intake.settle().catch(() => {});
      await part.close();
    }
    if (intake.digest() !== file.sha256) throw mismatch(file, `bytes with the SHA-256 ${intake.digest()} instead of ${file.sha256}`);
    await rename(arriving, target).catch((error: unknown) => {
      throw fileFailure(target, error);
    });
  } catch (error) {
    await rm(arriving, { force: true });
    throw error;
  }
}

/** One try: asks for what is missing, and takes as much as comes. */
async function receive(
  connection: Connection,
  path: string,
  file: VersionFile,
  intake: Intake,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<void> {
  const from = intake.bytes;
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-`, "if-range": `"sha256:${file.sha256}"` } : {};
  const call = { method: "GET", path, signal, headers } as const;
  const accept = (count: number) => {
    onBytes(count);
    return intake.accept(count);
  };
  const begin = async (head: Head): Promise<Sink> => {
    if (from > 0 && !continues(head, from)) {
      onBytes(-from);
      await intake.restart();
    }
    if (Number(head.headers["content-length"] ?? 0) > file.size - intake.bytes) throw mismatch(file, `more than ${file.size} bytes`);
    return { get room() { return intake.room; }, accept };
  };
  if (file.size - from < bulkBytes || !(await connection.bulk(call, begin))) {
    const answer = await connection.send(call);
    try {
      await begin({ status: answer.statusCode ?? 0, headers: answer.headers as Record<string, string> });
      for await (const chunk of arrivals(connection, answer, signal)) {
        if (intake.bytes + chunk.length > file.size) throw mismatch(file, `more than ${file.size} bytes`);
        onBytes(chunk.length);
        await intake.put(chunk);
      }
    } finally {
      // Of what was not read to its end, the connection can't be used again.
      answer.destroy();
    }
  }
  if (intake.bytes < file.size) throw new Setback(mismatch(file, `${intake.bytes} bytes instead of ${file.size}`), true);
}

/** Whether the answer begins where we stopped. */
function continues({ status, headers }: Head, at: number): boolean {
  return status === 206 && headers["content-range"]?.startsWith(`bytes ${at}-`) === true;
}

async function* arrivals(connection: Connection, answer: IncomingMessage, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of answer) yield chunk as Buffer;
  } catch (error) {
    signal.throwIfAborted();
    throw brokenOff(connection.url, error);
  }
}

function mismatch(file: VersionFile, what: string): CountersignError {
  return new CountersignError(
    "digest_mismatch",
    `For ${file.path} came ${what}: it was damaged on the way, and is not kept. Pull again; if that does not help, tell an administrator of the registry.`,
    { details: { path: file.path, expected: { size: file.size, sha256: file.sha256 } } },
  );
}
