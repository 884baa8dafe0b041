import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { sdkOf } from "./demo-registry.ts";
import { inspected } from "./promotion-scene.ts";

const metadata = {
  description: "To be tried.", framework: "onnx", task: "testing", metrics: { auc: 0.8 }, parameters: { depth: 4 },
  datasets: [{ name: "corks", role: "training" }],
};

/** Makes a stage that no other test looks at, before the last one, so that the last one stays where the world is served from. */
export async function openStage(name: string): Promise<void> {
  const { api } = sdkOf("admin");
  await api.stages.create.mutate({ name, description: "For this test alone.", color: "violet" });
  // Another test may add a stage of its own meanwhile.
  await expect(async () => {
    const names = (await api.stages.list.query()).map((stage) => stage.name).filter((each) => each !== name);
    await api.stages.reorder.mutate({ names: [...names.slice(0, -1), name, ...names.slice(-1)] });
  }).toPass();
}

/** Registers versions of a small file with this `auc` each, and has each go to the stage, one after the other. */
export async function makeLive(model: string, stage: string, aucs: readonly number[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  for (const [at, auc] of aucs.entries()) {
    const file = join(folder, "model.txt");
    await writeFile(file, `weights ${model} ${at}`);
    const { reference } = await sdkOf("author").saveModel({ model, files: file, metadata: { ...metadata, metrics: { auc } } });
    await inspected(reference);
    const { id } = await sdkOf("author").promotions.request({ reference, to: stage, reason: "The next one." });
    await sdkOf("reviewer").promotions.approve(id);
  }
  await rm(folder, { recursive: true, force: true });
}
