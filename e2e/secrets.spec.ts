/** A registry that is used, misused and broken tells nobody a secret: not in its log, its record, its events or its answers. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { callMutation, databaseUrl, signIn, startProcess } from "../server/testing/process.ts";
import { expect, test } from "./test.ts";

test("passwords, tokens and sessions stand nowhere but with their owners", async () => {
  test.setTimeout(120_000);
  const home = await mkdtemp(join(tmpdir(), "countersign-secrets-"));
  let printed = "";
  const answers: string[] = [];
  const running = await startProcess({ home, print: (text) => (printed += text) });
  const { url } = running;
  const sql = postgres(await databaseUrl(home), { max: 1, onnotice: () => {} });
  const send = async (path: string, init: { method?: string; headers: Record<string, string>; body?: string }) => {
    const answer = await fetch(`${url}${path}`, { ...init, headers: { origin: url, "content-type": "application/json", ...init.headers } });
    answers.push(await answer.text());
    return answer.status;
  };

  const password = "kestrel-lantern-osprey";
  const wrong = "walrus-lantern-heron";
  const unused = "falcon-lantern-plover";
  const email = "secrets@example.com";
  await callMutation(url, "identity.setUp", { name: "Root", email, password });
  await expect(signIn(url, email, wrong)).rejects.toThrow("failed");
  const session = await signIn(url, email, password);
  const { secret: token } = await session.call<{ secret: string }>("tokens.create", { name: "Pipeline", scopes: ["model:read"], expiresInDays: 1 });
  const sessionSecret = /session-token=([^;]+)/.exec(session.cookie)![1]!;
  const asPerson = { cookie: session.cookie };
  const asToken = { authorization: `Bearer ${token}` };

  // Misused: wrong bodies, wrong places, wrong credentials.
  await send("/api/trpc/identity.createUser", { method: "POST", headers: asPerson, body: `{"name":"X","email":"x@example.com","password":"${unused}"` });
  await send("/api/trpc/identity.createUser", { method: "POST", headers: asPerson, body: JSON.stringify({ name: "", email: unused, password: { secret: unused }, siteRole: unused }) });
  await send("/api/trpc/identity.confirmPassword", { method: "POST", headers: asPerson, body: JSON.stringify({ password: wrong }) });
  await send("/api/trpc/identity.whoami", { headers: { authorization: `Bearer ${token}x` } });
  await send("/api/trpc/identity.whoami", { headers: { authorization: `Basic ${token}` } });
  await send(`/api/trpc/models.get?input=${encodeURIComponent(JSON.stringify({ model: token }))}`, { headers: asToken });
  await send("/api/checks", { method: "POST", headers: asToken, body: token });

  // Broken: what fails in the middle, with the secrets at hand.
  await sql.unsafe(`
    create function fail() returns trigger language plpgsql as $$ begin raise exception 'broken for a test'; end $$;
    create trigger break_users before insert on users for each row execute function fail();
    create trigger break_tokens before insert on tokens for each row execute function fail();
    create trigger break_sessions before insert on sessions for each row execute function fail();`);
  expect(await send("/api/trpc/identity.createUser", { method: "POST", headers: asPerson, body: JSON.stringify({ name: "Y", email: "y@example.com", password: unused, siteRole: "member" }) })).toBe(500);
  expect(await send("/api/trpc/tokens.create", { method: "POST", headers: asPerson, body: JSON.stringify({ name: "Z", scopes: ["model:read"], expiresInDays: 1 }) })).toBe(500);
  await expect(signIn(url, email, password)).rejects.toThrow("failed");
  await sql.unsafe("alter table tokens rename to tokens_gone; alter table sessions rename to sessions_gone; alter table sign_in_failures rename to gone");
  await send("/api/references/risk/x@1", { headers: asToken });
  await send("/api/references/risk/x@1", { headers: asPerson });
  await send("/models", { headers: asPerson });
  await expect(signIn(url, email, password)).rejects.toThrow("failed");
  await sql.unsafe("alter table tokens_gone rename to tokens; alter table sessions_gone rename to sessions; alter table gone rename to sign_in_failures");

  const [{ hash }] = (await sql`select password_hash as hash from users`) as unknown as [{ hash: string }];
  const record = JSON.stringify([await sql`select * from audit_entries`, await sql`select * from events`]);
  await sql.end();
  await running.stop();
  await rm(home, { recursive: true, force: true });

  expect(printed).toContain("broken for a test");
  expect(record).toContain("token.created");
  const secrets = { password, wrong, unused, token, sessionSecret, hash, key: hash.split("$").at(-1)! };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(printed.includes(secret), `${name} in the log`).toBe(false);
    expect(record.includes(secret), `${name} in the record`).toBe(false);
    // A caller may be told what they have sent themselves as a name; never a password, a session or a hash.
    if (name !== "token") expect(answers.join("\n").includes(secret), `${name} in an answer`).toBe(false);
  }
  // What could not be inserted: the hash of the password that nobody got.
  expect(printed).not.toMatch(/scrypt\$/);
});
