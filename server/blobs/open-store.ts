import type { BucketSettings } from "./bucket.ts";
import { openBucketStore } from "./bucket-store.ts";
import { openFileStore } from "./file-store.ts";
import type { BlobStore } from "./store.ts";

/**
 * Opens the store that the settings name.
 * @throws Error that says what to set, when a bucket can't be reached or used
 */
export async function openStore(settings: { kind: "fs"; folder: string } | (BucketSettings & { kind: "s3" })): Promise<BlobStore> {
  return settings.kind === "fs" ? await openFileStore(settings.folder) : await openBucketStore(settings);
}
