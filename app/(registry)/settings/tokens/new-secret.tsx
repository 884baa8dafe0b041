import { loginUsage } from "#app/(registry)/models/usage.ts";
import { CodeTabs } from "#app/_ui/code-block.tsx";
import { CopyButton } from "#app/_ui/copy.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";

/** A secret that was just made, and how to use it. */
export function NewSecret({ secret, expiresAt, origin }: { secret: string; expiresAt: string; origin: string }) {
  return (
    <div className="grid gap-4">
      <Notice tone="wait" title="Copy it now: it is not shown again">The registry keeps only a hash of it. It ends <RelativeTime at={expiresAt} />.</Notice>
      <div className="flex items-center justify-between gap-2 rounded-sm border border-edge bg-sunken py-1.5 ps-3 pe-1.5">
        <code className="min-w-0 break-all">{secret}</code>
        <CopyButton text={secret} label="Copy the token" worded />
      </div>
      <CodeTabs
        label="How to use it"
        alternatives={[
          { label: "Environment", code: `export COUNTERSIGN_URL=${origin}\nexport COUNTERSIGN_TOKEN=${secret}` },
          { label: "Terminal", code: `${loginUsage(origin)}\n# Paste the token when it is asked for: so it stays out of the history of your shell.` },
          { label: "curl", code: `curl --header "Authorization: Bearer ${secret}" \\\n  ${origin}/api/trpc/identity.whoami` },
        ]}
      />
    </div>
  );
}
