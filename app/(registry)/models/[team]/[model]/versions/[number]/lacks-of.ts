import { z } from "zod";

const checksSchema = z.array(z.object({ title: z.string(), why: z.string(), findings: z.array(z.string()) }));

/** What a refusal for missing evidence names, one sentence for each check; none where it can't be read. */
export function lacksOf(details: Record<string, unknown> | undefined): { title: string; found: string }[] {
  const checks = checksSchema.safeParse(details?.["checks"]).data ?? [];
  return checks.map(({ title, why, findings }) => ({ title, found: findings.length > 0 ? findings.join(", ") : why }));
}
