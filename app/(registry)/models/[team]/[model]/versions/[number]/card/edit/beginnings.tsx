import { Button } from "#app/_ui/button.tsx";
import type { CardBeginnings } from "#server/cards/schema.ts";

/** What a new card begins with. What was typed is not taken away: it has to be one of the beginnings. */
export function Beginnings({ beginnings: { template, previous }, body, onBegin }: { beginnings: CardBeginnings; body: string; onBegin: (body: string) => void }) {
  if (previous === null) return <p className="text-small text-ink-soft">It begins with the template. What stands in <code>{"<!-- -->"}</code> is not shown.</p>;
  const isTyped = body !== template && body !== previous.body;
  return (
    <div role="group" aria-label="Begin with" className="flex flex-wrap items-center gap-2">
      <span className="text-ink-soft">Begin with</span>
      <Button size="small" aria-pressed={body === template} disabled={isTyped} onClick={() => onBegin(template)}>the template</Button>
      <Button size="small" aria-pressed={body === previous.body} disabled={isTyped} onClick={() => onBegin(previous.body)}>the card of {previous.reference.slice(previous.reference.indexOf("@") + 1).replace(/^/, "v")}</Button>
    </div>
  );
}
