import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry, type Registry } from "@countersign/sdk";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestRegistry } from "../../server/testing/registry.ts";
import { startService, type Service } from "./service.ts";

const model = "vision/digit-reader";
const samples = join(import.meta.dirname, "..", "..", "demo", "models", "digit-reader");
const swaps = 20;
const clients = 4;

let server: TestRegistry;
let author: Registry;
let reviewer: Registry;
let service: Service;
let folder: string;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("vision");
  author = createRegistry({ url: server.url, token: (await server.addPerson("Ann", { vision: "contributor" })).token, cache: false });
  reviewer = createRegistry({ url: server.url, token: (await server.addPerson("Ria", { vision: "reviewer" })).token });
  folder = await mkdtemp(join(tmpdir(), "countersign-hot-swap-"));
  for (const number of [1, 2, 3]) {
    const metadata = { description: "Reads digits.", framework: "onnx", task: "image-classification", metrics: { accuracy: 0.9 + number / 100 }, parameters: {}, datasets: [{ name: "digits", role: "training" as const }] };
    await author.saveModel({ model, files: join(samples, `v${number}`), metadata });
  }
  await promote(1);
  service = await startService({ registry: author, reference: `${model}@production`, to: folder, port: 0 });
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
  await server.close();
});

async function promote(version: number): Promise<void> {
  const { id } = await author.promotions.request({ reference: `${model}@${version}`, to: "production", reason: "To see it swapped." });
  await reviewer.promotions.approve(id);
}

const image = (seed: number) => Array.from({ length: 64 }, (_, at) => (at * 7 + seed * 13) % 17);
const images = Array.from({ length: 10 }, (_, seed) => image(seed));

/** What each version says of each image, found out apart from the service. */
async function expected(): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  for (const version of [1, 2, 3]) {
    const session = await InferenceSession.create(join(samples, `v${version}`, "model.onnx"));
    const digits = [];
    for (const each of images) {
      const outputs = await session.run({ [session.inputNames[0]!]: new Tensor("float32", Float32Array.from(each), [1, 64]) });
      digits.push(Math.max(...(outputs[session.outputNames[0]!]!.data as Float32Array)));
    }
    found.set(version, digits);
    await session.release();
  }
  return found;
}

test("twenty swaps under load, by promotions and rollbacks, and no request fails or is answered by a version that it does not name", async () => {
  const right = await expected();
  const failures: unknown[] = [];
  const answeredBy = new Map<number, number>();
  let requests = 0;
  const done = new AbortController();
  const load = Array.from({ length: clients }, async (_, client) => {
    for (let turn = client; !done.signal.aborted; turn++) {
      const which = turn % images.length;
      // The registry and the test share the machine with it.
      await new Promise((resolve) => setTimeout(resolve, 5));
      requests++;
      try {
        const response = await fetch(`${service.url}/predict`, { method: "POST", body: JSON.stringify({ pixels: images[which] }) });
        const body = (await response.json()) as { version: number; probability: number };
        if (!response.ok || Math.abs(body.probability - right.get(body.version)![which]!) > 1e-6) failures.push([response.status, body]);
        answeredBy.set(body.version, (answeredBy.get(body.version) ?? 0) + 1);
      } catch (error) {
        failures.push(error);
      }
    }
  });
  for (let swap = 0; swap < swaps; swap++) {
    const next = swap % 2 === 1 ? 1 : 2 + ((swap / 2) % 2);
    if (next === 1) await author.promotions.rollback({ model, stage: "production", to: 1, reason: "Back again." });
    else await promote(next);
    while (service.watch.current?.version !== next) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  done.abort();
  await Promise.all(load);
  expect(failures).toEqual([]);
  expect([...answeredBy.keys()].toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  expect(requests).toBeGreaterThan(swaps);
}, 300_000);
