import "server-only";
import { notFound } from "next/navigation";
import { api, load } from "#app/_trpc/server.tsx";
import type { Policy, PolicyScope } from "#server/policies/schema.ts";

/**
 * A policy with everything that its pages tell.
 * @returns `demanded`: what the document in force says, of a team and a model what they add; where there is none, what is
 *   `unwritten` and holds all the same
 */
export async function readPolicy(scope: PolicyScope, stageName: string) {
  const registry = await api();
  const address = { stage: stageName, scope };
  const stages = await load(registry.stages.list());
  const stage = stages.find(({ name }) => name === stageName);
  if (!stage) notFound();
  const [versions, unwritten] = await load(Promise.all([registry.policies.versions(address), registry.policies.preview({ ...address, rules: {} })]));
  const newest = versions[0] ?? null;
  const enforced = inForce(versions);
  return { stage, stages, versions, newest, enforced, tried: newest?.mode === "evaluate" ? newest : null, unwritten: unwritten.words, demanded: enforced?.words ?? unwritten.words };
}

/** The newest version that is enforced. */
export function inForce(versions: readonly Policy[]): Policy | null {
  return versions.find(({ mode }) => mode === "enforce") ?? null;
}
