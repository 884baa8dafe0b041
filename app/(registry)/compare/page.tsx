import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { CopyButton } from "#app/_ui/copy.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { registryOrigin } from "../models/registry-origin.ts";
import { hrefOf, readAddress, type Address, type Part } from "./address.ts";
import { BeginComparison } from "./begin-comparison.tsx";
import { Chosen } from "./chosen.tsx";
import { Differences } from "./differences.tsx";
import { ExportMenu } from "./export-menu.tsx";

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { versions } = readAddress(await searchParams);
  return { title: versions.length === 0 ? "Compare versions" : `Compare ${versions.join(", ")}` };
}

export default async function ComparePage({ searchParams }: { searchParams: SearchParams }) {
  const asked = readAddress(await searchParams);
  const { address, lost } = await seen(asked);
  const missing = lost.length > 0 && <Missing lost={lost} address={address} />;
  if (address.versions.length < 2) {
    return (
      <>
        <PageHeader title="Compare versions" lead="Two to six versions side by side, also of different models: what they score, and what they were made from." />
        {missing}
        <BeginComparison address={address} />
      </>
    );
  }
  const baseline = address.baseline === undefined ? 0 : address.versions.indexOf(address.baseline);
  const { comparisons } = await api();
  const comparison = await load(comparisons.compare({ references: address.versions, baseline, all: address.all }));
  const drawn = comparison.series.find((head) => isSame(head, address.series)) ?? comparison.series[0];
  const series = drawn ? await load(comparisons.series({ references: address.versions, metric: drawn.metric, dataset: drawn.dataset, slice: drawn.slice })) : null;
  const link = `${await registryOrigin()}${hrefOf({ ...address, versions: address.versions })}`;
  return (
    <>
      <PageHeader
        title={`Compare ${comparison.versions.length} versions`}
        lead={<>Beside <span className="font-mono">{comparison.versions[baseline]!.reference}</span>, which the others are compared with.</>}
        act={(
          <>
            <Segments
              label="Show"
              segments={[{ label: "What differs", href: hrefOf({ ...address, all: false }), current: !address.all }, { label: "Everything", href: hrefOf({ ...address, all: true }), current: address.all }]}
            />
            <CopyButton text={link} label="Copy the link" worded />
            <ExportMenu address={address} />
          </>
        )}
      />
      {missing}
      <Chosen address={address} comparison={comparison} />
      <Differences address={address} comparison={comparison} series={series} />
    </>
  );
}

function isSame(one: Part, other: Part | undefined): boolean {
  return other !== undefined && one.metric === other.metric && one.dataset === other.dataset && one.slice === other.slice;
}

/** What of an address can be shown: references that name nothing, or the same as one before them, are left out. */
async function seen(address: Address): Promise<{ address: Address; lost: string[] }> {
  const registry = await api();
  const resolved = await Promise.allSettled(address.versions.map((reference) => registry.pointers.resolve({ reference })));
  const ids = resolved.map((each) => (each.status === "fulfilled" ? each.value.versionId : null));
  const versions = address.versions.filter((_, at) => ids[at] !== null && ids.indexOf(ids[at]!) === at);
  const among = (reference: string | undefined) => (reference !== undefined && versions.includes(reference) ? reference : undefined);
  return { address: { ...address, versions, baseline: among(address.baseline), card: among(address.card) }, lost: address.versions.filter((_, at) => ids[at] === null) };
}

function Missing({ lost, address }: { lost: readonly string[]; address: Address }) {
  return (
    <div className="mb-5">
      <Notice tone="wait" title={`${lost.join(", ")} ${lost.length === 1 ? "is" : "are"} not among the versions that you can see`} action={<LinkButton size="small" href={hrefOf(address)}>Leave {lost.length === 1 ? "it" : "them"} out</LinkButton>}>
        It may have been mistyped or deleted, or you have no role on its model.
      </Notice>
    </div>
  );
}
