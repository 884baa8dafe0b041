import { CopyButton } from "#app/_ui/copy.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";

/** A link that was just made, and is shown this once. */
export function SecretLink({ path, expiresAt, children }: { path: string; expiresAt: string; children?: string }) {
  const link = `${window.location.origin}${path}`;
  return (
    <div className="grid gap-4">
      <Notice tone="wait" title="Copy the link now: it is not shown again">It works once, and ends <RelativeTime at={expiresAt} />. {children}</Notice>
      <div className="flex items-center justify-between gap-2 rounded-sm border border-edge bg-sunken py-1.5 ps-3 pe-1.5">
        <code className="min-w-0 break-all">{link}</code>
        <CopyButton text={link} label="Copy the link" worded />
      </div>
    </div>
  );
}
