import { eq } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { resolveReference } from "../pointers/queries.ts";
import { parseReference } from "../pointers/reference.ts";
import { versions } from "../versions/tables.ts";
import type { Parent } from "./schema.ts";
import { versionParents } from "./tables.ts";

/**
 * Keeps which versions of this registry a version was made from. Addresses elsewhere stay in its metadata alone.
 * @throws DomainError not_found; invalid_input, when a parent is neither an exact version nor an address
 */
export async function keepParents(tx: Transaction, actor: Actor, versionId: string, parents: readonly Parent[]): Promise<void> {
  for (const { relation, reference } of parents.filter((parent) => !parent.reference.includes("://"))) {
    const parsed = parseReference(reference);
    if ("fault" in parsed || (parsed.selector.kind !== "number" && parsed.selector.kind !== "digest")) {
      throw new DomainError(
        "invalid_input",
        `The parent ${JSON.stringify(reference.slice(0, 200))} names no exact version. Write it as team/model@7, as team/model@sha256:…, or as an address with ://.`,
        { reference },
      );
    }
    const { versionId: parentId } = await resolveReference(tx, actor, reference);
    // Locked, then looked for once more: whoever deletes it waits, or is seen.
    await tx.select({ id: versions.id }).from(versions).where(eq(versions.id, parentId)).for("share");
    await resolveReference(tx, actor, reference);
    await tx.insert(versionParents).values({ versionId, parentId, relation }).onConflictDoNothing();
  }
}
