import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry } from "@countersign/sdk";
import { callMutation, signIn, startProcess } from "../server/testing/process.ts";

/** Who has set it up. */
export const owner = { name: "Bench", email: "bench@example.com", password: "measured, not guessed" };

export const metadata = {
  description: "A model of random bytes.",
  framework: "none",
  task: "benchmark",
  metrics: { auc: 0.5 },
  parameters: {},
  datasets: [{ name: "random", role: "training" }],
};

/** A registry process of its own in a temporary home, with the team `bench` and a token that may do everything there. */
export async function openRegistry() {
  const home = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  const registry = await startProcess({ home });
  await callMutation(registry.url, "identity.setUp", owner);
  const session = await signIn(registry.url, owner.email, owner.password);
  await session.call("teams.create", { slug: "bench", name: "Bench" });
  const { secret: token } = await session.call<{ secret: string }>("tokens.create", {
    name: "bench",
    scopes: ["model:read", "model:create", "version:create"],
    expiresInDays: 1,
  });
  return {
    ...registry,
    home,
    token,
    /** The owner's session, as their browser sends it. */
    cookie: session.cookie,
    sdk: createRegistry({ url: registry.url, token }),
    async close() {
      await registry.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export type BenchRegistry = Awaited<ReturnType<typeof openRegistry>>;
