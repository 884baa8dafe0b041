import { randomBytes, scryptSync } from "node:crypto";

/** As `hashPassword` writes it, in no time: that takes a third of a second, and tests make hundreds of accounts. */
export function quickHash(password: string): string {
  const [salt, cost] = [randomBytes(16), { N: 2, r: 1, p: 1 }];
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64"), scryptSync(password, salt, 32, cost).toString("base64")].join("$");
}
