import type { SchemaScope } from "./schema.ts";

/** Whose schema asks for something, in words. */
export function ownerWords(scope: SchemaScope): string {
  return scope.kind === "site" ? "the site" : scope.kind === "team" ? `the team ${scope.team}` : scope.model;
}
