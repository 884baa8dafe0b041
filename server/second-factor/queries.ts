import { and, count, eq, isNull } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { recoveryCodes, users } from "../identity/tables.ts";
import type { SecondFactor } from "./schema.ts";

/** Whether an account has a second factor, and what is left of its recovery codes. */
export async function readSecondFactor(db: Executor, userId: string): Promise<SecondFactor> {
  const [user] = await db.select({ enabledAt: users.totpEnabledAt }).from(users).where(eq(users.id, userId));
  const [left] = await db
    .select({ n: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return { enabledAt: user?.enabledAt?.toISOString() ?? null, recoveryCodesLeft: left?.n ?? 0 };
}
