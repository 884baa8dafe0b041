import type { ReactNode } from "react";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Instance, ModelRuntime, Running as Runs, StageRuntime } from "#server/runtime/schema.ts";
import { DeploymentBadge } from "../../../../../deployments/deployments-table.tsx";
import { counted } from "../../../../../promotions/words.ts";

/** What should run, what was deployed and what runs, side by side, stage by stage; and in what they differ. */
export function Running({ model, runtime: { stages, elsewhere, instances, count, gone } }: { model: string; runtime: ModelRuntime }) {
  const columns: Column<StageRuntime>[] = [
    { key: "stage", header: "Stage", lead: true, cell: ({ stage }) => stage },
    { key: "approved", header: "Approved", cell: ({ approved }) => (approved === null ? <Soft>nothing</Soft> : <Version model={model} number={approved} />) },
    { key: "deployed", header: "Deployed", cell: ({ deployed, latest }) => <Deployed model={model} deployed={deployed} latest={latest} /> },
    { key: "running", header: "Running", cell: ({ running, approved }) => <Instances running={running} approved={approved} /> },
  ];
  const drift = stages.flatMap((stage) => stage.drift);
  return (
    <>
      {drift.length > 0 && <Notice tone="wait" title={drift[0]!}>{drift.length > 1 ? drift.slice(1).join(" ") : "What should run and what does are not the same."}</Notice>}
      <Panel title="What runs" flush>
        {stages.length === 0 ? <EmptyState icon="storage" title="No stage names a version">What should run, what was deployed and what runs stand here side by side, once there is something.</EmptyState> : (
          <Table caption="What should run, what was deployed and what runs" columns={columns} rows={stages} rowKey={({ stage }) => stage} />
        )}
        {elsewhere.length > 0 && <p className="pt-3 text-ink-soft">Beside these, {elsewhere.map(({ version, instances: many }) => `${counted(many, "instance")} of v${version}`).join(", ")} follow no stage.</p>}
      </Panel>
      {instances.length > 0 ? (
        <Panel title="Instances" count={count} flush>
          <Table caption="Instances that check in" columns={instanceColumns} rows={instances} rowKey={({ service, instance }) => `${service} ${instance}`} />
          {count > instances.length && <p className="pt-3 text-ink-soft">These are the first {instances.length} of {count}.</p>}
          {gone > 0 && <p className="pt-3 text-ink-soft">{counted(gone, "instance")} fell silent within the last day.</p>}
        </Panel>
      ) : (
        <EmptyState icon="storage" title="No instance checks in" command={`countersign check-in ${model}@7 --service scoring --instance "$HOSTNAME" --stage production`}>
          That is no fault: a service may say every minute what it has loaded, and then it is seen here when it runs something else than it should.
        </EmptyState>
      )}
    </>
  );
}

const instanceColumns: readonly Column<Instance>[] = [
  { key: "instance", header: "Instance", lead: true, cell: ({ instance, service }) => <>{instance}<span className="block font-normal text-ink-soft">{service}</span></> },
  { key: "version", header: "Runs", mono: true, cell: ({ version }) => `v${version}` },
  { key: "where", header: "Where", cell: ({ environment }) => environment },
  { key: "since", header: "Since", cell: ({ since }) => <RelativeTime at={since} /> },
  { key: "seen", header: "Seen", align: "end", cell: ({ seenAt }) => <RelativeTime at={seenAt} /> },
];

function Version({ model, number }: { model: string; number: number }) {
  return <Link href={`/models/${model}/versions/${number}`} className="link font-mono">v{number}</Link>;
}

function Soft({ children }: { children: ReactNode }) {
  return <span className="text-ink-soft">{children}</span>;
}

function Deployed({ model, deployed, latest }: { model: string } & Pick<StageRuntime, "deployed" | "latest">) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {deployed === null ? <Soft>not reported</Soft> : deployed.version === null ? <Soft>nothing</Soft> : <Version model={model} number={deployed.version} />}
      {latest !== null && latest.id !== deployed?.id && <Link href={`/deployments/${latest.id}`} className="inline-flex items-center gap-1 rounded-sm">{latest.version !== null && <span className="font-mono">v{latest.version}</span>}<DeploymentBadge state={latest.state} /></Link>}
    </span>
  );
}

function Instances({ running, approved }: { running: readonly Runs[]; approved: number | null }) {
  if (running.length === 0) return <Soft>no instance checks in</Soft>;
  return <span>{running.map(({ version, instances }, at) => <span key={version}>{at > 0 && ", "}<span className={version === approved ? "" : "text-wait"}><span className="font-mono">v{version}</span> on {counted(instances, "instance")}</span></span>)}</span>;
}
