import { Badge } from "#app/_ui/badge.tsx";
import type { WordedPolicy } from "#server/policies/schema.ts";

/** Rules, a sentence each; those that are only tried stand apart. */
export function PolicyList({ words, triedWords }: Pick<WordedPolicy, "words" | "triedWords">) {
  return (
    <>
      <ul className="grid list-disc gap-0.5 ps-4 marker:text-ink-faint">{words.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
      {triedWords.length > 0 && (
        <div className="mt-2 border-s-2 border-dashed border-line-strong ps-3">
          <p className="mb-1 flex items-center gap-2 text-small text-ink-soft"><Badge>tried</Badge> shown and recorded, blocks nothing</p>
          <ul className="grid list-disc gap-0.5 ps-4 text-ink-soft marker:text-ink-faint">{triedWords.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        </div>
      )}
    </>
  );
}
