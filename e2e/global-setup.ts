import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAccounts } from "../demo/accounts.ts";
import { promoteSamples, registerSamples } from "../demo/samples.ts";
import { shareSamples } from "../demo/sharing.ts";
import { startProcess } from "../server/testing/process.ts";
import { share } from "./demo-registry.ts";

/** One registry with the sample models for all browser tests; each test that changes something uses a model of its own. */
export default async function setup(): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  const registry = await startProcess({ home, env: { COUNTERSIGN_OUTGOING_ALLOW: "127.0.0.1" } });
  const users = await createAccounts(registry.url);
  await registerSamples(registry.url, users, () => {});
  await shareSamples(registry.url, users, () => {});
  const open = await promoteSamples(registry.url, users, () => {});
  share({ url: registry.url, users, open });
  return async () => {
    await registry.stop();
    await rm(home, { recursive: true, force: true });
  };
}
