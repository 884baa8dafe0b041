import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand } from "@aws-sdk/client-s3";
import { openBucket, type BucketSettings } from "../blobs/bucket.ts";
import { writeLines } from "./checkpoint-files.ts";
import type { Checkpoint, CheckpointPlace } from "./checkpoints.ts";

/** Keeps checkpoints in a bucket, one object each, below `audit/`, with the public key beside them. */
export async function openCheckpointBucket(settings: BucketSettings, publicKey: string): Promise<CheckpointPlace> {
  const { name, client, at, ask } = await openBucket(settings);
  const prefix = `${settings.prefix}audit/`;
  const checkpoints = `${prefix}checkpoints/`;
  const put = (key: string, Body: string) => ask(client.send(new PutObjectCommand({ ...at(key), Body })));
  await put(`${prefix}key.pub.pem`, publicKey);
  return {
    where: `the bucket ${name}, below ${prefix}`,
    async keep(checkpoint) {
      // Names that sort as numbers do; one that is signed anew does not replace the earlier one.
      await put(`${checkpoints}${String(checkpoint.seq).padStart(16, "0")}-${checkpoint.hash.slice(0, 16)}.json`, JSON.stringify(checkpoint));
    },
    async *read() {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: name, Prefix: checkpoints })) {
        for (const { Key = "" } of Contents) {
          const { Body } = await ask(client.send(new GetObjectCommand(at(Key))));
          yield JSON.parse((await Body?.transformToString()) ?? "") as Checkpoint;
        }
      }
    },
    async keepExport(file, lines) {
      // A bucket wants to know how long it is.
      const folder = await mkdtemp(join(tmpdir(), "countersign-audit-"));
      try {
        const path = join(folder, file);
        const sha256 = await writeLines(path, lines);
        const { size } = await stat(path);
        await ask(client.send(new PutObjectCommand({ ...at(`${prefix}${file}`), Body: createReadStream(path), ContentLength: size })));
        return { sha256 };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
