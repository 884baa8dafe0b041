import type { ReactNode } from "react";
import { toneIcon, toneText, toneWash, type Tone } from "./badge.tsx";
import { Icon } from "./icon.tsx";

/** What happened, why, and what to do next. `live` for one that appears after the page did, so that it is spoken. */
export function Notice({
  tone = "neutral", title, children, action, live = false,
}: { tone?: Exclude<Tone, "seal">; title: string; children?: ReactNode; action?: ReactNode; live?: boolean }) {
  return (
    <div role={live ? (tone === "refuse" ? "alert" : "status") : undefined} className={`flex gap-2.5 rounded-sm border px-3 py-2.5 ${toneWash[tone]}`}>
      <Icon name={tone === "wait" ? "warning" : toneIcon[tone]} className={`mt-0.5 ${toneText[tone]}`} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children && <div className="text-ink-soft">{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
