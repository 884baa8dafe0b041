import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Bytes, Count, Metric } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { VersionSummary } from "#server/versions/schema.ts";
import { metricsInOrder } from "#server/versions/metric-names.ts";
import { queryParam, type SearchParams } from "../../../../query-param.ts";
import { AliasBadge, StageBadge } from "../../../../stage-badge.tsx";
import { loadModel } from "../../loaded-model.ts";
import { DeletedVersions } from "./deleted-versions.tsx";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Versions of ${team}/${model}` };
}

export default async function VersionsPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model: name } = await params;
  const before = Number(await queryParam(searchParams, "before"));
  const from = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const model = await loadModel(team, name);
  const base = `/models/${model.reference}/versions`;
  const registry = await api();
  const [{ items, next }, deleted] = await load(
    Promise.all([registry.versions.list({ model: model.reference, before: from, limit: 50 }), registry.deletions.list({ model: model.reference })]),
  );
  const deletedVersions = <DeletedVersions model={model.reference} deleted={deleted} mayRestore={model.can.includes("version:delete")} />;
  if (items.length === 0) return <><NoVersion before={from} base={base} anyDeleted={deleted.length > 0} />{deletedVersions}</>;
  return (
    <>
      <Table
        caption={`Versions of ${model.reference}`}
        columns={columnsFor(items, model.newestVersion)}
        rows={items}
        rowKey={(version) => version.id}
        rowHref={(version) => `${base}/${version.number}`}
      />
      {(next !== null || from !== undefined) && (
        <nav aria-label="Pages of versions" className="mt-4 flex gap-2">
          {from !== undefined && <LinkButton href={base} icon="arrow-up">The newest</LinkButton>}
          {next !== null && <LinkButton href={`${base}?before=${next}`} icon="arrow-down">Older than v{next}</LinkButton>}
        </nav>
      )}
      {deletedVersions}
    </>
  );
}

function NoVersion({ before, base, anyDeleted }: { before: number | undefined; base: string; anyDeleted: boolean }) {
  if (before !== undefined) return <EmptyState icon="layers" title="No older version" action={<LinkButton href={base}>Show the newest</LinkButton>}>There is no version before v{before}.</EmptyState>;
  if (anyDeleted) return <EmptyState icon="layers" title="No version left">All versions of this model were deleted. What can still be restored stands below.</EmptyState>;
  return <EmptyState icon="layers" title="No version yet">Add one with the button above, if you may register versions here: it becomes v1.</EmptyState>;
}

const mostMetrics = 3;

function columnsFor(versions: readonly VersionSummary[], newest: number | null): Column<VersionSummary>[] {
  const metrics = metricsInOrder(versions).slice(0, mostMetrics).map((name): Column<VersionSummary> => ({
    key: `metric ${name}`, header: name, align: "end", cell: (version) => <Metric value={version.metrics[name]} />,
  }));
  return [
    {
      key: "version", header: "Version", mono: true,
      cell: ({ number, digest }) => <span className="inline-flex gap-2">v{number} <span className="font-normal"><Digest value={digest} length={8} bare /></span></span>,
    },
    {
      key: "pointers", header: "Known as",
      cell: (version) => <Names version={version} newest={newest} />,
    },
    ...metrics,
    { key: "framework", header: "Framework", cell: ({ framework }) => <span className="text-ink-soft">{framework}</span> },
    { key: "files", header: "Files", align: "end", cell: ({ files, bytes }) => <span className="whitespace-nowrap"><Count value={files} />, <Bytes value={bytes} /></span> },
    {
      key: "registered", header: "Registered",
      cell: ({ author, createdAt }) => <span className="inline-flex flex-wrap gap-x-1.5"><RelativeTime at={createdAt} /><span className="text-ink-soft">by {author.name}</span></span>,
    },
  ];
}

function Names({ version: { number, stages, aliases, archived }, newest }: { version: VersionSummary; newest: number | null }) {
  if (stages.length === 0 && aliases.length === 0 && number !== newest && !archived) return <span className="text-ink-faint">—</span>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
      {aliases.map((alias) => <AliasBadge key={alias} alias={alias} />)}
      {number === newest && <Badge>newest</Badge>}
      {archived && <Badge icon="lock" title="It can be read and pulled, and goes to no stage any more.">archived</Badge>}
    </span>
  );
}
