import { Badge } from "#app/_ui/badge.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { Link } from "#app/_ui/link.tsx";
import { Duration } from "#app/_ui/number.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Stay } from "#server/pointers/schema.ts";
import { StageBadge } from "../../../../stage-badge.tsx";
import { lengthOf } from "./stay-lanes.ts";
import { How, Signed, StayVersion } from "./stay-words.tsx";

/** What was live when, as a table. */
export function StayTable({ model, stays }: { model: string; stays: readonly Stay[] }) {
  return <Table caption={`What was live when in the stages of ${model}`} columns={columnsFor(model)} rows={stays} rowKey={({ stage, from, version }) => `${stage} ${version} ${from}`} />;
}

function columnsFor(model: string): Column<Stay>[] {
  return [
    { key: "stage", header: "Stage", lead: true, cell: ({ stage, version }) => <span className="inline-flex items-center gap-2"><StageBadge stage={stage} /><StayVersion model={model} version={version} /></span> },
    { key: "how", header: "How", cell: (stay) => <How stay={stay} /> },
    { key: "from", header: "From", cell: ({ from }) => <Instant at={from} /> },
    { key: "until", header: "Until", cell: ({ until }) => (until === null ? <Badge tone="allow">now</Badge> : <Instant at={until} />) },
    { key: "for", header: "For", cell: (stay) => <span className="text-ink-soft"><Duration milliseconds={lengthOf(stay)} /></span> },
    { key: "by", header: "Moved by", cell: ({ by }) => <span className="text-ink-soft">{by.name}</span> },
    { key: "signed", header: "Signed by", cell: (stay) => <Signed stay={stay} /> },
    { key: "promotion", header: "Request", cell: ({ promotionId }) => promotionId && <Link href={`/promotions/${promotionId}`} className="link">Promotion</Link> },
  ];
}

/** To the second: two moves may lie close together. */
function Instant({ at }: { at: string }) {
  return <time dateTime={at} className="whitespace-nowrap tabular-nums">{formatInstant(Date.parse(at)).replace(" UTC", "")}</time>;
}
