/** Whoever loses their right to something loses it in the middle of it. All at once: each waits until it is asked again who may. */
import { randomBytes } from "node:crypto";
import { request, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closeSession, openSession } from "../identity/commands.ts";
import { users } from "../identity/tables.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { hashSecret } from "../tokens/secret.ts";
import { tokens } from "../tokens/tables.ts";
import { versionFiles } from "../versions/tables.ts";
import { metadataExample } from "../versions/schema.ts";

/** Far more than sockets keep, so that most of it is still to come when the right to it ends. */
const bytes = 48 * 1024 * 1024;
const soonMs = 20_000;

let registry: TestRegistry;
let author: TestPerson;

beforeAll(async () => {
  registry = await startTestRegistry();
  await registry.addTeam("risk");
  author = await registry.addPerson("Ann", { risk: "contributor" });
  const draft = await openDraft("risk/long");
  await fetch(`${registry.url}/api/drafts/${draft}/files/weights.bin`, { method: "PUT", headers: bearer(author), body: randomBytes(bytes) });
  await call("versions.finalize", { draft, files: 1 });
});
afterAll(() => registry.close());

const bearer = ({ token }: TestPerson) => ({ authorization: `Bearer ${token}` });
const file = "/files/risk/long/1/weights.bin";

async function call<T>(procedure: string, input: object, who: Record<string, string> = bearer(author)): Promise<T> {
  const answer = await fetch(`${registry.url}/api/trpc/${procedure}`, { method: "POST", headers: { ...who, "content-type": "application/json" }, body: JSON.stringify(input) });
  return ((await answer.json()) as { result?: { data: T } }).result?.data as T;
}

let people = 0;
const somebody = () => registry.addPerson(`Person ${++people}`, { risk: "contributor" });

const openDraft = async (model: string, who?: Record<string, string>) => (await call<{ draft: string }>("versions.draft", { model, metadata: metadataExample }, who)).draft;

/** Ways to lose one's right: each gives somebody new, what they show, and what takes it from them. */
const losses = {
  async "a token is revoked"() {
    const person = await somebody();
    const revoke = () => registry.registry.db.update(tokens).set({ revokedAt: new Date() }).where(eq(tokens.userId, person.actor.userId));
    return { headers: bearer(person), lose: revoke };
  },
  async "a token ends"() {
    const person = await somebody();
    const end = () => registry.registry.db.update(tokens).set({ expiresAt: new Date() }).where(eq(tokens.userId, person.actor.userId));
    return { headers: bearer(person), lose: end };
  },
  async "the account is deactivated"() {
    const person = await somebody();
    const deactivate = () => registry.registry.db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, person.actor.userId));
    return { headers: bearer(person), lose: deactivate };
  },
  async "the session is closed"() {
    const person = await somebody();
    const secret = randomBytes(32).toString("base64url");
    const tokenHash = hashSecret(secret);
    await openSession(registry.registry.db, person.actor.request, { tokenHash, userId: person.actor.userId, expiresAt: new Date(Date.now() + 60_000), method: "password" });
    return { headers: { cookie: `next-auth.session-token=${secret}`, "sec-fetch-site": "same-origin" }, lose: () => closeSession(registry.registry.db, tokenHash) };
  },
};

const get = (path: string, headers: Record<string, string>) =>
  new Promise<IncomingMessage>((resolve, reject) => request(`${registry.url}${path}`, { headers }, resolve).once("error", reject).end());

/** Reads an answer slowly. @returns how much of it came, and whether it ended as if it were whole */
async function readSlowly(answer: IncomingMessage, begun: () => Promise<unknown>, pauseMs = 25): Promise<{ received: number; whole: boolean }> {
  let received = 0;
  try {
    for await (const piece of answer) {
      if (received === 0) await begun();
      received += (piece as Buffer).length;
      await sleep(pauseMs);
    }
  } catch {
    // Cut off.
  }
  return { received, whole: answer.complete };
}

describe.concurrent("a right that is lost", () => {
  test.for(Object.entries(losses))("%s: a download is cut off, and does not look whole", { timeout: 60_000 }, async ([, lossOf]) => {
    const { headers, lose } = await lossOf();
    const began = Date.now();
    const { received, whole } = await readSlowly(await get(file, headers), lose);
    expect(whole).toBe(false);
    expect(received).toBeLessThan(bytes);
    expect(Date.now() - began).toBeLessThan(soonMs);
    expect((await get(file, headers)).statusCode).toBe(401);
  });

  test("an archive is cut off in the middle of a file", { timeout: 60_000 }, async () => {
    const { headers, lose } = await losses["a token is revoked"]();
    const { received, whole } = await readSlowly(await get("/files/risk/long/1.tar", headers), lose);
    expect(whole).toBe(false);
    expect(received).toBeLessThan(bytes);
  });

  test.for(Object.entries(losses))("%s: an upload is cut off, and nothing of it is in the draft", { timeout: 60_000 }, async ([, lossOf]) => {
    const { headers, lose } = await lossOf();
    const draft = await openDraft("risk/sent", headers);
    const sending = request(`${registry.url}/api/drafts/${draft}/files/slow.bin`, { method: "PUT", headers: { ...headers, "content-length": bytes } });
    let status: number | undefined;
    const ended = new Promise<void>((resolve) => {
      sending.once("response", (answer) => (status = answer.statusCode)).once("error", () => resolve()).once("close", () => resolve());
    });
    const piece = Buffer.alloc(64 * 1024, "x");
    const began = Date.now();
    const beat = setInterval(() => sending.write(piece), 50);
    await sleep(200);
    await lose();
    await ended;
    clearInterval(beat);
    expect(status).toBeUndefined();
    expect(Date.now() - began).toBeLessThan(soonMs);
    const files = await registry.registry.db.select().from(versionFiles).where(eq(versionFiles.versionId, draft));
    expect(files).toEqual([]);
  });

  test("nobody else's stream is cut off with it", { timeout: 60_000 }, async () => {
    const { headers, lose } = await losses["a token is revoked"]();
    const mine = get(file, bearer(author)).then((answer) => readSlowly(answer, async () => {}, 5));
    const theirs = await readSlowly(await get(file, headers), lose);
    expect(theirs.whole).toBe(false);
    expect(await mine).toEqual({ received: bytes, whole: true });
  });
});

test("who hangs up while it is looked up who they are is not watched for ever", async () => {
  const { registry: place } = registry;
  const execute = place.findToken.execute.bind(place.findToken);
  const [asked, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const lookUp = vi.spyOn(place.findToken, "execute").mockImplementation(async (...given) => {
    asked.resolve();
    await gone.promise;
    return await execute(...given);
  });
  const watch = vi.spyOn(place.streams, "watch");
  const asking = request(`${registry.url}${file}`, { headers: bearer(author) }).on("error", () => {});
  asking.end();
  await asked.promise;
  asking.destroy();
  await sleep(200);
  gone.resolve();
  await sleep(200);
  expect(lookUp).toHaveBeenCalledOnce();
  expect(watch).not.toHaveBeenCalled();
});
