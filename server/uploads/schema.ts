import { z } from "zod";
import { filePathSchema, sha256Schema } from "../blobs/schema.ts";

/** Through the registry from the SDK, through it from a browser, or from the SDK straight to the bucket. */
export const uploadWays = ["sdk", "browser", "direct"] as const;

/** `arriving`; `stored`, when the bytes are here and hashed (or, straight to the bucket, `verifying` before that); `done`, when the file is in its draft. */
export const uploadStates = ["arriving", "verifying", "stored", "done", "failed"] as const;

/** What the UploadThing route that a browser uploads by has to be told. */
export interface Route {
  callbackUrl: string;
  slug: string;
  metadata: unknown;
  awaitServerData: boolean;
}

/** What identifies a file to its sender across tries: not trusted, only ever compared with the sender's own. */
const fingerprintSchema = z.string().min(1).max(200);

const newUploadSchema = z.object({
  path: filePathSchema,
  /** Bytes. */
  size: z.number().int().nonnegative().max(5 * 1024 ** 4, { error: "must be at most 5 TiB" }),
  fingerprint: fingerprintSchema.optional(),
});

/** What one call opens. */
export const newUploadsSchema = z.array(newUploadSchema).min(1).max(200);
export type NewUpload = z.infer<typeof newUploadSchema>;

export const openedUploadSchema = z.object({
  path: z.string(),
  upload: z.string(),
  /** Bytes that are here already: the sender goes on with the next one. */
  received: z.number().int(),
  /** Bytes of each part, where the sender goes straight to the bucket; else null. */
  partBytes: z.number().int().nullable(),
});
export type OpenedUpload = z.infer<typeof openedUploadSchema>;

export const uploadSchema = z.object({
  upload: z.string(),
  path: z.string(),
  size: z.number().int(),
  received: z.number().int(),
  state: z.enum(uploadStates),
  failure: z.string().nullable(),
  sha256: sha256Schema.nullable(),
  updatedAt: z.iso.datetime(),
});
export type Upload = z.infer<typeof uploadSchema>;
