import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** What a sealed text is for: each purpose has a key of its own, so that one can't be put in another's place. */
export type SealPurpose = "second factor" | "mail" | "webhook";

const version = "v1";

function keyOf(secret: string, purpose: SealPurpose): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "countersign", `${version} ${purpose}`, 32));
}

/**
 * Seals a text with AES-256-GCM under a key that HKDF derives from the registry's own secret.
 * @returns `v1.iv.tag.text`, each part in base64url
 */
export function seal(secret: string, purpose: SealPurpose, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret, purpose), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [version, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/**
 * Opens what `seal` gave.
 * @throws Error when it was changed, or sealed with another secret or for another purpose
 */
export function unseal(secret: string, purpose: SealPurpose, sealed: string): string {
  const [form, iv = "", tag = "", text = ""] = sealed.split(".");
  if (form !== version) throw new Error("This is sealed in a form that is not known here.");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, purpose), Buffer.from(iv, "base64url"), { authTagLength: 16 });
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  try {
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new Error("What was sealed can't be opened: it was changed, or NEXTAUTH_SECRET is another than it was.", { cause: error });
  }
}
