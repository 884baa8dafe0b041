"use client";

import { CodeBlock, CodeTabs, type Alternative } from "#app/_ui/code-block.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";

/** What to type to register the next version from where it was trained. */
export function PushDialog({
  next, login, push, open, onOpenChange,
}: { next: number; login: string; push: readonly Alternative[]; open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      width="wide"
      open={open}
      onOpenChange={onOpenChange}
      title="Push a version"
      description={<>From the machine where it was trained. The registry gives the version its number, <span className="font-mono">v{next}</span> unless somebody is faster; its files never change afterwards.</>}
    >
      <div className="grid gap-4">
        <div className="grid gap-1.5">
          <h3 className="font-medium">Sign in, once on each machine</h3>
          <CodeBlock label="CLI" code={login} />
        </div>
        <div className="grid gap-1.5">
          <h3 className="font-medium">Push a folder</h3>
          <p className="text-small text-ink-soft">Its <code>metadata.json</code> declares the metrics, parameters and data; its <code>README.md</code> becomes the card.</p>
          <CodeTabs label="How to push" alternatives={push} />
        </div>
      </div>
    </Dialog>
  );
}
