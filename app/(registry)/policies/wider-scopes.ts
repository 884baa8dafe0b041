import "server-only";
import { api } from "#app/_trpc/server.tsx";
import type { PolicyScope } from "#server/policies/schema.ts";

const site = { scope: { kind: "site" }, isSeen: true } as const;

/**
 * The scopes that are wider than one, the narrowest first, and whether the reader sees their policies: who sees a model
 * without being in its team does not see what the team has of its own.
 */
export async function widerScopes(scope: PolicyScope): Promise<{ scope: PolicyScope; isSeen: boolean }[]> {
  if (scope.kind === "site") return [];
  if (scope.kind === "team") return [site];
  const [team = ""] = scope.model.split("/");
  const { items: seen } = await (await api()).teams.list({ search: team, limit: 500 });
  return [{ scope: { kind: "team", team }, isSeen: seen.some(({ slug }) => slug === team) }, site];
}
