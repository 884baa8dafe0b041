import { DomainError } from "../errors.ts";
import type { Dependent } from "./schema.ts";

const words: Record<Dependent["kind"], string> = {
  stage: "the stage",
  alias: "the alias",
  promotion: "the open promotion",
  version: "the version derived from it,",
};

/**
 * Refuses to delete what something needs.
 * @throws DomainError version_in_use, which lists what that is
 */
export function refuseInUse(reference: string, dependents: readonly Dependent[]): void {
  if (dependents.length === 0) return;
  const shown = dependents.slice(0, 10).map(({ kind, name }) => `${words[kind]} ${name}`);
  const more = dependents.length > shown.length ? ` and ${dependents.length - shown.length} more` : "";
  throw new DomainError(
    "version_in_use",
    `${reference} is needed by ${shown.join(", ")}${more}, and is not deleted. Point those elsewhere, withdraw or delete them first.`,
    { reference, dependents },
  );
}
