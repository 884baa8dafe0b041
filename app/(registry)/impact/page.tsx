import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import { touchedFilters, type Impact } from "#server/lineage/schema.ts";
import { AskImpact } from "../lineage/ask-impact.tsx";
import { LineagePanel } from "../lineage/lineage-panel.tsx";
import { impactHref, versionHref } from "../lineage/node-words.ts";
import { RaiseRecall } from "../lineage/raise-recall.tsx";
import { RecallBanner } from "../lineage/recall-banner.tsx";
import { Touched } from "../lineage/touched.tsx";
import { queryParam, type SearchParams } from "../models/query-param.ts";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  return { title: `What ${(await queryParam(searchParams, "of"))?.slice(0, 100) ?? "something"} touches` };
}

const kinds: Record<Impact["kind"], string> = { dataset: "data", code: "commit", version: "version", recall: "recall" };

/** What data, a commit, a version or a recall has touched. */
export default async function ImpactPage({ searchParams }: { searchParams: SearchParams }) {
  const of = (await queryParam(searchParams, "of"))?.slice(0, 2000);
  const crumbs = [{ label: "Lineage", href: "/datasets" }];
  if (of === undefined) {
    return (
      <>
        <PageHeader crumbs={[...crumbs, { label: "impact" }]} title="What does it touch?" lead="From data, a commit or a version to every version that came of it, every stage where one is live, and every promotion that is open." />
        <AskImpact />
      </>
    );
  }
  const registry = await api();
  const given = await queryParam(searchParams, "show");
  const show = touchedFilters.find((filter) => filter === given) ?? "all";
  const cursor = await queryParam(searchParams, "cursor");
  const [impact, { siteRole }] = await Promise.all([load(registry.lineage.impact({ of, show, ...(cursor === undefined ? {} : { cursor }) })), load(registry.identity.whoami())]);
  const form = await queryParam(searchParams, "as");
  const graph = form === "graph" && impact.kind !== "recall" ? await load(registry.lineage.graph({ of, limit: 3000 })) : null;
  const hrefOf = (change: Record<string, string | undefined>) => `/impact?${new URLSearchParams(Object.entries({ of: impact.subject, ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString()}`;
  const dataset = impact.kind === "dataset" ? datasetOf(impact) : null;
  return (
    <>
      <PageHeader
        crumbs={[...crumbs, { label: kinds[impact.kind] }]}
        title={<span className="break-all">{impact.name}</span>}
        badges={<Badge>{kinds[impact.kind]}</Badge>}
        act={(
          <>
            {impact.kind === "version" && <LinkButton href={versionHref(impact.name)} icon="lineage">Its lineage</LinkButton>}
            {dataset && graph === null && <LinkButton href={hrefOf({ as: "graph" })} icon="lineage">As a graph</LinkButton>}
            {dataset && siteRole === "admin" && <RaiseRecall what={dataset} of={impact.subject} name={impact.name} />}
          </>
        )}
      />
      <RecallBanner recalls={impact.recalls} of={impact.name} />
      <div className="grid gap-8">
        {graph && <LineagePanel graph={graph} name={impact.name} asTable={false} hrefOf={(as) => hrefOf({ as: as === "graph" ? as : undefined })} />}
        <Touched impact={impact} show={show} cursor={cursor} hrefOf={hrefOf} />
        {impact.datasetVersions.length > 0 && (
          <Panel title="Its versions" count={impact.datasetVersions.length} flush>
            <Table caption={`Versions of ${impact.name}`} columns={versionColumns(impact.name)} rows={impact.datasetVersions} rowKey={({ version, digest }) => JSON.stringify([version, digest])} rowHref={({ version, digest }) => (version === null ? (digest === null ? undefined : impactHref(digest)) : impactHref(`dataset:${nameIn(impact.name)}@${version}`))} />
          </Panel>
        )}
      </div>
    </>
  );
}

/** The name of a dataset without its version. */
function nameIn(name: string): string {
  const at = name.lastIndexOf("@");
  return at < 0 ? name : name.slice(0, at);
}

/** What is recalled by the button: bytes need a name to be called by. */
function datasetOf({ subject, name, datasetVersions }: Impact) {
  if (subject.startsWith("sha256:")) return { dataset: name.slice(0, 200), digest: subject };
  const at = name.lastIndexOf("@");
  return at < 0 || datasetVersions.length === 0 ? { dataset: name } : { dataset: name.slice(0, at), ...(name.slice(at + 1) === "" ? {} : { version: name.slice(at + 1) }) };
}

const versionColumns = (name: string): Column<Impact["datasetVersions"][number]>[] => [
  { key: "version", header: "Version", lead: true, mono: true, cell: ({ version }) => version ?? <span className="font-sans text-ink-soft">none said</span> },
  { key: "digest", header: "Digest", cell: ({ digest }) => (digest === null ? <span className="text-ink-faint">—</span> : <Digest value={digest} />) },
  { key: "uri", header: "Where", cell: ({ uri }) => <span className="break-all text-ink-soft">{uri ?? "—"}</span> },
  { key: "uses", header: "Made from it", align: "end", cell: ({ uses }) => <span title={`Versions that were made from ${name}`}>{uses.count.toLocaleString("en")}{uses.more && "+"}</span> },
];
