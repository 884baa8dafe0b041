import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { KeptStage, Stage } from "./schema.ts";
import { stages } from "./tables.ts";

const columns = { name: stages.name, position: stages.position, description: stages.description, color: stages.color, tells: stages.tells };

/** The stages in use, in their order. */
export async function listStages(db: Executor): Promise<Stage[]> {
  return await db.select(columns).from(stages).where(isNull(stages.retiredAt)).orderBy(asc(stages.position)).limit(50);
}

/** Every stage that there ever was, as administrators see them: those in use first. */
export async function listKeptStages(db: Executor): Promise<KeptStage[]> {
  const rows = await db
    .select({
      ...columns,
      retiredAt: stages.retiredAt,
      live: sql<number>`(select count(*)::int from pointers p where p.name = stages.name)`,
      open: sql<number>`(select count(*)::int from promotions p where p.stage = stages.name and p.state in ('draft', 'open', 'approved', 'applying'))`,
    })
    .from(stages)
    .orderBy(sql`${stages.retiredAt} is not null`, asc(stages.position))
    .limit(200);
  return rows.map((row) => ({ ...row, retiredAt: row.retiredAt?.toISOString() ?? null }));
}

/** A stage in use; null when there is none of that name. */
export async function findStage(db: Executor, name: string): Promise<Stage | null> {
  const [stage] = await db.select(columns).from(stages).where(and(eq(stages.name, name), isNull(stages.retiredAt)));
  return stage ?? null;
}

/** Whether the name is a stage's, or was: then no alias may have it. */
export async function isStageName(db: Executor, name: string): Promise<boolean> {
  const [stage] = await db.select({ name: stages.name }).from(stages).where(eq(stages.name, name));
  return stage !== undefined;
}

/** Held by whoever changes the stages, and shared by those who rely on them. Taken before any lock on a model. */
export const stagesLock = 0x0c5c;

/**
 * The stage, which nobody retires before the transaction ends.
 * @throws DomainError not_found
 */
export async function holdStage(tx: Transaction, name: string): Promise<Stage> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${stagesLock})`);
  return await requireStage(tx, name);
}

/** @throws DomainError not_found, which lists the stages that there are and tells of a retired one when it was */
export async function requireStage(db: Executor, name: string): Promise<Stage> {
  const stage = await findStage(db, name);
  if (stage) return stage;
  const names = (await listStages(db)).map((each) => each.name);
  const [retired] = await db.select({ at: stages.retiredAt }).from(stages).where(eq(stages.name, name));
  const was = retired?.at ? `The stage ${name} was retired at ${retired.at.toISOString()}.` : `There is no stage ${name}.`;
  throw new DomainError("not_found", `${was} The stages are ${names.join(", ")}.`, { stages: names });
}
