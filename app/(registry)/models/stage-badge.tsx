import { Badge } from "#app/_ui/badge.tsx";

/** A stage and the version that it names. The last stage is where a version is live to the world: it bears the seal. */
export function StageBadge({ stage, version, last }: { stage: string; version?: number; last: boolean }) {
  return (
    <Badge tone={last ? "seal" : "neutral"}>
      {stage}
      {version !== undefined && <span className="font-mono font-normal">v{version}</span>}
    </Badge>
  );
}

/** An alias, which moves freely: never a seal. */
export function AliasBadge({ alias }: { alias: string }) {
  return <Badge icon="tag">{alias}</Badge>;
}
