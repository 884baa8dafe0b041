import { eq } from "drizzle-orm";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signIn } from "../identity/commands.ts";
import { recoveryCodes, signInFailures, users } from "../identity/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { quickHash } from "../testing/quick-hash.ts";

const password = "correct horse battery";
const from = { id: "test", address: "10.1.0.1", userAgent: "test" };
const codeOf = (secret: string, steps = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

let fixture: Fixture;
let people = 0;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

async function somebody(): Promise<Person & { enter: (code?: string) => ReturnType<typeof signIn> }> {
  const person = await fixture.person(`P${++people}`, "contributor");
  await fixture.db.update(users).set({ passwordHash: quickHash(password) }).where(eq(users.id, person.id));
  return { ...person, enter: (code) => signIn(fixture.context, from, { email: person.actor.email, password, code }) };
}

/** Somebody whose second factor was turned on by the code of the step before the present one. */
async function enrolled() {
  const person = await somebody();
  const { secret, uri, qr } = await person.api.secondFactor.begin();
  const { codes } = await person.api.secondFactor.confirm({ code: codeOf(secret, -1) });
  return { ...person, secret, uri, qr, codes };
}

/** As if so many sign-ins had failed. */
async function failed(email: string, count: number): Promise<void> {
  await fixture.db.delete(signInFailures);
  await fixture.db.insert(signInFailures).values({ key: `account:${email}`, count, windowEndsAt: new Date(Date.now() + 60_000) });
}

it("is on once a code was shown, kept sealed, and then asked for at each sign-in", async () => {
  const person = await somebody();
  const { secret, uri, qr } = await person.api.secondFactor.begin();
  expect(uri).toContain(`secret=${secret}`);
  expect(qr.size).toBeGreaterThan(20);
  expect(qr.path).toMatch(/^M0 0h1v1h-1z/);
  expect(await person.enter()).not.toBeNull();
  expect(await reasonOf(person.api.secondFactor.confirm({ code: "000000" }))).toBe("second_factor_wrong");
  const { codes } = await person.api.secondFactor.confirm({ code: codeOf(secret, -1) });
  expect(new Set(codes).size).toBe(10);
  const [row] = await fixture.db.select().from(users).where(eq(users.id, person.id));
  expect(row!.totpSecret).toMatch(/^v1\./);
  expect(row!.totpSecret).not.toContain(secret);
  expect(await reasonOf(person.enter())).toBe("second_factor_required");
  expect(await reasonOf(person.enter("123456"))).toBe("second_factor_wrong");
  expect(await person.enter(codeOf(secret))).toMatchObject({ email: person.actor.email });
  expect(await person.api.secondFactor.status()).toMatchObject({ recoveryCodesLeft: 10 });
});

it("takes no code twice, nor one of a step before, also from two at once", async () => {
  const { enter, secret } = await enrolled();
  expect(await reasonOf(enter(codeOf(secret, -1)))).toBe("second_factor_wrong");
  const code = codeOf(secret);
  const both = await Promise.allSettled([enter(code), enter(code)]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await reasonOf(enter(code))).toBe("second_factor_wrong");
});

it("takes each recovery code once, however it is typed, also from two at once", async () => {
  const { enter, codes, api, id } = await enrolled();
  const [first = "", second = ""] = codes;
  const both = await Promise.allSettled([enter(first.toUpperCase()), enter(first)]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await enter(second.replaceAll("-", " "))).not.toBeNull();
  expect(await api.secondFactor.status()).toMatchObject({ recoveryCodesLeft: 8 });
  const kept = await fixture.db.select().from(recoveryCodes).where(eq(recoveryCodes.userId, id));
  expect(kept.some(({ codeHash }) => codes.includes(codeHash))).toBe(false);
});

it("is throttled as passwords are", async () => {
  const { enter, secret, actor } = await enrolled();
  await failed(actor.email, 8);
  for (let n = 0; n < 2; n++) expect(await reasonOf(enter("111111"))).toBe("second_factor_wrong");
  expect(await reasonOf(enter(codeOf(secret)))).toBe("too_many_attempts");
  await fixture.db.delete(signInFailures);
});

it("does not count a password without its code as a failure", async () => {
  const { enter, secret, actor } = await enrolled();
  await failed(actor.email, 9);
  for (let n = 0; n < 3; n++) expect(await reasonOf(enter())).toBe("second_factor_required");
  expect(await enter(codeOf(secret))).not.toBeNull();
});

it("is asked for by a fresh sign-in, to renew codes and to turn it off", async () => {
  const { api, codes, callAs } = await (async () => {
    const person = await enrolled();
    const stale = { ...person.actor, credential: { kind: "session" as const, tokenHash: "none", confirmedAt: new Date(Date.now() - 11 * 60_000) } };
    return { ...person, callAs: fixture.callerOf(stale) };
  })();
  const [one = "", two = "", three = "", four = ""] = codes;
  expect(await reasonOf(api.identity.confirmPassword({ password }))).toBe("second_factor_required");
  await api.identity.confirmPassword({ password, code: one });
  expect(await reasonOf(callAs.secondFactor.disable({ code: two }))).toBe("sign_in_stale");
  expect(await reasonOf(api.secondFactor.disable({ code: "999999" }))).toBe("second_factor_wrong");
  expect(await reasonOf(callAs.secondFactor.renewCodes({ code: four, password: "wrong" }))).toBe("forbidden");
  const renewed = await callAs.secondFactor.renewCodes({ code: four, password });
  expect(await reasonOf(api.secondFactor.renewCodes({ code: two }))).toBe("second_factor_wrong");
  expect(await reasonOf(api.secondFactor.disable({ code: three }))).toBe("second_factor_wrong");
  await api.secondFactor.disable({ code: renewed.codes[0]! });
  expect(await api.secondFactor.status()).toEqual({ enabledAt: null, recoveryCodesLeft: 0 });
});

it("is taken away from who has lost it by an administrator, and by nobody else", async () => {
  const { id, enter } = await enrolled();
  const admin = await fixture.person("Root", "admin");
  const member = await fixture.person("Mel", "maintainer");
  expect(await reasonOf(member.api.secondFactor.remove({ user: id }))).toBe("forbidden");
  expect(await reasonOf(admin.withToken(["user:manage"]).secondFactor.remove({ user: id }))).toBe("forbidden_by_token");
  await admin.api.secondFactor.remove({ user: id });
  expect(await enter()).not.toBeNull();
});
