/**
 * The addresses to which a browser sends files, as UploadThing's packages sign them: a URL with the facts of one file,
 * and at its end an HMAC of all that comes before it (@uploadthing/shared, generateSignedURL).
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { DomainError } from "../errors.ts";

/**
 * Stands for this process in what is signed: an address that names no machine is good by whatever address people come,
 * at any instance, and after a restart on another port. Browsers are given what follows it.
 */
export const ownOrigin = "http://countersign.internal";
/** Where the file router answers, and where the bytes go. */
export const routerPath = "/api/uploadthing";
export const ingestPath = "/ingest";

/** What signs, in UploadThing's terms; `token` is what its packages are configured with. */
export interface Signer {
  apiKey: string;
  appId: string;
  token: string;
}

/** The signer of a registry that receives its files itself. @param secret the registry's own */
export function ownSigner(secret: string): Signer {
  const apiKey = `sk_${createHmac("sha256", secret).update("uploads").digest("hex")}`;
  const appId = "countersign";
  return { apiKey, appId, token: Buffer.from(JSON.stringify({ apiKey, appId, regions: ["local"] })).toString("base64") };
}

/** The signature of a URL or a body, as UploadThing writes it. */
export function signatureOf(payload: string, apiKey: string): string {
  return `hmac-sha256=${createHmac("sha256", apiKey).update(payload).digest("hex")}`;
}

const factsSchema = z.object({
  upload: z.uuid(),
  size: z.coerce.number().int().nonnegative(),
  name: z.string(),
  type: z.string(),
  slug: z.string(),
});

/** Which file an address is for. Its name and type are the browser's words, shown and never trusted. */
export type SignedFile = z.infer<typeof factsSchema>;

/**
 * @param url path and query, as they came
 * @param now in ms since 1970
 * @throws DomainError forbidden, when it was not signed here or has ended
 */
export function readSignedUrl(url: string, { apiKey, appId }: Signer, now: number): SignedFile {
  const [, signed = "", given = ""] = /^(.*)&signature=([^&]*)$/s.exec(url) ?? [];
  const expected = Buffer.from(encodeURIComponent(signatureOf(ownOrigin + signed, apiKey)));
  const shown = Buffer.from(given);
  if (shown.length !== expected.length || !timingSafeEqual(shown, expected)) {
    throw new DomainError("forbidden", "This address for a file was not signed by this registry, or was changed. Start the upload again.");
  }
  const query = new URLSearchParams(signed.split("?", 2)[1]);
  if (!(Number(query.get("expires")) > now)) {
    throw new DomainError("forbidden", "This address for a file has ended. Start the upload again: it goes on where it is.");
  }
  const facts = factsSchema.safeParse({
    upload: fact(query, "custom-id"),
    size: fact(query, "file-size"),
    name: fact(query, "file-name"),
    type: fact(query, "file-type"),
    slug: fact(query, "slug"),
  });
  if (!facts.success || fact(query, "identifier") !== appId) {
    throw new DomainError("forbidden", "This address is not for a file of a version. Start the upload on the version's page.");
  }
  return facts.data;
}

/** The values are encoded once more than a query needs; null when there is none. */
function fact(query: URLSearchParams, name: string): string | null {
  const value = query.get(`x-ut-${name}`);
  try {
    return value === null ? null : decodeURIComponent(value);
  } catch {
    return null;
  }
}
