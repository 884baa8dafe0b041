"use client";

import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import type { Dropped } from "./dropped.ts";

const mostNamed = 8;

/** Asks before files take the place of others with the same paths. */
export function ReplaceDialog({ conflicts, onDecide }: { conflicts: readonly Dropped[]; onDecide: (replace: boolean) => void }) {
  const count = conflicts.length;
  const rest = count - mostNamed;
  return (
    <Dialog
      open={count > 0}
      onOpenChange={(open) => { if (!open) onDecide(false); }}
      title={count === 1 ? "Replace this file?" : `Replace ${count} files?`}
      description={count === 1 ? "The draft has a file with this path already." : "The draft has files with these paths already."}
      footer={(
        <>
          <Button onClick={() => onDecide(true)}>{count === 1 ? "Replace it" : `Replace ${count} files`}</Button>
          <Button variant="primary" onClick={() => onDecide(false)}>{count === 1 ? "Keep the one that is here" : "Keep those that are here"}</Button>
        </>
      )}
    >
      <ul className="font-mono text-[0.8125rem]">
        {conflicts.slice(0, mostNamed).map(({ path }) => <li key={path} className="border-b border-line py-1 break-all">{path}</li>)}
        {rest > 0 && <li className="py-1 font-sans text-ink-soft">and {rest} more</li>}
      </ul>
    </Dialog>
  );
}
