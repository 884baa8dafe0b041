/** What the browser tests of promotions have in common: people with a page each, versions, stages with a policy of their own. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry, type PolicyRules, type Registry } from "@countersign/sdk";
import type { Browser, Page } from "@playwright/test";
import type { PersonKey } from "../demo/accounts.ts";
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

export const metadata = {
  description: "Tells good corks from bad ones.",
  framework: "onnx",
  task: "classification",
  metrics: { auc: 0.91, log_loss: 0.2 },
  parameters: { depth: 4 },
  datasets: [{ name: "corks", role: "training", rows: 1200 }],
};

export async function pageOf(browser: Browser, person: PersonKey): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, person);
  return page;
}

/** The page of a promotion, once it has come to life: before that it hears no key. */
export async function open(page: Page, id: string): Promise<void> {
  await page.goto(`${shared().url}/promotions/${id}`);
  await expect(page.getByRole("heading", { name: "Conversation" })).toBeVisible();
  await alive(page);
}

/** A name that no earlier try of the same test has used. */
export function fresh(name: string): string {
  const { retry } = test.info();
  return retry === 0 ? name : `${name}-again-${retry}`;
}

/** A model with versions of one small file each, all by the author, which the registry has looked into. */
export async function push(model: string, versions: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  const author = sdkOf("author");
  for (let number = 1; number <= versions; number++) {
    const file = join(folder, "model.onnx");
    await writeFile(file, `weights ${model} ${number}`);
    await author.saveModel({ model, files: file, metadata: { ...metadata, metrics: { auc: 0.9 + number / 100 } } });
  }
  await rm(folder, { recursive: true, force: true });
  for (let number = 1; number <= versions; number++) await inspected(`${model}@${number}`);
}

/** Waits until the registry has looked into the files of a version: what it finds is evidence, and would come between a request and its signature. */
export async function inspected(reference: string): Promise<void> {
  const { api } = sdkOf("author");
  await expect.poll(async () => (await api.inspect.version.query({ reference })).pending, { intervals: [50] }).toBe(0);
}

/**
 * A stage of one test alone, before all others, so that what bears the seal elsewhere stays the same. It stays when the
 * test is over: something may be live there.
 */
export async function stageWith(name: string, rules: PolicyRules): Promise<void> {
  const { api } = sdkOf("admin");
  const names = (await api.stages.list.query()).map((stage) => stage.name);
  if (names.includes(name)) return;
  await api.stages.create.mutate({ name, description: "A stage of a test.", color: "teal" });
  // Another test may add a stage of its own meanwhile.
  await expect(async () => {
    const now = (await api.stages.list.query()).map((stage) => stage.name).filter((each) => each !== name);
    await api.stages.reorder.mutate({ names: [name, ...now] });
  }).toPass();
  await api.policies.save.mutate({ stage: name, scope: { kind: "site" }, mode: "enforce", rules, note: "For a test.", expected: 0 });
}

/** Asks, as the author. @returns the promotion's id */
export async function request(reference: string, stage: string, reason = "The newest."): Promise<string> {
  return (await sdkOf("author").api.promotions.request.mutate({ reference, stage, reason })).id;
}

export async function approve(person: PersonKey, id: string): Promise<void> {
  const { api } = sdkOf(person);
  const { evidenceDigest } = await api.promotions.get.query({ id });
  await api.reviews.review.mutate({ id, verdict: "approve", evidenceDigest });
}

export async function stateOf(id: string): Promise<string> {
  return (await sdkOf("viewer").api.promotions.get.query({ id })).state;
}

/** The pipeline, whose token can report and do nothing else. */
export function pipeline(): Registry {
  const { url, users } = shared();
  return createRegistry({ url, token: users.pipeline.token });
}

/** Signs on the page: what opens the dialog, and the act in it. */
export async function approveHere(page: Page, version: number): Promise<void> {
  await page.getByRole("button", { name: `Approve v${version}`, exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: `Approve v${version}` }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}
