import { Panel } from "#app/_ui/panel.tsx";
import type { Comparison } from "#server/comparisons/schema.ts";
import type { Heads } from "./differences.tsx";
import { FactTable } from "./fact-table.tsx";
import { Rest } from "./version-columns.tsx";

/** One part of what was declared, fact by fact. */
export function ComparedFacts({ section: { part, title, rows, same, more }, heads, all }: { section: Comparison["sections"][number]; heads: Heads; all: boolean }) {
  return (
    <Panel title={title} count={rows.length} anchor={`part-${part}`}>
      <FactTable caption={title} one="Name" rows={rows} heads={heads} />
      <Rest same={same} more={more} all={all} one="row" />
    </Panel>
  );
}
