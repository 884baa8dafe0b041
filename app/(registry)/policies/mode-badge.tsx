import { Badge } from "#app/_ui/badge.tsx";
import type { PolicyMode } from "#server/policies/schema.ts";

/** Whether a version of a policy blocks, or is only tried. */
export function ModeBadge({ mode }: { mode: PolicyMode }) {
  return mode === "enforce" ? <Badge icon="lock">enforced</Badge> : <Badge tone="wait" icon="gauge">only tried</Badge>;
}
