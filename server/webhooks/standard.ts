import { createHmac } from "node:crypto";

/** What the names of secrets begin with, which Standard Webhooks prescribes. */
export const secretPrefix = "whsec_";

/**
 * The headers that prove where a message comes from, as Standard Webhooks describes them
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): HMAC-SHA-256 over
 * `id.timestamp.body`, once for each secret that is good.
 * @param secrets each `whsec_` and base64
 * @param message.id the same for every try
 * @param message.at when it is sent
 */
export function signedHeaders(secrets: readonly string[], { id, at, body }: { id: string; at: Date; body: string }): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

/** Those that are good at an instant, the present one first. */
export function secretsAt<Secret extends { endsAt: string | null }>(secrets: readonly Secret[], now: Date): Secret[] {
  return secrets.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > now);
}
