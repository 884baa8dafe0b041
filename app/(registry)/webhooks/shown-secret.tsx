import { CopyButton } from "#app/_ui/copy.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** What deliveries are signed with, shown this once. */
export function ShownSecret({ secret, children }: { secret: string; children?: string }) {
  return (
    <div className="grid gap-4">
      <Notice tone="wait" title="Copy the secret now: it is not shown again">The receiver verifies each delivery with it: docs/webhooks.md shows how, in TypeScript and Python. {children}</Notice>
      <div className="flex items-center justify-between gap-2 rounded-sm border border-edge bg-sunken py-1.5 ps-3 pe-1.5">
        <code className="min-w-0 break-all">{secret}</code>
        <CopyButton text={secret} label="Copy the secret" worded />
      </div>
    </div>
  );
}
