import { Badge } from "#app/_ui/badge.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { DeploymentSummary } from "#server/deployments/schema.ts";
import { stateWords, titleOf } from "./words.ts";

const what: Column<DeploymentSummary> = { key: "what", header: "Deployment", lead: true, width: "20rem", cell: (deployment) => <What deployment={deployment} /> };
const rest: readonly Column<DeploymentSummary>[] = [
  { key: "state", header: "State", cell: ({ state }) => <DeploymentBadge state={state} /> },
  { key: "replaces", header: "Replaces", cell: ({ replaces }) => (replaces === null ? <span className="text-ink-soft">nothing</span> : <code>v{replaces}</code>) },
  { key: "said", header: "Said last", cell: (deployment) => <Said deployment={deployment} /> },
  { key: "drift", header: "Runs", cell: ({ drift }) => (drift === null ? <span className="text-ink-faint">–</span> : <span className="text-wait">{drift}</span>) },
  { key: "opened", header: "Opened", align: "end", cell: ({ openedAt }) => <RelativeTime at={openedAt} /> },
];

export function DeploymentBadge({ state }: Pick<DeploymentSummary, "state">) {
  const { label, tone } = stateWords[state];
  return <Badge tone={tone}>{label}</Badge>;
}

function What({ deployment }: { deployment: DeploymentSummary }) {
  return (
    <>
      {titleOf(deployment)}
      <span className="sr-only">, </span>
      <code className="block font-normal text-ink-soft">{deployment.model}</code>
    </>
  );
}

function Said({ deployment: { last, gates, state } }: { deployment: DeploymentSummary }) {
  if (!last) return <span className="text-ink-soft">{gates && state === "pending" ? "The stage waits for it" : "Nothing yet"}</span>;
  return (
    <span className="line-clamp-2 max-w-sm break-words text-ink-soft">
      {last.digest === "wrong" && <span className="text-refuse">Serves another digest. </span>}
      {last.summary || <RelativeTime at={last.at} />}
    </span>
  );
}

/** Deployments, the latest first. */
export function DeploymentsTable({ deployments }: { deployments: readonly DeploymentSummary[] }) {
  return <Table caption="Deployments" columns={[what, ...rest]} rows={deployments} rowKey={({ id }) => id} rowHref={({ id }) => `/deployments/${id}`} />;
}
