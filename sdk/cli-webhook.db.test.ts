import { afterAll, beforeAll, expect, test } from "vitest";
import { startDeliveries } from "../server/testing/deliveries.ts";
import { openReceiver, type Receiver } from "../server/testing/receiver.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

let server: TestRegistry;
let receiver: Receiver;
let worker: { stop: () => Promise<void> };
let ada: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  receiver = await openReceiver();
  await server.addTeam("vision");
  ada = await server.addPerson("Ada", { vision: "maintainer" });
  home = await makeFolder();
  await createRegistry({ url: server.url, token: ada.token }).api.models.create.mutate({ model: "vision/told" });
  worker = await startDeliveries(server);
}, 60_000);
afterAll(async () => {
  await worker.stop();
  await server.close();
  await receiver.close();
  await home.remove();
});

function run(args: string[], { as = ada, input }: { as?: Pick<TestPerson, "token">; input?: string } = {}): Promise<Ran> {
  return runCli(args, { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: as.token }, input });
}

test("a webhook is made, tried, rotated, paused and resumed, told again, and removed", async () => {
  expect((await run(["webhook", "list", "vision/told"])).stdout).toContain("No webhook of vision/told is kept");
  const made = readJson(await run(["webhook", "create", "vision/told", "ci", "--to", `${receiver.url}/hook`, "--event", "model.*", "--json"])) as { id: string; secret: string };
  expect(made.secret).toMatch(/^whsec_/);
  expect((await run(["webhook", "list", "vision/told"])).stdout).toMatch(/^ci +generic +active +0 +model\.\* /m);
  expect((await run(["webhook", "test", made.id])).stdout).toMatch(/^It has arrived: the receiver answered 204 after \d+ ms\.\n$/);
  receiver.answerWith(500);
  expect(await run(["webhook", "test", made.id])).toMatchObject({ code: 1, stdout: "It answered 500; an answer from 200 to 299 says that it has arrived.\n" });
  expect((await run(["webhook", "rotate", made.id, "--overlap", "1"])).stdout).toMatch(/until .*:\nwhsec_/);
  expect((await run(["webhook", "pause", made.id])).stdout).toBe(`The webhook ${made.id} is paused.\n`);
  expect((await run(["webhook", "show", made.id])).stdout).toMatch(/state +paused/);
  receiver.answerWith(204);
  await run(["webhook", "resume", made.id]);
  await createRegistry({ url: server.url, token: ada.token }).api.models.describe.mutate({ model: "vision/told", description: "told" });
  const deliveries = async () => readJson(await run(["webhook", "deliveries", made.id, "--type", "model.described", "--state", "delivered", "--json"]))["deliveries"] as { id: string; event: number }[];
  await expect.poll(async () => (await deliveries()).length, { timeout: 30_000, interval: 500 }).toBe(1);
  const [delivery] = await deliveries();
  expect((await run(["webhook", "redeliver", delivery!.id])).stdout).toMatch(/^It is sent again: [0-9a-f-]{36}\n$/);
  await expect.poll(async () => (await deliveries()).length, { timeout: 30_000, interval: 500 }).toBe(2);
  expect((await run(["webhook", "redeliver", made.id, "--from-event", String(delivery!.event), "--all"])).stdout).toBe("1 event will be sent again.\n");
  expect((await run(["webhook", "redeliver", made.id, "--since", "2026-01-01T00:00:00Z"])).stdout).toBe("Nothing in this range has to be sent again.\n");
  expect((await run(["webhook", "remove", made.id])).stdout).toBe(`The webhook ${made.id} is removed.\n`);
  expect(await run(["webhook", "show", made.id])).toMatchObject({ code: 1, stderr: expect.stringContaining("does not exist") });
}, 120_000);

test("a token is read from stdin and never shown; who may not is told why", async () => {
  const made = readJson(await run(["webhook", "create", "vision", "deploys", "--kind", "github", "--owner", "acme", "--repository", "deploy", "--event", "stage.moved", "--insecure", "--json"], { input: "ghp_secret\n" }));
  const shown = await run(["webhook", "show", String(made["id"])]);
  expect(shown.stdout).toMatch(/where to +https:\/\/api\.github\.com, owner acme, repository deploy/);
  expect(shown.stdout).toContain("NOT VERIFIED");
  expect(shown.stdout).not.toContain("ghp_secret");
  expect(await run(["webhook", "list", "all"])).toMatchObject({ code: 1, stderr: expect.stringContaining("site:manage") });
}, 60_000);
