import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { formatBytes, formatCount } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { VersionFile } from "#server/versions/schema.ts";
import { queryParam, type SearchParams } from "../../../../../../query-param.ts";
import { fileHref } from "../../../../../../usage.ts";
import { loadVersion } from "../../../../loaded-model.ts";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Files of ${team}/${model} v${number}` };
}

export default async function FilesPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model, number } = await params;
  const after = await queryParam(searchParams, "after");
  const version = await loadVersion(team, model, number);
  const base = `/models/${version.model}/versions/${version.number}/files`;
  const { items, next } = await load((await api()).versions.files({ reference: version.reference, after, limit: 500 }));
  if (items.length === 0) return <EmptyState icon="file" title="No files">This version holds facts and no files.</EmptyState>;
  return (
    <Panel
      title="Files" count={version.files} flush
      actions={<span className="text-small text-ink-soft">{formatBytes(version.bytes)} together</span>}
    >
      <Table caption={`Files of ${version.reference}`} columns={columnsFor(version.model, version.number)} rows={items} rowKey={(file) => file.path} />
      {(next !== null || after !== undefined) && (
        <nav aria-label="Pages of files" className="mt-4 flex gap-2">
          {after !== undefined && <LinkButton href={base} icon="arrow-up">The first</LinkButton>}
          {next !== null && <LinkButton href={`${base}?after=${encodeURIComponent(next)}`} icon="arrow-down">The next {formatCount(Math.min(500, version.files))}</LinkButton>}
        </nav>
      )}
    </Panel>
  );
}

function columnsFor(model: string, number: number): Column<VersionFile>[] {
  return [
    { key: "path", header: "Path", mono: true, cell: ({ path }) => <Download href={fileHref(model, number, path)} path={path} /> },
    { key: "size", header: "Size", align: "end", cell: ({ size }) => <Bytes value={size} /> },
    { key: "sha256", header: "SHA-256", cell: ({ sha256 }) => <Digest value={sha256} /> },
    { key: "download", header: "Download", quiet: true, align: "end", cell: () => <Icon name="download" size={14} className="me-1 inline text-ink-soft max-sm:hidden" /> },
  ];
}

/** The whole row downloads the file. Not a link of the router: the bytes are no page. */
function Download({ href, path }: { href: string; path: string }) {
  const cut = path.lastIndexOf("/") + 1;
  return (
    <a href={href} download className="row-link font-medium break-all hover:underline hover:underline-offset-3">
      <span className="sr-only">Download </span>
      {cut > 0 && <span className="font-normal text-ink-soft">{path.slice(0, cut)}</span>}
      {path.slice(cut)}
    </a>
  );
}
