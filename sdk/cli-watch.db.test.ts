import { readFile, writeFile } from "node:fs/promises";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestRegistry, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./index.ts";
import { readJson, runCli } from "./testing-cli.ts";
import { makeFolder, sampleMetadata as metadata } from "./testing.ts";

const model = "risk/fraud-detector";

let server: TestRegistry;
let ada: Registry;
let grace: Registry;
let folder: Awaited<ReturnType<typeof makeFolder>>;
let env: Record<string, string>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  const { token } = await server.addPerson("Ada", { risk: "maintainer" });
  ada = createRegistry({ url: server.url, token });
  grace = createRegistry({ url: server.url, token: (await server.addPerson("Grace", { risk: "reviewer" })).token });
  env = { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: token, COUNTERSIGN_CACHE: "off" };
  folder = await makeFolder();
  for (const content of ["weights 1", "weights 2", "weights 3"]) {
    const { path, remove } = await makeFolder({ "model.bin": content });
    await ada.saveModel({ model, files: path, metadata });
    await remove();
  }
});
afterAll(async () => {
  await folder.remove();
  await server.close();
});

const point = (version: number) => ada.api.pointers.setAlias.mutate({ model, alias: "champion", version });

test("a script takes each version into use, one at a time, until it is interrupted", async () => {
  await point(1);
  const log = join(folder.path, "log");
  await writeFile(join(folder.path, "reload.sh"), `echo "$COUNTERSIGN_REFERENCE after v$COUNTERSIGN_PREVIOUS_VERSION: $(cat "$COUNTERSIGN_PATH/model.bin")" >> "${log}"\n[ "$COUNTERSIGN_VERSION" != 2 ] || [ -n "$(ls "$COUNTERSIGN_PREVIOUS_PATH")" ]\n`);
  let child: ChildProcess | undefined;
  const running = runCli(["watch", `${model}@champion`, "--to", "models", "--exec", "sh reload.sh"], { home: folder.path, env, onStart: (started) => (child = started) });
  const logged = async () => (await readFile(log, "utf8").catch(() => "")).split("\n").filter(Boolean);
  await vi.waitFor(async () => expect(await logged()).toHaveLength(1), 15_000);
  await point(2);
  await vi.waitFor(async () => expect(await logged()).toHaveLength(2), 10_000);
  await point(3);
  await vi.waitFor(async () => expect(await logged()).toHaveLength(3), 10_000);
  expect(await logged()).toEqual([`${model}@1 after v: weights 1`, `${model}@2 after v1: weights 2`, `${model}@3 after v2: weights 3`]);
  child?.kill("SIGINT");
  const { code, stderr } = await running;
  expect([code, stderr]).toEqual([130, expect.stringContaining(`${model}@3 is in use, after v2: `)]);
});

test("under the name of a service it says what is in use, and of which stage, for the model's page", async () => {
  const promote = async (version: number) => {
    const { id } = await ada.promotions.request({ reference: `${model}@${version}`, to: "production", reason: "Better." });
    await grace.promotions.approve(id);
  };
  await promote(1);
  let child: ChildProcess | undefined;
  const watching = runCli(["watch", `${model}@production`, "--to", "served", "--service", "scoring", "--instance", "pod-1"], { home: folder.path, env, onStart: (started) => (child = started) });
  const runs = async () => {
    const { stages, elsewhere, instances } = await ada.deployments.runtime(model);
    return [instances.map(({ service, instance, version }) => [service, instance, version]), stages.find(({ stage }) => stage === "production")?.running, elsewhere];
  };
  await vi.waitFor(async () => expect(await runs()).toEqual([[["scoring", "pod-1", 1]], [{ version: 1, instances: 1 }], []]), 15_000);
  await promote(2);
  await vi.waitFor(async () => expect(await runs()).toEqual([[["scoring", "pod-1", 2]], [{ version: 2, instances: 1 }], []]), 10_000);
  child?.kill("SIGINT");
  const { code, stderr } = await watching;
  expect([code, stderr]).toEqual([130, expect.not.stringContaining("warning:")]);

  // An alias is no stage, and an instance that follows one is shown beside the stages.
  await point(3).catch(() => {});
  const once = await runCli(["watch", `${model}@champion`, "--to", "aliased", "--service", "scoring", "--instance", "pod-2", "--once"], { home: folder.path, env });
  expect([once.code, once.stderr]).toEqual([0, expect.not.stringContaining("warning:")]);
  expect((await ada.deployments.runtime(model)).elsewhere).toEqual([{ version: 3, instances: 1 }]);
}, 60_000);

test("once is enough for what starts anew with each version; what does not exist and what fails is told", async () => {
  await point(2).catch(() => {});
  const once = await runCli(["watch", `${model}@champion`, "--to", "once", "--once", "--json"], { home: folder.path, env });
  expect(readJson({ ...once, stderr: "" })).toMatchObject({ reference: `${model}@2`, version: 2, path: expect.stringContaining("once/v2-") });
  const failed = await runCli(["watch", `${model}@champion`, "--to", "failed", "--once", "--exec", "exit 3"], { home: folder.path, env });
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining("The command ended with 3")]);
  const unknown = await runCli(["watch", "risk/never@production", "--to", "never"], { home: folder.path, env });
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining("does not exist, or you may not see it")]);
  expect((await runCli(["watch", model], { home: folder.path, env })).code).toBe(2);
});
