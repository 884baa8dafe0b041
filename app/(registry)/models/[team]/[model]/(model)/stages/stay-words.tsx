import { Badge } from "#app/_ui/badge.tsx";
import { Link } from "#app/_ui/link.tsx";
import { SealMark } from "#app/_ui/seal.tsx";
import type { Stay } from "#server/pointers/schema.ts";
import { listed } from "../../signers.tsx";

/** How a version came to a stage. What went over its policy is marked for ever. */
export function How({ stay: { kind, bypassed } }: { stay: Stay }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {kind === "rollback" ? <Badge tone="wait" icon="undo">rolled back</Badge> : <span className="text-ink-soft">promoted</span>}
      {bypassed && <Badge tone="refuse" icon="warning">bypassed</Badge>}
    </span>
  );
}

/** Who signed for it. */
export function Signed({ stay: { approvedBy, bypassed, by } }: { stay: Stay }) {
  if (approvedBy.length > 0) return <span className="inline-flex items-center gap-1.5"><SealMark size={14} />{listed(approvedBy.map(({ name }) => name))}</span>;
  return <span className="text-ink-soft">{bypassed ? `nobody: ${by.name} went over the policy` : "nobody had to"}</span>;
}

export function StayVersion({ model, version }: { model: string; version: number }) {
  return <Link href={`/models/${model}/versions/${version}`} className="link font-mono text-[0.8125rem]">v{version}</Link>;
}
