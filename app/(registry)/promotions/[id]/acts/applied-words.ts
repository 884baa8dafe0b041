import type { PromotionKind } from "#server/promotions/schema.ts";

/** What is so once a promotion is applied. */
export function appliedWords({ kind, stage, version }: { kind: PromotionKind; stage: string; version: number }): string {
  return kind === "remove" ? `${stage} names no version now` : `${stage} names v${version} now`;
}
