import { createHash, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { create } from "qrcode";

/** RFC 6238 as every authenticator knows it: SHA-1, six digits, a new code every 30 seconds. */
const stepSeconds = 30;

function totpOf(secret: string, email = ""): TOTP {
  return new TOTP({ issuer: "Countersign", label: email, secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: stepSeconds });
}

/** A new secret of 160 bits, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * What an authenticator is set up with.
 * @returns the `otpauth:` address, and its QR code: how many squares wide it is, and the dark ones as an SVG path
 */
export function enrolment(secret: string, email: string): { uri: string; qr: { size: number; path: string } } {
  const uri = totpOf(secret, email).toString();
  const { modules } = create(uri, { errorCorrectionLevel: "M" });
  const squares = Array.from(modules.data, (dark, at) => (dark ? `M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z` : ""));
  return { uri, qr: { size: modules.size, path: squares.join("") } };
}

/**
 * The 30-second step that a code belongs to; that before and after the present one are taken too, for clocks that differ.
 * @returns null when the code is wrong
 */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / stepSeconds) + delta;
}

/** 32 signs that can't be mistaken for one another. */
const signs = "abcdefghijkmnpqrstuvwxyz23456789";

/** Ten codes of 80 bits: `abcd-efgh-ijkm-npqr`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => {
    const letters = Array.from(randomBytes(16), (byte) => signs[byte % signs.length]).join("");
    return (letters.match(/.{4}/g) ?? []).join("-");
  });
}

/** The hash under which a recovery code is kept, however it was typed. */
export function recoveryHash(code: string): string {
  return createHash("sha256").update(code.toLowerCase().replaceAll(/[^a-z\d]/g, "")).digest("hex");
}
