import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";
import { DomainError } from "../errors.ts";
import { passwordFault, type PasswordOwner } from "./password-rules.ts";

/** OWASP's scrypt setting that needs the least memory for its strength: 16 MiB and five passes. */
const cost = { N: 2 ** 14, r: 8, p: 5 };
const keyLength = 32;

function derive(password: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, length, { ...options, maxmem: 64 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** @returns `scrypt$N$r$p$salt$key`, salt and key in base64 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, keyLength, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64"), key.toString("base64")].join("$");
}

/** Some 50,000 words, which take a few megabytes: read when the first password is set. */
let commonest: Promise<Set<string>> | undefined;

async function readCommonest(): Promise<Set<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].map(String));
}

/**
 * The hash of a password that somebody has chosen.
 * @throws DomainError invalid_input, when it is easily guessed
 */
export async function hashNewPassword(password: string, owner: PasswordOwner): Promise<string> {
  commonest ??= readCommonest();
  const words = await commonest;
  const fault = passwordFault(password, owner, (word) => words.has(word));
  if (fault) throw new DomainError("invalid_input", `The password ${fault}`, { issues: [{ path: "password", message: fault }] });
  return await hashPassword(password);
}

/** Whether `password` is the one that `stored` was made of. Takes the same time when it is not. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = stored.split("$");
  if (scheme !== "scrypt" || !salt || !key) return false;
  const expected = Buffer.from(key, "base64");
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, "base64"), expected.length, options);
  return timingSafeEqual(actual, expected);
}
