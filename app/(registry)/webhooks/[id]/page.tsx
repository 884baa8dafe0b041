import type { Metadata } from "next";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { PageLinks } from "#app/(registry)/page-links.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { deliveryStates, type DeliveryState, type Webhook } from "#server/webhooks/schema.ts";
import { deliveryWords } from "../place-words.ts";
import { DeliveryTable } from "./delivery-table.tsx";
import { KeepFresh } from "./keep-fresh.tsx";
import { readWebhook } from "./read-webhook.ts";
import { RedeliverRange } from "./redeliver-range.tsx";

type Address = { params: Promise<{ id: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  return { title: `Webhook ${(await readWebhook((await params).id)).name}` };
}

/** A webhook with what it was told. */
export default async function WebhookPage({ params, searchParams }: Address) {
  const { id } = await params;
  const [webhook, cursor, asked] = await Promise.all([readWebhook(id), queryParam(searchParams, "cursor"), queryParam(searchParams, "state")]);
  const state = deliveryStates.find((each) => each === asked);
  const { items, nextCursor } = await load((await api()).webhooks.deliveries({ id, limit: 30, ...(state ? { states: [state] } : {}), ...(cursor ? { cursor } : {}) }));
  const hrefOf = (shown: DeliveryState | undefined, from?: string) => {
    const query = new URLSearchParams({ ...(shown ? { state: shown } : {}), ...(from ? { cursor: from } : {}) }).toString();
    return `/webhooks/${id}${query ? `?${query}` : ""}`;
  };
  const segments = [undefined, ...deliveryStates].map((each) => ({ label: each ? deliveryWords[each].label : "all", href: hrefOf(each), current: each === state }));
  return (
    <Columns aside={<Panel title="Webhook" kind="boxed"><KeyValues facts={factsOf(webhook)} /></Panel>}>
      <Panel title="What it was told" actions={<><Segments label="Which deliveries" segments={segments} /><RedeliverRange id={id} /></>}>
        {items.length > 0 ? <DeliveryTable webhook={id} deliveries={items} /> : (
          <EmptyState icon="history" title={state || cursor ? "No such delivery" : "It was told nothing yet"}>
            {state || cursor ? "Look at all of them." : "The next event that it is meant for goes out within a second. Send a test to see now what the receiver answers."}
          </EmptyState>
        )}
        <PageLinks cursor={cursor} next={nextCursor} hrefOf={(from) => hrefOf(state, from)} />
      </Panel>
      <KeepFresh active={items.some((delivery) => delivery.state === "pending")} follows={webhook.place} />
    </Columns>
  );
}

function factsOf({ url, settings, events, signing, createdAt, createdBy, lastDeliveredAt, pending }: Webhook): Fact[] {
  return [
    { label: "Where to", value: <span className="break-all">{url}</span>, mono: true },
    ...Object.entries(settings).map(([name, value]) => ({ label: `${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`, value: <span className="break-all">{value}</span>, mono: true })),
    { label: "Is told", value: events[0] === "*" ? "everything" : <span className="break-words">{events.join(", ")}</span> },
    { label: "Waiting", value: String(pending) },
    { label: "Last arrived", value: lastDeliveredAt ? <RelativeTime at={lastDeliveredAt} /> : "never" },
    ...signing.map(({ createdAt: since, endsAt }) => ({ label: endsAt === null ? "Secret" : "Old secret", value: endsAt === null ? <>made <RelativeTime at={since} /></> : <>signs beside it, ends <RelativeTime at={endsAt} /></> })),
    { label: "Made", value: <><RelativeTime at={createdAt} /> by {createdBy.name}</> },
  ];
}
