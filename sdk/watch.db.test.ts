import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry, type VersionChange, type Watch, type WatchOptions } from "./index.ts";
import { makeFolder, sampleMetadata as metadata, serve, serveBetween } from "./testing.ts";

let server: TestRegistry;
let ann: TestPerson;
let ada: Registry;
let grace: Registry;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  ann = await server.addPerson("Ada", { risk: "maintainer" });
  ada = createRegistry({ url: server.url, token: ann.token });
  grace = createRegistry({ url: server.url, token: (await server.addPerson("Grace", { risk: "reviewer" })).token });
});
afterAll(() => server.close());

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

let count = 0;

/** A model with so many versions, the first of which is in production. */
async function makeModel(versions = 3): Promise<string> {
  const model = `risk/watched-${++count}`;
  for (let number = 1; number <= versions; number++) {
    const { path, remove } = await makeFolder({ "model.bin": `weights ${number} of ${model}` });
    await ada.saveModel({ model, files: path, metadata });
    await remove();
  }
  await promote(model, 1);
  return model;
}

async function promote(model: string, version: number): Promise<void> {
  const { id } = await ada.promotions.request({ reference: `${model}@${version}`, to: "production", reason: "Better." });
  await grace.promotions.approve(id);
}

const rollback = (model: string) => ada.promotions.rollback({ model, stage: "production", reason: "Slower." });

async function follow(model: string, more: Partial<WatchOptions> = {}, url = server.url): Promise<{ watch: Watch; changes: VersionChange[]; errors: Error[]; to: string }> {
  const { path: to, remove } = await makeFolder();
  ends.push(remove);
  const changes: VersionChange[] = [];
  const errors: Error[] = [];
  const watch = await createRegistry({ url, token: ann.token, cache: false }).watch(`${model}@production`, { to, onChange: (change) => void changes.push(change), onError: (error) => void errors.push(error), ...more });
  ends.push(() => watch.close());
  return { watch, changes, errors, to };
}

const numbers = (changes: readonly VersionChange[]) => changes.map(({ version }) => version);

describe("who follows a stage", () => {
  test("has each version with its right bytes before it is called, and the one before until it is done with it", async () => {
    const model = await makeModel();
    const seen: string[][] = [];
    const { watch, to } = await follow(model, {
      async onChange({ path, previous }) {
        seen.push([await readFile(join(path, "model.bin"), "utf8"), previous ? await readFile(join(previous.path, "model.bin"), "utf8") : ""]);
      },
    });
    expect(watch.current).toMatchObject({ reference: `${model}@1`, version: 1, digest: expect.stringMatching(/^sha256:/), path: expect.stringContaining(to) });
    const asked = performance.now();
    await promote(model, 2);
    await vi.waitFor(() => expect(watch.current?.version).toBe(2), { timeout: 5000, interval: 10 });
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(seen).toEqual([[`weights 1 of ${model}`, ""], [`weights 2 of ${model}`, `weights 1 of ${model}`]]);
    await vi.waitFor(async () => expect(await readdir(to)).toHaveLength(1));
    await rollback(model);
    await vi.waitFor(() => expect(watch.current?.version).toBe(1), 5000);
  });

  test("is called for one after the other, and not for what has moved on meanwhile", async () => {
    const model = await makeModel(4);
    let running = 0;
    let most = 0;
    const { watch, changes } = await follow(model);
    await watch.close();
    const slow: number[] = [];
    const second = await follow(model, {
      async onChange({ version }) {
        most = Math.max(most, ++running);
        slow.push(version);
        if (version === 2) await Promise.all([promote(model, 3).then(() => promote(model, 4)), new Promise((resolve) => setTimeout(resolve, 300))]);
        running--;
      },
    });
    await promote(model, 2);
    await vi.waitFor(() => expect(second.watch.current?.version).toBe(4), 8000);
    expect([slow, most]).toEqual([[1, 2, 4], 1]);
    expect(numbers(changes)).toEqual([1]);
  });

  test("keeps the version in use when the next one can't be taken into use, and tries again", async () => {
    const model = await makeModel();
    let tries = 0;
    const { watch, errors } = await follow(model, {
      onChange({ version, previous }) {
        if (version !== 2) return;
        expect(existsSync(join(previous!.path, "model.bin"))).toBe(true);
        if (++tries < 2) throw new Error("no room on the card");
      },
    });
    await promote(model, 2);
    await vi.waitFor(() => expect(errors.map(({ message }) => message)).toEqual(["no room on the card"]), 5000);
    expect(watch.current?.version).toBe(1);
    await vi.waitFor(() => expect(watch.current?.version).toBe(2), 5000);
  });

  test("goes on with what they have while the registry is away, and misses no move over it", async () => {
    const model = await makeModel();
    let away = false;
    const open = new Set<ServerResponse>();
    const between = await serveBetween(server.url, (req, res) => {
      open.add(res);
      if (away) req.socket.destroy();
      return away;
    });
    ends.push(() => between.close());
    const { watch, changes, to } = await follow(model, {}, between.url);
    away = true;
    for (const res of open) res.destroy();
    await promote(model, 2);
    await promote(model, 3);
    expect(watch.current?.version).toBe(1);
    away = false;
    await vi.waitFor(() => expect(watch.current?.version).toBe(3), 15_000);
    expect(numbers(changes)).toEqual([1, 3]);
    // Started anew while it is away: with what was pulled last.
    await watch.close();
    away = true;
    for (const res of open) res.destroy();
    const again = await follow(model, { to }, between.url);
    expect(again.watch.current).toMatchObject({ version: 3, path: watch.current?.path });
    expect(again.errors.map((error) => (error as { reason?: string }).reason)).toContain("cannot_reach");
  }, 40_000);

  test("asks again and again where no stream gets through", async () => {
    const model = await makeModel();
    const between = await serveBetween(server.url, (req) => req.headers.accept === "text/event-stream");
    ends.push(() => between.close());
    const began = performance.now();
    const { watch, errors } = await follow(model, { pollMs: 200 }, between.url);
    expect(performance.now() - began).toBeGreaterThan(4000);
    await promote(model, 2);
    await vi.waitFor(() => expect(watch.current?.version).toBe(2), 3000);
    expect(errors).toEqual([]);
  }, 30_000);

  test("waits where there is nothing yet, and keeps what they have when there is nothing any more", async () => {
    const model = await makeModel();
    const empty = await createRegistry({ url: server.url, token: ann.token, cache: false }).watch(`${model}@champion`, { to: (await follow(model)).to, onChange: () => {} });
    ends.push(() => empty.close());
    expect(empty.current).toBeNull();
    await ada.api.pointers.setAlias.mutate({ model, alias: "champion", version: 2 });
    await vi.waitFor(() => expect(empty.current?.version).toBe(2), 5000);
    await ada.api.pointers.removeAlias.mutate({ model, alias: "champion" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(empty.current?.version).toBe(2);
  });

  test("says what it has loaded, where it is to", async () => {
    const model = await makeModel(2);
    const running = async () => (await ada.api.runtime.of.query({ model })).instances.map(({ service, instance, version }) => [service, instance, version]);
    await follow(model, { checkIn: { service: "scoring", instance: "a", stage: "production" } });
    await vi.waitFor(async () => expect(await running()).toEqual([["scoring", "a", 1]]), 5000);
    await promote(model, 2);
    await vi.waitFor(async () => expect(await running()).toEqual([["scoring", "a", 2]]), 5000);
  });

  test("is told at once what can't begin: no such model, no registry, a version that can't be loaded", async () => {
    await expect(follow("risk/never")).rejects.toMatchObject({ reason: "not_found" });
    const nobody = await serve((req) => req.socket.destroy());
    await nobody.close();
    await expect(follow("risk/never", {}, nobody.url)).rejects.toMatchObject({ reason: "cannot_reach" });
    const model = await makeModel(1);
    await expect(follow(model, { onChange: () => { throw new Error("no such operator"); } })).rejects.toThrow("no such operator");
    await expect(follow(model, { signal: AbortSignal.abort(new Error("not any more")) })).rejects.toThrow("not any more");
  });
});

test("the typed client subscribes as well", async () => {
  const model = await makeModel(1);
  const seen: unknown[] = [];
  const subscription = ada.api.watching.pointers.subscribe({ references: [`${model}@production`] }, { onData: ({ id, data }) => void seen.push([id, data.to?.version]) });
  await vi.waitFor(() => expect(seen).toEqual([["1", 1]]));
  subscription.unsubscribe();
  const refused = vi.fn<(error: unknown) => void>();
  ada.api.watching.pointers.subscribe({ references: ["risk/never@production"] }, { onError: refused });
  await vi.waitFor(() => expect(refused).toHaveBeenCalledWith(expect.objectContaining({ cause: expect.objectContaining({ reason: "not_found" }) })));
});
