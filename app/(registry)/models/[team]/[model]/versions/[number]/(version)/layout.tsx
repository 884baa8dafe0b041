import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { catalogueHref } from "#app/(registry)/models/(catalogue)/address.ts";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Columns, PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SealStamp } from "#app/_ui/seal.tsx";
import { Tabs } from "#app/_ui/tabs.tsx";
import { RecallBanner } from "../../../../../../lineage/recall-banner.tsx";
import { AliasBadge, StageBadge } from "../../../../../stage-badge.tsx";
import { loadModel, loadStages, loadVersion } from "../../../loaded-model.ts";
import { RequestPromotion } from "../request-promotion.tsx";
import { VersionFacts } from "../version-facts.tsx";
import { VersionMenu } from "../version-menu.tsx";

type Params = Promise<{ team: string; model: string; number: string }>;

export default async function VersionLayout({ params, children }: { params: Params; children: ReactNode }) {
  const { team, model: name, number } = await params;
  const model = await loadModel(team, name);
  if (!/^[1-9]\d*$/.test(number)) await goToExact(model.reference, number);
  const [version, stages] = await Promise.all([loadVersion(team, name, number), loadStages()]);
  const base = `/models/${model.reference}/versions/${version.number}`;
  const isNewest = version.number === model.newestVersion;
  return (
    <>
      <PageHeader
        seal={version.stages.length > 0 && <SealStamp digest={version.digest} size={72} centre={`v${version.number}`} />}
        crumbs={[
          { label: model.team, href: catalogueHref({ query: `team:${model.team}` }) },
          { label: model.name, href: `/models/${model.reference}` },
          { label: "versions", href: `/models/${model.reference}/versions` },
          { label: `v${version.number}` },
        ]}
        title={<>{model.name} <span className="font-mono font-medium">v{version.number}</span></>}
        badges={(
          <>
            {version.stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
            {version.aliases.map((alias) => <AliasBadge key={alias} alias={alias} />)}
            {isNewest && <Badge>newest</Badge>}
            {version.recalled && <Badge tone="refuse">recalled</Badge>}
            {version.archived && <Badge icon="lock" title="It can be read and pulled, and goes to no stage any more.">archived</Badge>}
          </>
        )}
        lead={(
          <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
            <Digest value={version.digest} />
            <span>registered <RelativeTime at={version.createdAt} /> by {version.author.name}</span>
            {!isNewest && model.newestVersion !== null && <Link href={`/models/${model.reference}/versions/${model.newestVersion}`} className="link">v{model.newestVersion} is newer</Link>}
          </span>
        )}
        act={(
          <>
            <RequestPromotion
              model={model.reference}
              number={version.number}
              choices={stages.map((stage) => ({
                name: stage.name,
                description: stage.description,
                present: model.stages.find((holder) => holder.stage === stage.name)?.version ?? null,
                open: version.openPromotions.find((promotion) => promotion.stage === stage.name)?.id ?? null,
              }))}
              refusal={version.archived ? `v${version.number} is archived, and goes to no stage.` : model.can.includes("promotion:request") ? null : `Requesting a promotion takes the role contributor or maintainer in ${model.team}, or on this model.`}
              lacks={!version.archived && !model.can.includes("promotion:request")}
            />
            <span className="self-start"><LinkButton icon="compare" href={`/compare?versions=${version.reference}`}>Compare with…</LinkButton></span>
            {model.can.includes("version:delete") && <span className="self-start"><VersionMenu model={model.reference} number={version.number} archived={version.archived} /></span>}
          </>
        )}
      />
      {version.recalled && <RecallBanner recalls={(await load((await api()).lineage.of({ reference: version.reference }))).recalls} of={`v${version.number}`} />}
      {version.archival && (
        <div className="mb-5 max-w-3xl">
          <Notice title={`Archived by ${version.archival.by.name}`}>
            {version.archival.reason} <RelativeTime at={version.archival.at} />
          </Notice>
        </div>
      )}
      <Tabs
        label={`Pages of ${version.reference}`}
        tabs={[
          { label: "Facts", href: base },
          { label: "Card", href: `${base}/card` },
          { label: "Files", href: `${base}/files`, count: version.files },
          { label: "Lineage", href: `${base}/lineage` },
          { label: "Use it", href: `${base}/use` },
          { label: "Reproduce", href: `${base}/reproduce` },
        ]}
      />
      <div className="pt-6">
        <Columns aside={<VersionFacts model={model} version={version} />}>{children}</Columns>
      </div>
    </>
  );
}

/** `versions/production` leads to the version that production names now. */
async function goToExact(model: string, selector: string): Promise<never> {
  const exact = await load((await api()).pointers.resolve({ reference: `${model}@${selector}` }));
  if (String(exact.version) === selector) notFound();
  redirect(`/models/${model}/versions/${exact.version}`);
}
