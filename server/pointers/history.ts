import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireModel } from "../models/queries.ts";
import { promotions } from "../promotions/tables.ts";
import { versions } from "../versions/tables.ts";
import { approversOfMove } from "./queries.ts";
import type { Stay } from "./schema.ts";
import { pointerMoves } from "./tables.ts";

const byTime = [pointerMoves.movedAt, pointerMoves.id];

/** When the pointer moved on; null while it has not. */
const until = sql<string | null>`(select to_char(n.moved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from pointer_moves n
  where n.model_id = ${pointerMoves.modelId} and n.name = ${pointerMoves.name} and (n.moved_at, n.id) > (${pointerMoves.movedAt}, ${pointerMoves.id})
  order by n.moved_at, n.id limit 1)`;

function selectStays(db: Executor) {
  return db
    .select({
      id: pointerMoves.id,
      stage: pointerMoves.name,
      version: sql<number>`${versions.number}`,
      from: pointerMoves.movedAt,
      until,
      promotionId: pointerMoves.promotionId,
      kind: promotions.kind,
      byId: users.id,
      byName: users.name,
      approvedBy: approversOfMove,
      bypassed: sql<boolean>`coalesce(${promotions.bypassed}, false)`,
    })
    .from(pointerMoves)
    .innerJoin(versions, eq(versions.id, pointerMoves.toVersionId))
    .innerJoin(users, eq(users.id, pointerMoves.movedBy))
    .leftJoin(promotions, eq(promotions.id, pointerMoves.promotionId));
}

function toStay(row: Awaited<ReturnType<typeof selectStays>>[number], now: Date): Stay {
  const { stage, version, from, promotionId, approvedBy, bypassed, byId, byName, kind } = row;
  const end = row.until === null ? now : new Date(row.until);
  return {
    stage, version, promotionId, approvedBy, bypassed,
    until: row.until,
    from: from.toISOString(),
    seconds: Math.max(0, Math.round((end.getTime() - from.getTime()) / 1000)),
    kind: kind ?? "alias",
    by: { id: byId, name: byName },
  };
}

/** What was live when in a model's stages, or under one of its pointers: each stay of a version, the latest first. */
export async function listStays(
  db: Executor,
  actor: Actor,
  input: { model: string; pointer?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Stay[]; nextCursor: string | null }> {
  const model = await requireModel(db, actor, input.model);
  const rows = await selectStays(db)
    .where(
      and(
        eq(pointerMoves.modelId, model.id),
        input.pointer === undefined ? isNotNull(pointerMoves.promotionId) : eq(pointerMoves.name, input.pointer),
        after(byTime, input.cursor ? decodeCursor(input.cursor, ["timestamp", "uuid"]) : undefined, "descending"),
      ),
    )
    .orderBy(...inOrder(byTime, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.from, row.id]);
  const now = new Date();
  return { items: items.map((row) => toStay(row, now)), nextCursor };
}

/**
 * What each stage of a model named at an instant.
 * @param input.at an ISO instant; stages that named nothing then are left out
 */
export async function liveAt(db: Executor, actor: Actor, input: { model: string; at: string }): Promise<Stay[]> {
  const model = await requireModel(db, actor, input.model);
  const at = new Date(input.at).toISOString();
  const last = sql`(select distinct on (m.name) m.id from pointer_moves m where m.model_id = ${model.id} and m.promotion_id is not null and m.moved_at <= ${at}::timestamptz
    order by m.name, m.moved_at desc, m.id desc)`;
  const rows = await selectStays(db).where(and(eq(pointerMoves.modelId, model.id), sql`${pointerMoves.id} in ${last}`)).limit(200);
  const now = new Date();
  return rows.map((row) => toStay(row, now)).toSorted((one, other) => (one.stage < other.stage ? -1 : 1));
}
