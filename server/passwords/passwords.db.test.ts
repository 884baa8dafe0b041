import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { eq, sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRegistry } from "../context.ts";
import { openSession, signIn } from "../identity/commands.ts";
import { accountLinks, sessions, signInFailures, users } from "../identity/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { quickHash } from "../testing/quick-hash.ts";
import { hashSecret } from "../tokens/secret.ts";
import { startWorker } from "../worker.ts";

const password = "correct horse battery";
const fresh = "another good sentence";
const from = { id: "test", address: "10.3.0.1", userAgent: "test" };

let fixture: Fixture;
let admin: Person;
let people = 0;
beforeAll(async () => {
  fixture = await openFixture();
  admin = await fixture.person("Root", "admin");
});
afterAll(() => fixture.close());

async function somebody(): Promise<Person> {
  const person = await fixture.person(`P${++people}`, "contributor");
  await fixture.db.update(users).set({ passwordHash: quickHash(password) }).where(eq(users.id, person.id));
  return person;
}

async function sessionOf(person: Person): Promise<string> {
  const tokenHash = hashSecret(randomBytes(32).toString("base64url"));
  await openSession(fixture.db, from, { tokenHash, userId: person.id, expiresAt: new Date(Date.now() + 60_000), method: "password" });
  return tokenHash;
}

const enters = async ({ actor: { email } }: Person, given: string) => (await signIn(fixture.context, from, { email, password: given })) !== null;

describe("a link for a new password", () => {
  it("sets it once, ends all sessions, and is ended by a newer one", async () => {
    const person = await somebody();
    await sessionOf(person);
    const first = await admin.api.passwords.makeLink({ user: person.id });
    const second = await admin.api.passwords.makeLink({ user: person.id });
    expect(await reasonOf(fixture.anybody.passwords.readLink({ secret: first.secret }))).toBe("not_found");
    expect(await fixture.anybody.passwords.readLink({ secret: second.secret })).toEqual({ email: person.actor.email, name: person.actor.name });
    await expect(fixture.anybody.passwords.reset({ secret: second.secret, password: "short" })).rejects.toThrow(/at least 10/);
    const both = await Promise.allSettled([1, 2].map(() => fixture.anybody.passwords.reset({ secret: second.secret, password: fresh })));
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect([await enters(person, password), await enters(person, fresh)]).toEqual([false, true]);
    expect(await fixture.db.$count(sessions, eq(sessions.userId, person.id))).toBe(0);
  });

  it("is made by administrators with a fresh sign-in, ends after a day, and with the account", async () => {
    const person = await somebody();
    const stale = fixture.callerOf({ ...admin.actor, credential: { kind: "session", tokenHash: "", confirmedAt: new Date(Date.now() - 11 * 60_000) } });
    expect(await reasonOf(stale.passwords.makeLink({ user: person.id }))).toBe("sign_in_stale");
    expect(await reasonOf(person.api.passwords.makeLink({ user: admin.id }))).toBe("forbidden");
    const { secret, expiresAt } = await admin.api.passwords.makeLink({ user: person.id });
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 3_600_000)).toBe(24);
    await admin.api.accounts.deactivate({ id: person.id, reason: "x" });
    expect(await reasonOf(fixture.anybody.passwords.reset({ secret, password: fresh }))).toBe("not_found");
    await admin.api.accounts.reactivate({ id: person.id, reason: "x" });
    expect(await reasonOf(fixture.anybody.passwords.reset({ secret, password: fresh }))).toBe("not_found");
    const over = await admin.api.passwords.makeLink({ user: person.id });
    await fixture.db.update(accountLinks).set({ expiresAt: new Date(Date.now() - 1000) });
    expect(await reasonOf(fixture.anybody.passwords.reset({ secret: over.secret, password: fresh }))).toBe("not_found");
  });

  it("of an invitation resets nothing, nor the other way round", async () => {
    const invitation = await admin.api.invitations.create({ email: "x@example.com" });
    expect(await reasonOf(fixture.anybody.passwords.reset({ secret: invitation.secret, password: fresh }))).toBe("not_found");
    const { secret } = await admin.api.passwords.makeLink({ user: (await somebody()).id });
    expect(await reasonOf(fixture.anybody.invitations.accept({ secret, name: "X", password: fresh }))).toBe("not_found");
  });
});

it("one's own password is changed with the present one, and ends the other sessions", async () => {
  const person = await somebody();
  const [mine] = [await sessionOf(person), await sessionOf(person)];
  const api = fixture.callerOf({ ...person.actor, credential: { kind: "session", tokenHash: mine, confirmedAt: new Date() } });
  expect(await reasonOf(api.passwords.change({ current: "wrong", password: fresh }))).toBe("forbidden");
  expect(await api.passwords.change({ current: password, password: fresh })).toEqual({ sessions: 1 });
  expect((await fixture.db.select().from(sessions).where(eq(sessions.userId, person.id))).map(({ tokenHash }) => tokenHash)).toEqual([mine]);
  expect(await enters(person, fresh)).toBe(true);
});

describe("a letter", () => {
  /** A mail server that keeps what it is sent, once it is `up`. */
  async function mailbox() {
    const letters: string[] = [];
    let up = true;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onMailFrom: (_address, _session, done) => done(up ? null : new Error("not now")),
      onData(stream, _session, done) {
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          letters.push(Buffer.concat(parts).toString().replaceAll("=\r\n", "").replaceAll("=3D", "="));
          done();
        });
      },
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { letters, url: `smtp://127.0.0.1:${port}`, close, setUp: (to: boolean) => void (up = to) };
  }

  async function freePort(): Promise<number> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }

  it("with a link goes to who has an account with a password, is sealed while it waits, and tried again", async () => {
    const mail = await mailbox();
    fixture.context.mailing.origin = "https://models.example.com";
    const post = { smtpUrl: mail.url, from: "Countersign <models@example.com>", origin: "https://models.example.com" };
    const registry = openRegistry(fixture.url, fixture.store, fixture.context.secret, 4, { post });
    const person = await somebody();
    const elsewhere = await fixture.person("Elsewhere", "viewer");
    await fixture.db.update(users).set({ passwordHash: null }).where(eq(users.id, elsewhere.id));
    const ask = (email: string) => fixture.anybody.passwords.askForLink({ email });
    const answers = [await ask(person.actor.email), await ask("nobody@example.com"), await ask(elsewhere.actor.email)];
    expect(answers).toEqual([{ asked: true }, { asked: true }, { asked: true }]);
    const invited = await admin.api.invitations.create({ email: "grace@example.com", mail: true });
    const waiting = JSON.stringify(await fixture.db.execute(sql`select payload from graphile_worker._private_jobs`));
    expect([waiting.includes(invited.secret), waiting.includes("grace@example.com"), waiting.includes(person.actor.email)]).toEqual([false, false, false]);

    mail.setUp(false);
    const worker = await startWorker(registry, fixture.url);
    await expect.poll(async () => fixture.db.execute(sql`select 1 from graphile_worker.jobs where task_identifier = 'send_letter' and attempts > 0`), { timeout: 10_000 }).toHaveLength(2);
    mail.setUp(true);
    await fixture.db.execute(sql`update graphile_worker._private_jobs set run_at = now()`);
    await expect.poll(() => mail.letters.length, { timeout: 15_000 }).toBe(2);
    await expect.poll(async () => fixture.db.execute(sql`select 1 from graphile_worker.jobs where task_identifier = 'send_letter'`)).toHaveLength(0);
    await worker.stop();
    await registry.close();
    await mail.close();

    const [invitation, reset] = [/invitation/, /reset/].map((kind) => mail.letters.find((letter) => kind.test(letter)) ?? "");
    expect(invitation).toContain(`https://models.example.com/invitation/${invited.secret}`);
    expect(invitation).toContain("To: grace@example.com");
    expect(reset).toContain(`To: ${person.actor.email}`);
    const secret = /reset\/([\w-]{43})/.exec(reset ?? "")?.[1] ?? "";
    await fixture.anybody.passwords.reset({ secret, password: fresh });
    expect(await enters(person, fresh)).toBe(true);
    fixture.context.mailing.origin = null;
  });

  it("is throttled per account and per address, and there is none where no mail is sent", async () => {
    expect(await reasonOf(fixture.anybody.passwords.askForLink({ email: "t@example.com" }))).toBe("invalid_input");
    fixture.context.mailing.origin = "https://models.example.com";
    await fixture.db.delete(signInFailures);
    for (let n = 0; n < 3; n++) await fixture.anybody.passwords.askForLink({ email: "t@example.com" });
    expect(await reasonOf(fixture.anybody.passwords.askForLink({ email: "t@example.com" }))).toBe("too_many_attempts");
    for (let n = 0; n < 16; n++) await fixture.anybody.passwords.askForLink({ email: `t${n}@example.com` });
    expect(await reasonOf(fixture.anybody.passwords.askForLink({ email: "other@example.com" }))).toBe("too_many_attempts");
    fixture.context.mailing.origin = null;
  });
});
