import type { BucketSettings } from "./bucket.ts";
import { openFileStore } from "./file-store.ts";
import type { BlobStore } from "./store.ts";

/**
 * Opens the store that the settings name.
 * @throws Error that says what to set, when a bucket can't be reached or used
 */
export async function openStore(settings: { kind: "fs"; folder: string } | (BucketSettings & { kind: "s3" })): Promise<BlobStore> {
  if (settings.kind === "fs") return await openFileStore(settings.folder);
  // The bucket's client takes memory and time to load, and most registries have none.
  const { openBucketStore } = await import("./bucket-store.ts");
  return await openBucketStore(settings);
}
