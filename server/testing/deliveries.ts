import { outgoingAgents } from "../outgoing/agents.ts";
import { startWorker } from "../worker.ts";
import type { TestRegistry } from "./registry.ts";

/** Starts what does the jobs of a registry, and tells webhooks on this machine. */
export function startDeliveries({ registry, databaseUrl }: Pick<TestRegistry, "registry" | "databaseUrl">): Promise<{ stop: () => Promise<void> }> {
  return startWorker(registry, databaseUrl, { outgoing: { agents: outgoingAgents(["127.0.0.1"]) } });
}
