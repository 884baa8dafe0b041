/** Files that UploadThing's cloud has received, where a registry is configured with its token. */
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { UTApi } from "uploadthing/server";
import type { Actor } from "../identity/actor.ts";
import { log } from "../log.ts";
import type { Place } from "./lease.ts";
import { receivedOf, requireUpload } from "./queries.ts";
import { receiveUpload } from "./receive.ts";

/** UploadThing wants an end date on the address of a file that is not public. */
const readFor = "1d";

/**
 * Brings the bytes of an upload from the cloud into the store, hashed as they arrive, from where an earlier try was cut
 * off. They are not in their draft yet.
 * @param file.key what the cloud calls it
 * @throws Error when the cloud does not give it; DomainError as receiveUpload()
 */
export async function bringFromCloud(place: Place, actor: Actor, upload: string, { key, token }: { key: string; token: string }): Promise<void> {
  const row = await requireUpload(place.db, actor, upload);
  if (row.state !== "arriving") return;
  const at = receivedOf(row);
  const { ufsUrl } = await new UTApi({ token }).generateSignedURL(key, { expiresIn: readFor });
  const cut = new AbortController();
  await receiveUpload(place, actor, upload, { at, source: at < row.size ? read(ufsUrl, at, cut.signal) : nothing(), cut: () => cut.abort(), lasting: true });
}

async function* read(url: string, at: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const answer = await fetch(url, { signal, headers: at > 0 ? { range: `bytes=${at}-` } : {} });
  const wanted = at > 0 ? 206 : 200;
  if (answer.status !== wanted || !answer.body) throw new Error(`UploadThing answered ${answer.status} and not ${wanted} to the question for a file's bytes.`);
  for await (const piece of Readable.fromWeb(answer.body as ReadableStream<Uint8Array>)) yield piece as Buffer;
}

async function* nothing(): AsyncGenerator<Buffer> {}

/** Deletes a file there that is in its draft here. That it remains is a pity, and no reason to fail. */
export async function forgetAtCloud(key: string, token: string): Promise<void> {
  try {
    await new UTApi({ token }).deleteFiles(key);
  } catch (error) {
    log.error(`UploadThing did not delete ${key}, which is in the registry: delete it in its dashboard`, { error });
  }
}
