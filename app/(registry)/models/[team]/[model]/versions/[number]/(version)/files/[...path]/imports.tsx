import { Badge, type Tone } from "#app/_ui/badge.tsx";
import { Count } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Import, Verdict } from "#server/inspect/schema.ts";

const verdicts: Record<Verdict, { tone: Tone; word: string; why: string }> = {
  dangerous: { tone: "refuse", word: "dangerous", why: "does what no model needs" },
  unknown: { tone: "wait", word: "unknown", why: "not on the list of what models are made of" },
  safe: { tone: "allow", word: "known", why: "builds a model or an array" },
};

const columns: Column<Import>[] = [
  { key: "name", header: "Name", mono: true, cell: ({ name }) => <span className="font-medium break-all">{name}</span> },
  { key: "verdict", header: "Verdict", cell: ({ verdict }) => <Badge tone={verdicts[verdict].tone}>{verdicts[verdict].word}</Badge> },
  { key: "why", header: "Why", cell: ({ verdict, why }) => <span className={verdict === "dangerous" ? "" : "text-ink-soft"}>{why ?? verdicts[verdict].why}</span> },
  { key: "count", header: "Times", align: "end", cell: ({ count }) => <Count value={count} /> },
];

/** What a pickle imports when it is loaded, the worst first. */
export function Imports({ imports }: { imports: readonly Import[] }) {
  if (imports.length === 0) return null;
  return (
    <Panel title="What it imports when it is loaded" count={imports.length} flush>
      <Table caption="Imports" columns={columns} rows={imports} rowKey={({ name }) => name} />
    </Panel>
  );
}
