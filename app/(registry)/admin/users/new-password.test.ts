import { expect, test } from "vitest";
import { passwordSchema } from "#server/identity/schema.ts";
import { newPassword } from "./new-password.ts";

test("a generated password is four groups of five signs, and one that the registry takes", () => {
  const password = newPassword(Uint8Array.from({ length: 20 }, (_, index) => index * 13));
  expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
  expect(passwordSchema.safeParse(password).success).toBe(true);
});

test("every sign is equally likely", () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const sign = newPassword(new Uint8Array(20).fill(byte))[0]!;
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  expect([counts.size, ...new Set(counts.values())]).toEqual([32, 8]);
});
