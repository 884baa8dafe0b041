import type { StageColor } from "#server/stages/schema.ts";

/** The colour of a stage by its variable, which has a shade for light and one for dark. */
export function stageInk(color: StageColor): string {
  return `var(--stage-${color})`;
}

/** The colour of a stage, small; its name stands beside it. */
export function StageSwatch({ color }: { color: StageColor }) {
  return <span aria-hidden className="inline-block size-2 shrink-0 rounded-[2px]" style={{ background: stageInk(color) }} />;
}
