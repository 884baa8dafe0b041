import { Suspense } from "react";
import { api } from "#app/_trpc/server.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";

const mostRead = 3;

/** The promotions that wait, and what stands in the way of the latest ones. */
export async function Waiting({ model, count }: { model: string; count: number }) {
  if (count === 0) return null;
  const { items } = await (await api()).promotions.list({ model, open: true, limit: 20 });
  return (
    <Panel kind="boxed" title="Waiting for a signature" count={count}>
      <ul className="grid gap-2">
        {items.map(({ id, version, stage, requester }, index) => (
          <li key={id} className="flex items-start gap-2">
            <Icon name="hourglass" size={14} className="mt-0.75 text-wait" />
            <div className="min-w-0">
              <Link href={`/promotions/${id}`} className="link"><span className="font-mono">v{version}</span> to {stage}</Link>
              <span className="text-ink-soft">, by {requester.name}</span>
              {index < mostRead && <Suspense fallback={<Skeleton width="9rem" />}><Blockers promotion={id} /></Suspense>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

async function Blockers({ promotion }: { promotion: string }) {
  const { blockers } = await (await api()).promotions.get({ id: promotion });
  const [first, ...rest] = blockers;
  if (!first) return <p className="text-small text-allow">Nothing stands in the way.</p>;
  return <p className="text-small text-ink-soft">{first.what}{rest.length > 0 && `, and ${rest.length} more`}</p>;
}
