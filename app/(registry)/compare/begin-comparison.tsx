import { api } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { StageBadge } from "../models/stage-badge.tsx";
import { AddVersion } from "./add-version.tsx";
import { hrefOf, type Address } from "./address.ts";

/** A comparison that has one version or none: what it could be compared with. */
export async function BeginComparison({ address }: { address: Address }) {
  const [first] = address.versions;
  if (first === undefined) {
    return (
      <EmptyState icon="compare" title="Choose the versions" command="countersign compare team/model@1 team/model@2 --markdown" action={<AddVersion address={address} />}>
        Add two to six versions, of one model or of several. The address of this page then leads whoever may see them to the same comparison. In a terminal:
      </EmptyState>
    );
  }
  const registry = await api();
  const { model, version } = await registry.pointers.resolve({ reference: first });
  const { items } = await registry.versions.list({ model, limit: 12 });
  const others = items.filter(({ number }) => number !== version);
  return (
    <Panel title={`Compare ${model} v${version} with`} actions={<AddVersion address={address} />}>
      {others.length === 0
        ? <p className="py-2 text-ink-soft">It is the only version of its model. Add one of another model.</p>
        : (
          <ul className="divide-y divide-line">
            {others.map(({ reference, number, stages, createdAt, author }) => (
              <li key={reference}>
                <Link href={hrefOf({ ...address, versions: [first, reference] })} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2 py-2 hover:bg-hover">
                  <span className="font-mono font-medium">v{number}</span>
                  {stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
                  <span className="text-small text-ink-soft"><RelativeTime at={createdAt} /> by {author.name}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
    </Panel>
  );
}
