import { resolve } from "node:path";
import { z } from "zod";

const port = z.coerce
  .number({ error: "PORT must be a number, such as 3000." })
  .int({ error: "PORT must be a whole number, such as 3000." })
  .min(0, { error: "PORT must be between 0 and 65535." })
  .max(65535, { error: "PORT must be between 0 and 65535." });

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).catch("production"),
  HOST: z.string().min(1, { error: "HOST must not be empty; leave it out for 127.0.0.1." }).default("127.0.0.1"),
  PORT: port.default(3000),
  COUNTERSIGN_HOME: z
    .string()
    .min(1, { error: "COUNTERSIGN_HOME must be a folder; leave it out for .countersign." })
    .default(".countersign")
    .transform((home) => resolve(home)),
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
});

export type Env = z.infer<typeof schema>;

/**
 * The settings, checked.
 * @throws Error with one sentence for each setting that is missing or wrong
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => issue.message).join("\n"));
}

/** next-auth reads the environment by itself: where no address is configured, it takes the one that was asked for. */
export function configureNextAuth(env: Env): void {
  process.env["NEXT_TELEMETRY_DISABLED"] ??= "1";
  if (!env.NEXTAUTH_URL) process.env["AUTH_TRUST_HOST"] = "true";
}
