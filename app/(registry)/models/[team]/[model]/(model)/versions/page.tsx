import type { Metadata } from "next";
import { cookies } from "next/headers";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { catalogueHref } from "../../../../(catalogue)/address.ts";
import { columnCookies, readColumns } from "../../../../chosen-columns.ts";
import { queryParam, type SearchParams } from "../../../../query-param.ts";
import { loadModel } from "../../loaded-model.ts";
import { DeletedVersions } from "./deleted-versions.tsx";
import { chosenParameters } from "./version-columns.tsx";
import { VersionsTable } from "./versions-table.tsx";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Versions of ${team}/${model}` };
}

const pageSize = 50;

export default async function VersionsPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model: name } = await params;
  const before = Number(await queryParam(searchParams, "before"));
  const from = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const [model, kept, registry] = await Promise.all([loadModel(team, name), cookies(), api()]);
  const base = `/models/${model.reference}/versions`;
  const remembered = readColumns(kept.get(columnCookies.versions)?.value);
  const [{ items, next }, deleted, parameters] = await load(
    Promise.all([
      registry.versions.list({ model: model.reference, before: from, limit: pageSize, parameters: chosenParameters(remembered ?? []) }),
      registry.deletions.list({ model: model.reference }),
      parametersOf(model.reference, model.newestVersion),
    ]),
  );
  const deletedVersions = <DeletedVersions model={model.reference} deleted={deleted} mayRestore={model.can.includes("version:delete")} />;
  if (items.length === 0) return <><NoVersion before={from} base={base} anyDeleted={deleted.length > 0} />{deletedVersions}</>;
  return (
    <>
      <VersionsTable
          key={from} model={model.reference} versions={items} newest={model.newestVersion} parameters={parameters} remembered={remembered}
          mayTag={model.can.includes("model:tag")} mayArchive={model.can.includes("version:delete")}
          search={<LinkButton size="small" icon="search" href={catalogueHref({ query: `in:versions model:${model.reference}` })}>Search them</LinkButton>}
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

/** The names of the parameters that can be columns: those of the newest version. */
async function parametersOf(model: string, newest: number | null): Promise<string[]> {
  if (newest === null) return [];
  const { metadata } = await (await api()).versions.get({ reference: `${model}@${newest}` });
  return Object.keys(metadata.parameters);
}

function NoVersion({ before, base, anyDeleted }: { before: number | undefined; base: string; anyDeleted: boolean }) {
  if (before !== undefined) return <EmptyState icon="layers" title="No older version" action={<LinkButton href={base}>Show the newest</LinkButton>}>There is no version before v{before}.</EmptyState>;
  if (anyDeleted) return <EmptyState icon="layers" title="No version left">All versions of this model were deleted. What can still be restored stands below.</EmptyState>;
  return <EmptyState icon="layers" title="No version yet">Add one with the button above, if you may register versions here: it becomes v1.</EmptyState>;
}
