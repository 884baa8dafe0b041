import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Checkpoint, CheckpointPlace } from "./checkpoints.ts";

/** Keeps checkpoints in a folder: `checkpoints.jsonl`, which is only ever added to, with the public key beside it. */
export async function openCheckpointFiles(folder: string, publicKey: string): Promise<CheckpointPlace> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "checkpoints.jsonl");
  await writeFile(join(folder, "key.pub.pem"), publicKey);
  return {
    where: folder,
    async keep(checkpoint) {
      const file = await open(path, "a");
      try {
        await file.writeFile(`${JSON.stringify(checkpoint)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async *read() {
      try {
        for await (const line of createInterface({ input: createReadStream(path) })) {
          if (line.trim() !== "") yield JSON.parse(line) as Checkpoint;
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
    },
    async keepExport(name, lines) {
      const aside = join(folder, `${name}.part`);
      const sha256 = await writeLines(aside, lines);
      await rename(aside, join(folder, name));
      return { sha256 };
    },
  };
}

/** Writes lines to a file. @returns the SHA-256 of it, in hex */
export async function writeLines(path: string, lines: AsyncIterable<readonly string[]>): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "w");
  try {
    for await (const some of lines) {
      const text = `${some.join("\n")}\n`;
      hash.update(text);
      await file.writeFile(text);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}
