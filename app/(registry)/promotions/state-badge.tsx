import { Badge } from "#app/_ui/badge.tsx";
import { stateOf } from "./words.ts";

/** How a promotion stands, as a badge. */
export function StateBadge({ promotion }: { promotion: Parameters<typeof stateOf>[0] }) {
  const { label, tone } = stateOf(promotion);
  return <Badge tone={tone}>{label}</Badge>;
}
