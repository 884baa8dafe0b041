import type { ModelHit } from "#server/search/schema.ts";

/** A piece of a text with what was searched for marked in it. */
export function Excerpt({ pieces }: { pieces: NonNullable<ModelHit["excerpt"]> }) {
  return (
    <>
      {pieces.map(({ text, match }, index) => (match ? <mark key={index} className="rounded-[2px] bg-wait-wash text-ink outline outline-wait-line">{text}</mark> : text))}
    </>
  );
}
