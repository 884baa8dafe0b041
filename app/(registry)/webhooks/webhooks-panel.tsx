import { PageLinks } from "#app/(registry)/page-links.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Count } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Webhook, WebhookPlace } from "#server/webhooks/schema.ts";
import { CreateWebhook } from "./create-webhook.tsx";
import { kindWords, placeHref, placeName, stateWords } from "./place-words.ts";

const columns: readonly Column<Webhook>[] = [
  { key: "name", header: "Webhook", cell: ({ name }) => <span className="font-medium">{name}</span> },
  { key: "kind", header: "Kind", cell: ({ kind }) => kindWords[kind].label },
  { key: "url", header: "Where to", width: "30%", cell: ({ url, verifyTls }) => <span className="inline-flex flex-wrap items-center gap-1.5"><code className="break-all">{url}</code>{!verifyTls && <Badge tone="refuse">TLS not verified</Badge>}</span> },
  { key: "events", header: "What it is told", width: "20%", cell: ({ events }) => <span className="break-words text-ink-soft">{events[0] === "*" ? "everything" : events.join(", ")}</span> },
  { key: "state", header: "State", cell: (webhook) => <span className="inline-flex flex-wrap gap-1"><Badge tone={stateWords[webhook.state].tone}>{stateWords[webhook.state].label}</Badge>{webhook.state === "active" && webhook.failures > 0 && <Badge tone="wait">failing</Badge>}</span> },
  { key: "pending", header: "Waiting", align: "end", cell: ({ pending }) => <Count value={pending} /> },
  { key: "last", header: "Last arrived", align: "end", cell: ({ lastDeliveredAt }) => (lastDeliveredAt ? <RelativeTime at={lastDeliveredAt} /> : <span className="text-ink-soft">never</span>) },
];

/** The webhooks of a place, for who keeps them. */
export async function WebhooksPanel({ place, cursor }: { place: WebhookPlace; cursor: string | undefined }) {
  const { items, nextCursor } = await load((await api()).webhooks.list({ place, ...(cursor ? { cursor } : {}) }));
  const of = place.kind === "site" ? "all" : place.kind === "team" ? place.team : place.model;
  return (
    <Panel title="Webhooks" actions={items.length > 0 && <CreateWebhook place={place} />}>
      <p className="mb-3 max-w-3xl text-ink-soft">
        Each tells one receiver what happens to {placeName(place)}: signed, in order for each model, and again and again for a day until it has arrived. What it was told is kept for 30 days.
      </p>
      {items.length > 0 ? <Table caption="Webhooks" columns={columns} rows={items} rowKey={({ id }) => id} rowHref={({ id }) => `/webhooks/${id}`} /> : (
        <EmptyState icon="webhook" title={cursor ? "No webhook further" : "Nobody is told yet"} action={!cursor && <CreateWebhook place={place} />} command={`countersign webhook create ${of} deploys --to https://ci.example.com/hooks --event 'deployment.*'`}>
          <ol className="grid list-decimal gap-1 ps-5">
            <li>Create a webhook: for a service of your own, a GitHub workflow, a GitLab pipeline, or a channel in Slack.</li>
            <li>Choose what it is told. Pipelines that deploy need <code>deployment.opened</code>; who has to know what is live, <code>stage.moved</code>.</li>
            <li>Send a test, and see what the receiver answers.</li>
          </ol>
        </EmptyState>
      )}
      <PageLinks cursor={cursor} next={nextCursor} hrefOf={(from) => `${placeHref(place)}${from ? `?cursor=${encodeURIComponent(from)}` : ""}`} />
    </Panel>
  );
}
