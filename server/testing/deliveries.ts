import { openRegistry } from "../context.ts";
import { outgoingAgents } from "../outgoing/agents.ts";
import type { Pace } from "../webhooks/retry.ts";
import { startWorker } from "../worker.ts";
import { openFixture } from "./fixture.ts";
import { openReceiver } from "./receiver.ts";
import type { TestRegistry } from "./registry.ts";

/** Starts what does the jobs of a registry, and tells webhooks on this machine. */
export function startDeliveries({ registry, databaseUrl }: Pick<TestRegistry, "registry" | "databaseUrl">): Promise<{ stop: () => Promise<void> }> {
  return startWorker(registry, databaseUrl, { outgoing: { agents: outgoingAgents(["127.0.0.1"]) } });
}

/**
 * A registry whose worker tells webhooks on this machine, and a server that hears them.
 * @param pace how often what fails is tried; left out, as the registry does
 */
export async function openDeliveries(pace?: Pace) {
  const fixture = await openFixture();
  const receiver = await openReceiver();
  const registry = openRegistry(fixture.url, fixture.store, fixture.context.secret, 8);
  const worker = await startWorker(registry, fixture.url, { outgoing: { agents: outgoingAgents(["127.0.0.1"]), origin: "https://models.example.com", ...(pace ? { pace } : {}) } });
  async function close(): Promise<void> {
    await worker.stop();
    await registry.close();
    await receiver.close();
    await fixture.close();
  }
  return { fixture, receiver, close };
}
