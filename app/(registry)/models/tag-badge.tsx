import { Badge } from "#app/_ui/badge.tsx";

export function TagBadge({ tag }: { tag: string }) {
  return <Badge>{tag}</Badge>;
}

/** The tags of a model or version. */
export function Tags({ tags, most = 3 }: { tags: readonly string[]; most?: number }) {
  if (tags.length === 0) return <span className="text-ink-faint">—</span>;
  const rest = tags.slice(most);
  return (
    <span className="inline-flex flex-wrap gap-1">
      {tags.slice(0, most).map((tag) => <TagBadge key={tag} tag={tag} />)}
      {rest.length > 0 && <span title={rest.join(", ")} className="text-small text-ink-soft">and {rest.length} more<span className="sr-only">: {rest.join(", ")}</span></span>}
    </span>
  );
}
