import { TagBadge } from "./tag-badge.tsx";

/** The first few tags of a model or version in a list, and how many more there are. */
export function SomeTags({ tags, most = 3 }: { tags: readonly string[]; most?: number }) {
  if (tags.length === 0) return <span className="text-ink-faint">—</span>;
  const rest = tags.slice(most);
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {tags.slice(0, most).map((tag) => <TagBadge key={tag} name={tag} />)}
      {rest.length > 0 && <span title={rest.join(", ")} className="text-small text-ink-soft">+{rest.length}<span className="sr-only"> more: {rest.join(", ")}</span></span>}
    </span>
  );
}
