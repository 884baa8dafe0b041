import type { Running } from "./schema.ts";

interface Standing {
  stage: string;
  /** What the stage names; null where it names nothing. */
  approved: number | null;
  running: readonly Running[];
  /** The version of the last deployment that succeeded, null where it left nothing to serve; left out where none has. */
  deployed?: number | null | undefined;
  /** Whether another deployment is on its way, or nobody has said anything of the last one. */
  unsettled?: boolean;
}

/** In what the things that should be the same differ, in sentences; none where they do not, or where nobody has said. */
export function driftOf({ stage, approved, running, deployed, unsettled = false }: Standing): string[] {
  const is = approved === null ? `${stage} names no version` : `${stage} is v${approved}`;
  const total = running.reduce((sum, { instances }) => sum + instances, 0);
  const others = running.filter(({ version }) => version !== approved);
  const astray = others.reduce((sum, { instances }) => sum + instances, 0);
  const found: string[] = [];
  if (astray > 0) {
    const of = astray === total ? (total === 1 ? "its only instance runs" : `all ${total} instances run`) : `${astray} of ${total} instances ${astray === 1 ? "runs" : "run"}`;
    found.push(`${is}; ${of} ${others.map(({ version, instances }) => (others.length === 1 ? `v${version}` : `v${version} (${instances})`)).join(", ")}.`);
  }
  if (!unsettled && deployed !== undefined && deployed !== approved) found.push(`${is}; what was deployed last is ${deployed === null ? "nothing" : `v${deployed}`}.`);
  return found;
}
