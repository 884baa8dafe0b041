import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { readEnv } from "../env.ts";
import { signIn } from "../identity/commands.ts";
import { users } from "../identity/tables.ts";
import { openFixture, type Fixture } from "../testing/fixture.ts";
import { accountsText, makeAdministrator, reactivate, resetPasswordOf } from "./accounts.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

it("who is locked out gets in again from the server's shell, and the record says so", async () => {
  const { db } = fixture;
  const person = await fixture.person("Ada", "viewer");
  await db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, person.id));
  expect(await accountsText(db)).toBe("ada@example.com\tAda\tmember\tdeactivated");
  await reactivate(db, "ada@example.com");
  await makeAdministrator(db, "Ada@example.com");
  expect(await accountsText(db)).toBe("ada@example.com\tAda\tadmin");
  const link = await resetPasswordOf({ db, env: readEnv({ NEXTAUTH_URL: "https://models.example.com/x" }) }, "ada@example.com");
  const secret = /^https:\/\/models\.example\.com\/reset\/([\w-]{43})\n/.exec(link)?.[1] ?? "";
  await fixture.anybody.passwords.reset({ secret, password: "another good sentence" });
  const from = { id: "test", address: "10.4.0.1", userAgent: "test" };
  expect(await signIn(fixture.context, from, { email: "ada@example.com", password: "another good sentence" })).not.toBeNull();
  await expect(reactivate(db, "nobody@example.com")).rejects.toThrow("Nobody has an account with nobody@example.com");
  const entries = await db.select({ action: auditEntries.action, credential: auditEntries.credential }).from(auditEntries).orderBy(auditEntries.seq);
  expect(entries.slice(0, 3)).toEqual(["user.reactivated", "user.role_changed", "password.link_made"].map((action) => ({ action, credential: "system" })));
});
