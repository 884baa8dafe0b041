/**
 * What a crash, a stop and two racing processes do to real data: tried on real processes, with no browser. A push through
 * a restart stands in resuming.spec.ts. A few races here; more of them with `npm run campaign`.
 */
import { randomFillSync } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createRegistry } from "@countersign/sdk";
import { createPeople, type Account } from "../demo/accounts.ts";
import { leaseMs } from "../server/uploads/commands.ts";
import { startProcess, type RegistryProcess } from "../server/testing/process.ts";
import { metadata } from "./random-bytes.ts";
import { expect, test } from "./test.ts";

const campaign = process.env["COUNTERSIGN_CAMPAIGN"] === "1";
/** What races at once, and how often two people contend. */
const pushes = campaign ? 50 : 16;
const rounds = campaign ? 8 : 2;

let home: string;
let folder: string;
let accounts: Record<"admin" | "author" | "reviewer", Account>;
/** Every process that was started over the home, and those of them that tests have in common. */
const started: RegistryProcess[] = [];
let common: RegistryProcess[] = [];

async function start(): Promise<RegistryProcess> {
  const registry = await startProcess({ home });
  started.push(registry);
  common.push(registry);
  return registry;
}

/** So many that run: those that are there, and as many more as it takes. */
async function running(count: number): Promise<RegistryProcess[]> {
  while (common.length < count) await start();
  return common.slice(0, count);
}

/** One that the test ends. */
async function take(): Promise<RegistryProcess> {
  const [taken] = (await running(1)) as [RegistryProcess];
  common = common.filter((each) => each !== taken);
  return taken;
}

const author = (url: string) => createRegistry({ url, token: accounts.author.token });
const reviewer = (url: string) => createRegistry({ url, token: accounts.reviewer.token });
const admin = (url: string) => createRegistry({ url, token: accounts.admin.token });

async function randomFile(name: string, mebibytes: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, randomFillSync(Buffer.alloc(mebibytes * 1024 * 1024)));
  return path;
}

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-durability-"));
  folder = await mkdtemp(join(tmpdir(), "countersign-files-"));
  accounts = await createPeople((await running(1))[0]!.url, ["admin", "author", "reviewer"]);
});

test.afterAll(async () => {
  await Promise.all(started.map((registry) => registry.stop()));
  await Promise.all([home, folder].map((path) => rm(path, { recursive: true, force: true })));
});

test(`${pushes} pushes at once over two processes get the numbers 1 to ${pushes}, none twice and none left out`, async () => {
  const urls = (await running(2)).map(({ url }) => url);
  const file = join(folder, "small.bin");
  await writeFile(file, "the same bytes for all");
  const saved = await Promise.all(
    Array.from({ length: pushes }, (_, n) => author(urls[n % 2]!).saveModel({ model: "quality/raced", files: file, metadata })),
  );
  expect(saved.map((version) => version.version).toSorted((a, b) => a - b)).toEqual(Array.from({ length: pushes }, (_, n) => n + 1));
  const { items } = await author(urls[0]!).api.versions.list.query({ model: "quality/raced", limit: 100 });
  expect(items).toHaveLength(pushes);
});

test("kill -9 in the middle of a push leaves no half version, and the push works when it is repeated", async () => {
  const file = await randomFile("large.bin", 96);
  const first = await take();
  // It would wait for the registry for minutes: its user gives up.
  const stop = new AbortController();
  const push = author(first.url).saveModel({
    model: "quality/killed",
    files: file,
    metadata,
    signal: stop.signal,
    onProgress: ({ sentBytes, totalBytes }) => {
      if (sentBytes > totalBytes / 3) void first.kill().then(() => stop.abort(new Error("given up")));
    },
  });
  await expect(push).rejects.toThrow("given up");
  await first.ended;
  const again = await start();
  const { items } = await author(again.url).api.versions.list.query({ model: "quality/killed" });
  expect(items).toEqual([]);
  // So long nobody else may go on with what the killed process was receiving.
  await sleep(leaseMs);
  const saved = await author(again.url).saveModel({ model: "quality/killed", files: file, metadata });
  expect(saved.version).toBe(1);
  expect(saved.uploadedBytes).toBeLessThan(saved.bytes);
  const to = join(folder, "pulled");
  await author(again.url).pull(saved.reference, { to });
  expect((await readdir(to)).toSorted()).toEqual([".countersign.json", "large.bin"]);
  expect((await readFile(join(to, "large.bin"))).equals(await readFile(file))).toBe(true);
});

test("SIGTERM cuts no request: what has begun is finished, and then the process ends", async () => {
  const file = await randomFile("stopped.bin", 96);
  const registry = await take();
  const body = await readFile(file);
  const { draft } = await author(registry.url).api.versions.draft.mutate({ model: "quality/stopped", metadata });
  let sent = 0;
  const slowly = new ReadableStream({
    async pull(controller) {
      const piece = body.subarray(sent, sent + 8 * 1024 * 1024);
      if (piece.length === 0) return controller.close();
      if (sent === 16 * 1024 * 1024) process.kill(registry.pid, "SIGTERM");
      sent += piece.length;
      controller.enqueue(piece);
      await new Promise((resolve) => {
        setTimeout(resolve, 60);
      });
    },
  });
  const answer = await fetch(`${registry.url}/api/drafts/${draft}/files/stopped.bin`, {
    method: "PUT",
    headers: { authorization: `Bearer ${accounts.author.token}` },
    body: slowly,
    duplex: "half",
  } as RequestInit);
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({ path: "stopped.bin", size: body.length });
  await registry.ended;
});

test("two people who approve different promotions of one stage at the same instant: one wins, the other reads why", async () => {
  const [one, other] = (await running(2)).map(({ url }) => url) as [string, string];
  const file = join(folder, "contested.bin");
  for (let round = 0; round < rounds; round++) {
    const model = `quality/contested-${round}`;
    for (const content of ["one", "two"]) {
      await writeFile(file, content);
      await author(one).saveModel({ model, files: file, metadata });
    }
    const requests = await Promise.all(
      [1, 2].map((version) => author(one).promotions.request({ reference: `${model}@${version}`, to: "production", reason: "mine is better" })),
    );
    const outcomes = await Promise.allSettled([
      reviewer(one).promotions.approve(requests[0]!.id, { evidenceDigest: requests[0]!.evidenceDigest }),
      admin(other).promotions.approve(requests[1]!.id, { evidenceDigest: requests[1]!.evidenceDigest }),
    ]);
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(lost).toHaveLength(1);
    expect(String(lost[0]!.reason)).toMatch(/production names v\d now|superseded by the promotion/);
    const { items } = await author(other).api.pointers.moves.query({ model });
    expect(items).toHaveLength(1);
  }
});
