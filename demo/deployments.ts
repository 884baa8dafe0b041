import { createRegistry } from "@countersign/sdk";
import type { Accounts } from "./accounts.ts";

const digits = "vision/digit-reader";
const tumours = "clinical/tumour-malignancy";

/** How often the instances of the demo say what they run, in milliseconds. */
const everyMs = 60_000;

/** Which version each instance runs: one has not heard of the rollback. */
const instances = [
  { model: digits, service: "postal-scanner", instance: "scanner-1", version: 1 },
  { model: digits, service: "postal-scanner", instance: "scanner-2", version: 1 },
  { model: digits, service: "postal-scanner", instance: "scanner-3", version: 3 },
  { model: tumours, service: "triage", instance: "triage-a", version: 2 },
  { model: tumours, service: "triage", instance: "triage-b", version: 2 },
] as const;

/** Reports the deployments of the samples, as pipelines would. Reports have keys, so that a second telling says nothing new. */
export async function deploySamples(url: string, accounts: Accounts, print: (line: string) => void): Promise<void> {
  const pipeline = createRegistry({ url, token: accounts.author.token });
  const { digest } = await pipeline.get(`${tumours}@production`);
  const first = { model: tumours, stage: "production", url: "https://ci.example.com/runs/17" };
  await pipeline.deployments.report({ ...first, state: "in_progress", key: "17-begun", summary: "Rolling out to the clinics, one after the other." });
  await pipeline.deployments.report({ ...first, state: "succeeded", key: "17-done", digest, summary: "All clinics answer with it." });
  await pipeline.deployments.report({ model: digits, stage: "production", state: "in_progress", key: "18-begun", summary: "Two of three scanners are done." });
  await pipeline.deployments.report({ model: "quality/wine-cultivar", stage: "staging", state: "failed", key: "19-done", summary: "The cluster has no room for it.", logUrl: "https://ci.example.com/runs/19/log" });
  print("deployments were reported, and one failed");
}

/** Has the instances of the demo check in for as long as it runs. */
export async function checkInSamples(url: string, accounts: Accounts): Promise<void> {
  const services = createRegistry({ url, token: accounts.author.token });
  const checkIn = async () => {
    for (const each of instances) await services.checkIn({ ...each, stage: "production" });
  };
  await checkIn();
  // What can't be said now is said a minute later.
  setInterval(() => void checkIn().catch(() => undefined), everyMs).unref();
}
