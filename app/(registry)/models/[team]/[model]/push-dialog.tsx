"use client";

import { Button } from "#app/_ui/button.tsx";
import { CodeBlock, CodeTabs, type Alternative } from "#app/_ui/code-block.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";

/** What to type to register the next version. Versions come from where they were trained, not from a browser. */
export function PushDialog({ next, login, push }: { next: number; login: string; push: readonly Alternative[] }) {
  return (
    <Dialog
      width="wide"
      trigger={<Button variant="primary" icon="upload">Push a version</Button>}
      title="Push a version"
      description={<>A version is pushed from where it was trained. The registry gives it its number, <span className="font-mono">v{next}</span> unless somebody is faster; its files never change afterwards.</>}
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
