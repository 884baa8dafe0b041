import { and, eq } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import type { Actor } from "../identity/actor.ts";
import { requireModel } from "../models/queries.ts";
import type { AuditEntry } from "./schema.ts";
import { auditEntries } from "./tables.ts";

const bySeq = [auditEntries.seq];

/** What was done to a model that the actor may see, the latest first. */
export async function listActivity(
  db: Executor,
  actor: Actor,
  input: { model: string; cursor?: string | undefined; limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const model = await requireModel(db, actor, input.model);
  const rows = await db
    .select({
      seq: auditEntries.seq,
      at: auditEntries.at,
      actorId: auditEntries.actorId,
      actorName: auditEntries.actorName,
      action: auditEntries.action,
      target: auditEntries.target,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.modelId, model.id),
        after(bySeq, input.cursor ? decodeCursor(input.cursor, ["integer"]) : undefined, "descending"),
      ),
    )
    .orderBy(...inOrder(bySeq, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.seq]);
  return {
    items: items.map(({ actorId, actorName, at, ...row }) => ({
      ...row,
      actor: { id: actorId, name: actorName },
      at: at.toISOString(),
    })),
    nextCursor,
  };
}
