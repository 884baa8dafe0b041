import { Badge } from "#app/_ui/badge.tsx";
import { stateOf } from "./words.ts";

/** How a promotion stands, as a badge. */
export function StateBadge({ promotion }: { promotion: Parameters<typeof stateOf>[0] }) {
  const { label, tone } = stateOf(promotion);
  const bypassed = promotion.state === "applied" && promotion.bypassed;
  return <Badge tone={tone} {...(bypassed ? { icon: "warning" as const, title: "Applied over what stood in its way" } : {})}>{label}</Badge>;
}
