/** The way to an S3 bucket: its keys, its clients, and what its errors mean. */
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";

export interface BucketSettings {
  bucket: string;
  /** `https://…`; left out: Amazon's own for the region. */
  endpoint?: string | undefined;
  /** What clients reach, for presigned URLs; left out: the endpoint. */
  publicEndpoint?: string | undefined;
  region: string;
  /** `https://endpoint/bucket/key` instead of `https://bucket.endpoint/key`. */
  pathStyle: boolean;
  /** What all keys begin with: empty, or ending with a slash. */
  prefix: string;
  /** Left out: what Amazon's own tools would find, such as the role of the machine. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined } | undefined;
}

export interface Bucket {
  name: string;
  client: S3Client;
  /** Signs for where clients reach the bucket; nothing is sent through it. */
  signer: S3Client;
  /** `sha256/` and `incoming/`, below the prefix. */
  kept: string;
  incoming: string;
  /** The key of a blob. */
  keyOf: (sha256: string) => string;
  /** Bucket and key, as every command takes them. */
  at: (key: string) => { Bucket: string; Key: string };
  /** What the bucket answers; its errors become plain ones. */
  ask: <T>(answer: Promise<T>) => Promise<T>;
}

/** @throws Error that says what to set, when the bucket can't be reached or used */
export async function openBucket(settings: BucketSettings): Promise<Bucket> {
  const { bucket: name, prefix, endpoint, publicEndpoint = endpoint } = settings;
  const ask = async <T>(answer: Promise<T>) => {
    try {
      return await answer;
    } catch (error) {
      throw plainError(error, settings);
    }
  };
  const client = clientFor(settings, endpoint);
  await ask(client.send(new ListObjectsV2Command({ Bucket: name, Prefix: prefix, MaxKeys: 1 })));
  return {
    name,
    client,
    signer: clientFor(settings, publicEndpoint),
    kept: `${prefix}sha256/`,
    incoming: `${prefix}incoming/`,
    keyOf: (sha256) => `${prefix}sha256/${sha256.slice(0, 2)}/${sha256.slice(2)}`,
    at: (Key) => ({ Bucket: name, Key }),
    ask,
  };
}

function clientFor({ region, pathStyle, credentials }: BucketSettings, endpoint: string | undefined): S3Client {
  return new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    // Not every server knows the newer checksums; the signature covers the bytes of each request anyway.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: 10_000,
      // Until the answer begins: putting a large object together takes the bucket minutes.
      requestTimeout: 600_000,
      throwOnRequestTimeout: true,
      // Every download holds one for as long as its client reads.
      httpAgent: { maxSockets: 1000 },
      httpsAgent: { maxSockets: 1000 },
    },
  });
}

const missing = ["NoSuchKey", "NotFound", "NoSuchUpload"];
const full = ["QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "InsufficientStorage", "InsufficientCapacity"];
const refused = ["AccessDenied", "Forbidden", "AccountProblem", "AllAccessDisabled"];
const unknownKey = ["InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "CredentialsProviderError", "XAdminUserNotFound"];
const unreachable = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EPIPE", "TimeoutError"];

/** One sentence on what happened and one on what to do; `code` is "ENOENT" for what is missing, "ENOSPC" for a full bucket. */
function plainError(error: unknown, settings: BucketSettings): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const { code = "" } = error as NodeJS.ErrnoException;
  const where = `${settings.bucket} at ${settings.endpoint ?? `Amazon S3 in ${settings.region}`}`;
  const say = (message: string, newCode?: string) =>
    Object.assign(new Error(message, { cause: error }), newCode === undefined ? {} : { code: newCode });

  const told = (error.message || error.name).replace(/\.?$/, ".");
  if (missing.includes(error.name)) return say(`The bucket ${where} does not hold what was asked for (${error.name}).`, "ENOENT");
  if (full.includes(error.name) || status === 507) return say(`The bucket ${where} is full: ${told} Make room in it, or raise its quota.`, "ENOSPC");
  if (error.name === "NoSuchBucket") return say(`There is no bucket ${where}. Create it, or correct S3_BUCKET or S3_ENDPOINT.`);
  if (unknownKey.includes(error.name)) return say(`The bucket ${where} accepts no credentials of ours: ${told} Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`);
  if (refused.includes(error.name) || status === 403) return say(`The bucket ${where} refuses what was asked: ${told} Permit the credentials to list, read, write and delete in it.`);
  if (unreachable.includes(code) || unreachable.includes(error.name)) {
    return say(`The bucket ${where} can't be reached: ${told} Correct S3_ENDPOINT, or see why it does not answer.`);
  }
  return say(`The bucket ${where} failed with ${error.name}: ${told} Try again, and see the log of the bucket's server.`);
}

/** The name that the bucket gave to what went wrong, such as NoSuchUpload; "" when it was something else. */
export function faultOf(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? error.cause.name : "";
}
