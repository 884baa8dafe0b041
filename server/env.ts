import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";

const port = z.coerce
  .number({ error: "PORT must be a number, such as 3000." })
  .int({ error: "PORT must be a whole number, such as 3000." })
  .min(0, { error: "PORT must be between 0 and 65535." })
  .max(65535, { error: "PORT must be between 0 and 65535." });

/** What UploadThing's dashboard gives: base64 of JSON. */
const cloudToken = z
  .string()
  .refine(isCloudToken, { error: "UPLOADTHING_TOKEN must be the token that UploadThing's dashboard shows; leave it out to have the registry receive uploads itself." });

function isCloudToken(token: string): boolean {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, "base64").toString("utf8"));
    return z.object({ apiKey: z.string().startsWith("sk_"), appId: z.string().min(1), regions: z.array(z.string()).min(1) }).safeParse(content).success;
  } catch {
    return false;
  }
}

const hostName = /^(?=.*[a-z])[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/i;

/** Whether it is an address, or a network such as 10.0.0.0/8. */
function isNetwork(entry: string): boolean {
  const [address = "", bits, ...rest] = entry.split("/");
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

/** Entries between commas or spaces. */
function list(isEntry: (entry: string) => boolean, fault: { error: string }) {
  return z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((entries) => entries.every(isEntry), fault);
}

/** How many requests of a kind one principal may send in a minute. */
function rate(name: string, most: number) {
  return z.coerce
    .number({ error: `COUNTERSIGN_RATE_${name} must be a number of requests in a minute, such as ${most}; 0 for any number.` })
    .int({ error: `COUNTERSIGN_RATE_${name} must be a whole number.` })
    .min(0, { error: `COUNTERSIGN_RATE_${name} must not be negative; 0 is for any number.` })
    .default(most);
}

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).catch("production"),
  HOST: z.string().min(1, { error: "HOST must not be empty; leave it out for 127.0.0.1." }).default("127.0.0.1"),
  PORT: port.default(3000),
  COUNTERSIGN_LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], { error: "COUNTERSIGN_LOG_LEVEL must be debug, info, warn, error or silent." })
    .default("info"),
  COUNTERSIGN_LOG_FORMAT: z.enum(["json", "text"], { error: "COUNTERSIGN_LOG_FORMAT must be json or text; left out, it is json in production." }).optional(),
  COUNTERSIGN_METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, { error: "COUNTERSIGN_METRICS_TOKEN must have at least 16 characters, none of them a space; leave it out to have no /metrics." })
    .optional(),
  COUNTERSIGN_DRAIN: z.coerce
    .number({ error: "COUNTERSIGN_DRAIN must be a number of seconds, such as 10." })
    .min(0, { error: "COUNTERSIGN_DRAIN must not be negative." })
    .max(600, { error: "COUNTERSIGN_DRAIN must be at most 600 seconds." })
    .default(0),
  COUNTERSIGN_HOME: z
    .string()
    .min(1, { error: "COUNTERSIGN_HOME must be a folder; leave it out for .countersign." })
    .default(".countersign")
    .transform((home) => resolve(home)),
  COUNTERSIGN_STORE: z
    .string()
    .regex(/^(fs|fs:.+|s3)$/, { error: "COUNTERSIGN_STORE must be fs, fs: and a folder (such as fs:/srv/blobs), or s3." })
    .default("fs"),
  COUNTERSIGN_CHECKPOINTS: z
    .string()
    .regex(/^(fs|fs:.+|s3)$/, { error: "COUNTERSIGN_CHECKPOINTS must be fs, fs: and a folder (such as fs:/srv/checkpoints), or s3." })
    .default("fs"),
  COUNTERSIGN_CHECKPOINT_EVERY: z.coerce
    .number({ error: "COUNTERSIGN_CHECKPOINT_EVERY must be a number of audit entries, such as 1000." })
    .int()
    .min(1, { error: "COUNTERSIGN_CHECKPOINT_EVERY must be at least 1." })
    .default(1000),
  COUNTERSIGN_AUDIT_KEY: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, {
      error: "DATABASE_URL must start with postgres:// (leave it out to run the embedded Postgres).",
    })
    .optional(),
  DATABASE_POOL: z.coerce
    .number({ error: "DATABASE_POOL must be a number of connections, such as 10." })
    .int()
    .min(2, { error: "DATABASE_POOL must be at least 2." })
    .max(500, { error: "DATABASE_POOL must be at most 500." })
    .default(10),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: "NEXTAUTH_URL must be the address people open, such as https://models.example.com." }).optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, { error: "NEXTAUTH_SECRET must have at least 32 characters; leave it out to have one generated." })
    .optional(),
  UPLOADTHING_TOKEN: cloudToken.optional(),
  COUNTERSIGN_TRUST_PROXY: list((entry) => isNetwork(entry) || /^\d{1,2}$/.test(entry), {
    error: "COUNTERSIGN_TRUST_PROXY must be how many proxies stand before the registry, such as 1, or their addresses and networks, such as 10.0.0.0/8.",
  })
    .transform((entries) => (/^\d{1,2}$/.test(entries[0] ?? "") ? Number(entries[0]) : entries))
    .optional(),
  COUNTERSIGN_RATE_READS: rate("READS", 120_000),
  COUNTERSIGN_RATE_WRITES: rate("WRITES", 12_000),
  COUNTERSIGN_RATE_BYTES: rate("BYTES", 600_000),
  COUNTERSIGN_RATE_OPEN: rate("OPEN", 600),
  COUNTERSIGN_OUTGOING_ALLOW: list((entry) => isNetwork(entry) || hostName.test(entry), {
    error: "COUNTERSIGN_OUTGOING_ALLOW must list names of hosts, addresses or networks, such as sso.internal,10.0.0.0/8.",
  }).default([]),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "SMTP_URL must be the address of a mail server, such as smtps://name:password@mail.example.com." }).optional(),
  MAIL_FROM: z.string().min(3, { error: "MAIL_FROM must be whom letters come from, such as Countersign <models@example.com>." }).optional(),
});

/** @param prefix what the settings are called with */
const bucketSchema = (prefix: string) => {
  const address = (name: string) => z.url({ protocol: /^https?$/, error: `${prefix}${name} must be an address, such as https://s3.example.com.` }).optional();
  return z
    .object({
      S3_BUCKET: z.string({ error: `${prefix}S3_BUCKET must name the bucket for the registry's bytes.` }),
      S3_ENDPOINT: address("S3_ENDPOINT"),
      S3_PUBLIC_ENDPOINT: address("S3_PUBLIC_ENDPOINT"),
      S3_REGION: z.string().default("us-east-1"),
      S3_PATH_STYLE: z.enum(["true", "false"], { error: `${prefix}S3_PATH_STYLE must be true or false.` }).optional(),
      S3_PREFIX: z.string().default(""),
      AWS_ACCESS_KEY_ID: z.string().optional(),
      AWS_SECRET_ACCESS_KEY: z.string().optional(),
      AWS_SESSION_TOKEN: z.string().optional(),
    })
    .refine((given) => (given.AWS_ACCESS_KEY_ID === undefined) === (given.AWS_SECRET_ACCESS_KEY === undefined), {
      error: `${prefix}AWS_ACCESS_KEY_ID and ${prefix}AWS_SECRET_ACCESS_KEY belong together: set both, or neither.`,
    })
    .transform((given) => ({
      kind: "s3" as const,
      bucket: given.S3_BUCKET,
      endpoint: given.S3_ENDPOINT,
      publicEndpoint: given.S3_PUBLIC_ENDPOINT,
      region: given.S3_REGION,
      // Amazon's own endpoint wants the other style; most others know this one alone.
      pathStyle: given.S3_PATH_STYLE === undefined ? given.S3_ENDPOINT !== undefined : given.S3_PATH_STYLE === "true",
      prefix: given.S3_PREFIX.replace(/^\/+/, "").replace(/([^/])\/*$/, "$1/"),
      credentials:
        given.AWS_ACCESS_KEY_ID !== undefined && given.AWS_SECRET_ACCESS_KEY !== undefined
          ? { accessKeyId: given.AWS_ACCESS_KEY_ID, secretAccessKey: given.AWS_SECRET_ACCESS_KEY, sessionToken: given.AWS_SESSION_TOKEN }
          : undefined,
    }));
};

const loopback = ["127.0.0.1", "localhost", "[::1]"];

const oidcSchema = z
  .object({
    OIDC_ISSUER: z
      .url({ protocol: /^https?$/, abort: true, error: "OIDC_ISSUER must be the provider's address, such as https://login.example.com/realms/main." })
      .refine((issuer) => issuer.startsWith("https:") || loopback.includes(new URL(issuer).hostname), {
        error: "OIDC_ISSUER must begin with https: who reads along could sign in as anybody. (Over http only a provider on this machine is asked.)",
      }),
    OIDC_CLIENT_ID: z.string().min(1),
    OIDC_CLIENT_SECRET: z.string().min(1),
    OIDC_NAME: z.string().max(40, { error: "OIDC_NAME must have at most 40 characters: it stands on the button." }).default("single sign-on"),
    OIDC_GROUPS_CLAIM: z.string().default("groups"),
    OIDC_VERIFIED_CLAIM: z.string().default("email_verified"),
    OIDC_SCOPES: z
      .string()
      .default("openid email profile")
      .refine((scopes) => scopes.split(" ").includes("openid"), { error: "OIDC_SCOPES must have openid among its words, such as: openid email profile groups." }),
  })
  .transform((given) => ({
    issuer: given.OIDC_ISSUER,
    clientId: given.OIDC_CLIENT_ID,
    clientSecret: given.OIDC_CLIENT_SECRET,
    name: given.OIDC_NAME,
    groupsClaim: given.OIDC_GROUPS_CLAIM,
    verifiedClaim: given.OIDC_VERIFIED_CLAIM,
    scopes: given.OIDC_SCOPES,
  }));

/** The single sign-on provider. */
export type OidcSettings = z.infer<typeof oidcSchema>;

const oidcWhole = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];

/** @returns null when no provider is configured */
function readOidc(given: Source, faults: string[]): OidcSettings | null {
  const absent = oidcWhole.filter((name) => given[name] === undefined);
  if (absent.length === oidcWhole.length) return null;
  if (absent.length > 0) {
    faults.push(`${absent.join(" and ")} ${absent.length > 1 ? "are" : "is"} missing: ${oidcWhole.join(", ")} belong together. Set all of them, or none.`);
    return null;
  }
  const { data, error } = oidcSchema.safeParse(given);
  faults.push(...(error?.issues.map((issue) => issue.message) ?? []));
  return data ?? null;
}

/** Where bytes are kept: in a folder, or in an S3 bucket. */
export type StoreSettings = { kind: "fs"; folder: string } | z.infer<ReturnType<typeof bucketSchema>>;

/** Where checkpoints of the record are kept, and the file of the key that signs them. */
export interface CheckpointSettings {
  place: StoreSettings;
  keyFile: string;
  /** Whether the key is made where it is missing. */
  makesKey: boolean;
}

export type Env = z.infer<typeof schema> & { store: StoreSettings; checkpoints: CheckpointSettings; oidc: OidcSettings | null };

type Source = Record<string, string | undefined>;

/**
 * The settings, checked.
 * @throws Error with one sentence for each setting that is missing or wrong
 */
export function readEnv(source: Source = process.env): Env {
  const given = withoutEmpty(source);
  const { data, error } = schema.safeParse(given);
  const faults = error?.issues.map((issue) => issue.message) ?? [];
  let store: StoreSettings | undefined;
  if (given["COUNTERSIGN_STORE"] === "s3") {
    const bucket = bucketSchema("").safeParse(given);
    faults.push(...(bucket.error?.issues.map((issue) => issue.message) ?? []));
    store = bucket.data;
  } else {
    if (given["S3_BUCKET"] !== undefined) faults.push("S3_BUCKET is set, but COUNTERSIGN_STORE is not s3: set it to s3, or leave S3_BUCKET out.");
    if (data) store = { kind: "fs", folder: folderOf(data.COUNTERSIGN_STORE) ?? join(data.COUNTERSIGN_HOME, "blobs") };
  }
  const oidc = readOidc(given, faults);
  // Links in letters never take their address from a request: whoever asks could choose it.
  if (given["SMTP_URL"] !== undefined && given["MAIL_FROM"] === undefined) faults.push("SMTP_URL is set, but MAIL_FROM is not: set it to whom letters come from.");
  if (given["SMTP_URL"] !== undefined && given["NEXTAUTH_URL"] === undefined) faults.push("SMTP_URL is set, but NEXTAUTH_URL is not: links in letters begin with it.");
  const toBucket = given["COUNTERSIGN_CHECKPOINTS"] === "s3";
  if (toBucket && given["COUNTERSIGN_STORE"] !== "s3") {
    faults.push("COUNTERSIGN_CHECKPOINTS is s3, but COUNTERSIGN_STORE is not: checkpoints go to the bucket of the registry's bytes, or to a folder.");
  }
  if (faults.length > 0 || !data || !store) throw new Error(faults.join("\n"));
  return { ...data, store, checkpoints: checkpointSettings(data, store), oidc };
}

function checkpointSettings(data: z.infer<typeof schema>, store: StoreSettings): CheckpointSettings {
  const { COUNTERSIGN_CHECKPOINTS: place, COUNTERSIGN_AUDIT_KEY: keyFile, COUNTERSIGN_HOME: home } = data;
  return {
    place: place === "s3" ? store : { kind: "fs", folder: folderOf(place) ?? join(home, "audit") },
    keyFile: keyFile === undefined ? join(home, "audit", "key.pem") : resolve(keyFile),
    makesKey: keyFile === undefined,
  };
}

/**
 * A store beside the registry's own.
 * @param place `fs:` and a folder, or `s3`
 * @param prefix what the names of the bucket's settings begin with
 * @throws Error with one sentence for each setting that is missing or wrong
 */
export function readStore(place: string, prefix: string, source: Source = process.env): StoreSettings {
  const folder = folderOf(place);
  if (folder !== undefined) return { kind: "fs", folder };
  if (place !== "s3") throw new Error(`${JSON.stringify(place)} is no place for bytes: give fs: and a folder (such as fs:/srv/blobs), or s3.`);
  const given = Object.entries(withoutEmpty(source)).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : []));
  const { data, error } = bucketSchema(prefix).safeParse(Object.fromEntries(given));
  if (!data) throw new Error(error.issues.map((issue) => issue.message).join("\n"));
  return data;
}

function folderOf(place: string): string | undefined {
  const folder = /^fs:(.+)$/.exec(place)?.[1];
  return folder === undefined ? undefined : resolve(folder);
}

function withoutEmpty(source: Source): Source {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
}

/** next-auth reads the environment by itself: where no address is configured, it takes the one that was asked for. */
export function configureNextAuth(env: Env): void {
  process.env["NEXT_TELEMETRY_DISABLED"] ??= "1";
  if (!env.NEXTAUTH_URL) process.env["AUTH_TRUST_HOST"] = "true";
}
