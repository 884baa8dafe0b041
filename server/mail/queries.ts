import type { Executor } from "../db/client.ts";
import { siteSettings } from "../settings/tables.ts";

/** What letters call the registry. */
export async function registryName(db: Executor): Promise<string> {
  const [row] = await db.select({ name: siteSettings.name }).from(siteSettings);
  return row?.name ?? "Countersign";
}
