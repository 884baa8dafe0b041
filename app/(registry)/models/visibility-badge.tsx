import { Badge } from "#app/_ui/badge.tsx";
import { visibilityMeanings, type Visibility } from "#server/models/schema.ts";

/** Who sees a model, in a word. */
export function VisibilityBadge({ visibility }: { visibility: Visibility }) {
  return <Badge icon={visibility === "internal" ? "people" : "lock"} title={`${visibilityMeanings[visibility]}.`}>{visibility}</Badge>;
}
