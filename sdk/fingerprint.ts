import { createHash } from "node:crypto";
import type { LocalFile } from "./local-files.ts";
import { withFile } from "./unchanged.ts";

const firstBytes = 1024 * 1024;

/**
 * What tells a later push that it sends the same file again, so that it goes on where the one before was cut off: made of
 * the model, the path, the size, the time of the last change in nanoseconds and the first MiB. What the file is, only the
 * SHA-256 of all its bytes says.
 * @returns 64 lower-case hex digits
 * @throws CountersignError file_changed, file_failed
 */
export async function fingerprintOf(model: string, file: LocalFile): Promise<string> {
  return await withFile(file, async (handle) => {
    const { mtimeNs } = await handle.stat({ bigint: true });
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(firstBytes, file.size)), 0, Math.min(firstBytes, file.size), 0);
    const first = createHash("sha256").update(buffer.subarray(0, bytesRead)).digest("hex");
    const facts = [model, file.path, file.size, String(mtimeNs), first];
    return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
  });
}
