"use client";

import { useState } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import { Count } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { Delivery } from "#server/webhooks/schema.ts";
import { deliveryWords } from "../place-words.ts";
import { Redeliver } from "./redeliver.tsx";

const columnsWith = (onSent: () => void): readonly Column<Delivery>[] => [
  { key: "type", header: "Event", cell: ({ type, redeliveryOf }) => <span className="inline-flex flex-wrap items-center gap-1.5"><code className="font-medium">{type}</code>{redeliveryOf !== null && <Badge>again</Badge>}</span> },
  { key: "model", header: "Model", cell: ({ model }) => (model ? <span className="break-words">{model}</span> : <span className="text-ink-faint">—</span>) },
  { key: "state", header: "State", cell: ({ state }) => <Badge tone={deliveryWords[state].tone}>{deliveryWords[state].label}</Badge> },
  { key: "answer", header: "Last answer", width: "28%", cell: ({ lastStatus, lastError, nextAttemptAt, attempts }) => (
    <span className="grid text-small">
      {lastError === null ? <span>{lastStatus ?? <span className="text-ink-soft">not sent yet</span>}</span> : <span className="break-words text-refuse">{lastError}</span>}
      {nextAttemptAt !== null && attempts > 0 && <span className="text-ink-soft">next try <RelativeTime at={nextAttemptAt} /></span>}
    </span>
  ) },
  { key: "attempts", header: "Tries", align: "end", cell: ({ attempts }) => <Count value={attempts} /> },
  { key: "at", header: "When", align: "end", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  { key: "acts", header: "Acts", quiet: true, align: "end", cell: (delivery) => (delivery.event === null ? null : <RowActions><Redeliver delivery={delivery} onSent={onSent} /></RowActions>) },
];

/**
 * What a webhook was told, each with the way to its tries. While somebody points at the list or is in it with the keyboard, it is brought
 * up to date where it stands, and what is newer waits until they leave it or send one again.
 */
export function DeliveryTable({ webhook, deliveries }: { webhook: string; deliveries: readonly Delivery[] }) {
  const [first, setFirst] = useState<string | null>(null);
  const newer = Math.max(0, deliveries.findIndex(({ id }) => id === first));
  const hold = () => setFirst((held) => held ?? deliveries[0]?.id ?? null);
  const letIn = () => setFirst(null);
  return (
    <div onPointerEnter={hold} onPointerLeave={letIn} onFocus={hold} onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && letIn()}>
      <Table caption="Deliveries" columns={columnsWith(letIn)} rows={deliveries.slice(newer)} rowKey={({ id }) => id} rowHref={({ id }) => `/webhooks/${webhook}/deliveries/${id}`} />
      <p role="status" className="mt-2 min-h-5 text-small text-ink-soft">{newer > 0 && `${newer === 1 ? "A newer one waits" : `${newer} newer ones wait`} until you leave the list.`}</p>
    </div>
  );
}
