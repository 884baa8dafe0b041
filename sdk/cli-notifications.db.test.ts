import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tellPeople } from "../server/testing/notifications.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const model = "vision/told";
const metadata = { description: "x", framework: "onnx", task: "classification", metrics: { auc: 0.9 }, parameters: {}, datasets: [{ name: "rows", role: "training" }] };

let server: TestRegistry;
let ada: TestPerson;
let rex: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("vision");
  ada = await server.addPerson("Ada", { vision: "contributor" });
  rex = await server.addPerson("Rex", { vision: "reviewer" });
  home = await makeFolder();
  await writeFile(join(home.path, "weights.bin"), "weights");
  await createRegistry({ url: server.url, token: ada.token }).saveModel({ model, files: [join(home.path, "weights.bin")], metadata });
  await tell();
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

const tell = () => tellPeople(server.registry);
const run = (...args: string[]): Promise<Ran> => runCli(args, { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: rex.token } });

test("what one was told of is listed, read and muted", async () => {
  expect((await run("notifications")).stdout).toBe("There is none.\n");
  expect((await run("notifications", "read")).stdout).toBe("There is none.\n");
  const registry = createRegistry({ url: server.url, token: ada.token });
  const { id } = await registry.promotions.request({ reference: `${model}@1`, to: "production", reason: "it is better" });
  await tell();
  const listed = await run("notifications", "--unread");
  expect(listed.stdout).toContain(`Ada requested the promotion of ${model} v1 to production: you can sign it  ${server.url}/promotions/${id}`);
  expect(readJson(await run("notifications", "--json"))).toMatchObject({ notifications: [{ kind: "review_requested", promotion: id, model, readAt: null }] });
  expect(await run("notifications", "read", "01a215ac-0000-7000-8000-000000000000")).toMatchObject({ code: 1, stderr: expect.stringContaining("does not exist") });
  expect((await run("notifications", "read")).stdout).toBe("You have read everything.\n");
  expect((await run("notifications", "--unread")).stdout).toBe("You have read everything.\n");
  expect((await run("notifications", "mute", id)).stdout).toBe(`You hear no more of ${id}.\n`);
  await registry.promotions.say(id, { body: "@rex@example.com please look" });
  await tell();
  expect((await run("notifications", "--unread")).stdout).toBe("You have read everything.\n");
  expect((await run("notifications", "unmute", id)).stdout).toBe(`You hear of ${id} again.\n`);
  await registry.promotions.say(id, { body: "@rex@example.com please" });
  await tell();
  expect((await run("notifications", "--unread")).stdout).toContain("Ada mentions you");
  expect((await run("notifications", "mute", model)).stdout).toBe(`You hear no more of ${model}.\n`);
  const own = createRegistry({ url: server.url, token: rex.token }).notifications;
  expect([await own.count(), (await own.choices()).mails]).toEqual([1, false]);
}, 120_000);
