import type { ReactNode } from "react";
import { CopyButton } from "./copy.tsx";
import { Icon, type IconName } from "./icon.tsx";

/** Nothing here yet: what would be, and how to bring it about. */
export function EmptyState({ icon, title, children, command, action }: { icon: IconName; title: string; children: ReactNode; command?: string; action?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-2 rounded-sm border border-dashed border-line-strong px-5 py-6">
      <Icon name={icon} size={20} className="text-ink-faint" />
      <p className="font-medium">{title}</p>
      <div className="max-w-prose text-ink-soft">{children}</div>
      {command && (
        <div className="mt-1 flex max-w-full items-start gap-2 rounded-sm border border-line bg-sunken py-1 ps-3 pe-1">
          <code className="min-w-0 py-0.5 break-words whitespace-pre-wrap"><span aria-hidden className="text-ink-faint select-none">$ </span>{command}</code>
          <CopyButton text={command} label="Copy the command" />
        </div>
      )}
      {action && <div className="mt-1 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
