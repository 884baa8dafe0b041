import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import type { Card } from "#server/cards/schema.ts";

/** Somebody else was quicker: both texts are at hand, and nothing of either is lost. */
export function Conflict({ theirs, began, base, onKeep, onTake }: { theirs: Card; began: number; base: string; onKeep: () => void; onTake: () => void }) {
  return (
    <Notice
      tone="wait" live
      title={`${theirs.author.name} saved revision ${theirs.revision} while you wrote`}
      action={(
        <>
          <Button onClick={onKeep}>Go on with mine, after revision {theirs.revision}</Button>
          <Button onClick={onTake}>Take theirs into the editor</Button>
        </>
      )}
    >
      <p>
        Yours is still in the editor below.
        {began > 0 && <> <a href={`${base}/changes?from=${began}&to=${theirs.revision}`} target="_blank" rel="noreferrer" className="link">See what they changed</a> (in a new tab).</>}
        {theirs.note !== "" && <> They say: {theirs.note}</>}
      </p>
      <details open className="mt-2">
        <summary className="w-fit rounded-sm text-ink">Their text</summary>
        <pre tabIndex={0} role="group" aria-label={`Revision ${theirs.revision}`} className="mt-1 max-h-72 overflow-auto rounded-sm border border-line bg-sunken px-3 py-2 font-mono text-[0.8125rem] whitespace-pre-wrap text-ink">{theirs.body}</pre>
      </details>
    </Notice>
  );
}
