/** What there may be too much of, as it is counted: a closed list. */
export const limits = ["reads", "writes", "bytes", "open", "streams", "sign_ins", "letters", "uploads"] as const;
export type Limit = (typeof limits)[number];

/** How often this process has refused something because there was too much of it. */
export interface LimitCounts {
  /** Counts a refusal that names a limit in its `details.limit`, and nothing else. */
  note(error: unknown): void;
  of(limit: Limit): number;
}

export function openLimits(): LimitCounts {
  const counts = new Map<Limit, number>();
  const of = (limit: Limit) => counts.get(limit) ?? 0;
  return {
    of,
    note(error) {
      const named = limitOf(error);
      if (named) counts.set(named, of(named) + 1);
    },
  };
}

/** By what it holds and not by its class: the pages have their own copy of that. */
function limitOf(error: unknown): Limit | undefined {
  const details = error instanceof Error && "details" in error ? error.details : undefined;
  const named = typeof details === "object" && details !== null && "limit" in details ? details.limit : undefined;
  return limits.find((limit) => limit === named);
}
