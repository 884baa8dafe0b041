import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Attempt, Delivery } from "#server/webhooks/schema.ts";
import { deliveryWords } from "../../../place-words.ts";
import { KeepFresh } from "../../keep-fresh.tsx";
import { Redeliver } from "../../redeliver.tsx";

export const metadata: Metadata = { title: "Delivery" };

/** A delivery with every try: what was sent, and what was answered. */
export default async function DeliveryPage({ params }: { params: Promise<{ id: string; delivery: string }> }) {
  const { id, delivery: which } = await params;
  const { delivery, tries } = await load((await api()).webhooks.delivery({ id: which }));
  const [last] = tries;
  const aside = (
    <Panel title="Delivery" kind="boxed">
      <KeyValues facts={factsOf(delivery)} />
      <div className="mt-3 flex flex-wrap gap-2">{delivery.event !== null && <Redeliver delivery={delivery} />}<LinkButton size="small" href={`/webhooks/${id}`}>All deliveries</LinkButton></div>
    </Panel>
  );
  return (
    <Columns aside={aside}>
      {last ? <Panel title="What was sent"><Sent attempt={last} /></Panel> : <EmptyState icon="clock" title="It was not sent yet">What is ahead of it goes out first. While the webhook is paused or broken, everything waits.</EmptyState>}
      {tries.length > 0 && <Panel title="Tries" count={tries.length}><ol className="grid gap-5">{tries.map((attempt) => <li key={attempt.number}><Answer attempt={attempt} /></li>)}</ol></Panel>}
      <KeepFresh active={delivery.state === "pending"} />
    </Columns>
  );
}

function factsOf({ type, event, model, state, attempts, createdAt, nextAttemptAt, endedAt, redeliveryOf }: Delivery): Fact[] {
  return [
    { label: "State", value: <Badge tone={deliveryWords[state].tone}>{deliveryWords[state].label}</Badge> },
    { label: "Event", value: type, mono: true },
    { label: "Its number", value: event ?? "none: a test", mono: event !== null },
    ...(model ? [{ label: "Model", value: model, mono: true }] : []),
    { label: "Tries", value: String(attempts) },
    { label: "Noted", value: <RelativeTime at={createdAt} /> },
    ...(nextAttemptAt ? [{ label: "Next try", value: <RelativeTime at={nextAttemptAt} /> }] : []),
    ...(endedAt ? [{ label: "Ended", value: <RelativeTime at={endedAt} /> }] : []),
    ...(redeliveryOf ? [{ label: "Sent before", value: "yes, this sends it again" }] : []),
  ];
}

const linesOf = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n");

/** JSON as people read it; everything else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function Sent({ attempt: { url, requestHeaders, requestBody } }: { attempt: Attempt }) {
  return (
    <div className="grid gap-3">
      <p className="break-all"><code>POST {url}</code></p>
      <CodeBlock label="Headers" code={linesOf(requestHeaders)} />
      <CodeBlock label="Body" code={readable(requestBody)} />
    </div>
  );
}

function Answer({ attempt: { number, at, durationMs, status, error, responseHeaders, responseBody } }: { attempt: Attempt }) {
  return (
    <article aria-label={`Try ${number}`} className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">Try {number}</span>
        <Badge tone={error === null ? "allow" : "refuse"}>{status ?? "no answer"}</Badge>
        <span className="text-ink-soft"><RelativeTime at={at} />, after {durationMs} ms</span>
      </p>
      {error !== null && <p className="break-words text-refuse">{error}</p>}
      {status !== null && (
        <details>
          <summary className="cursor-pointer text-ink-soft">What the receiver answered</summary>
          <div className="mt-2 grid gap-2">
            <CodeBlock label="Headers of the answer" code={linesOf(responseHeaders)} />
            {responseBody === "" ? <p className="text-ink-soft">Its body was empty.</p> : <CodeBlock label="Body of the answer" code={responseBody} />}
          </div>
        </details>
      )}
    </article>
  );
}
