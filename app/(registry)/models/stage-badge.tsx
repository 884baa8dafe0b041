"use client";

import { useStageMark } from "#app/(registry)/stages-context.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { SealMark } from "#app/_ui/seal.tsx";
import { stageInk, StageSwatch } from "./stage-swatch.tsx";

/**
 * A stage in its colour, and the version that it names. The last stage is where a version is live to the world: it bears
 * the seal.
 */
export function StageBadge({ stage, version }: { stage: string; version?: number }) {
  const { color, last } = useStageMark(stage);
  return (
    <span
      style={{ color: stageInk(color) }}
      className="inline-flex h-5 items-center gap-1.25 rounded-sm border border-[color-mix(in_srgb,currentColor_45%,var(--line))] bg-[color-mix(in_srgb,currentColor_9%,transparent)] px-1.5 text-small font-medium whitespace-nowrap"
    >
      {last ? <span aria-hidden className="contents"><SealMark size={13} /></span> : <StageSwatch color={color} />}
      <span className="text-ink">{stage}</span>
      {version !== undefined && <span className="font-mono font-normal text-ink">v{version}</span>}
    </span>
  );
}

/** An alias, which moves freely: never a seal. */
export function AliasBadge({ alias }: { alias: string }) {
  return <Badge icon="tag">{alias}</Badge>;
}
