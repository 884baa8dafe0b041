import type { ReactNode } from "react";
import { api, Hydrate, trpc } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Tabs } from "#app/_ui/tabs.tsx";
import { MuteButton } from "../../../../notifications/mute-button.tsx";
import { catalogueHref } from "../../../(catalogue)/address.ts";
import { registryOrigin } from "../../../registry-origin.ts";
import { StageBadge } from "../../../stage-badge.tsx";
import { loginUsage, pushUsage } from "../../../usage.ts";
import { VisibilityBadge } from "../../../visibility-badge.tsx";
import { WhyNot } from "../../../why-not.tsx";
import { loadModel, loadOverview } from "../loaded-model.ts";
import { DescribeDialog } from "../describe-dialog.tsx";
import { NewVersion } from "../drafts/new-version.tsx";
import { YourDrafts } from "../drafts/your-drafts.tsx";
import { WatchModel } from "./watch-model.tsx";

type Params = Promise<{ team: string; model: string }>;

export default async function ModelLayout({ params, children }: { params: Params; children: ReactNode }) {
  const { team, model: name } = await params;
  const [model, overview] = await Promise.all([loadModel(team, name), loadOverview(team, name)]);
  const origin = await registryOrigin();
  const base = `/models/${model.reference}`;
  const mayDraft = model.can.includes("version:create");
  const ofModel = { model: model.reference };
  const drafts = { queryKey: trpc.drafts.list.queryKey(ofModel), queryFn: async () => await (await api()).drafts.list(ofModel) };
  const live = model.stages.at(-1)?.version ?? model.newestVersion;
  return (
    <>
      <WatchModel model={model.reference} />
      <PageHeader
        crumbs={[{ label: model.team, href: catalogueHref({ query: `team:${model.team}` }) }, { label: model.name }]}
        title={model.name}
        badges={(
          <>
            <Link href={`${base}/access`} className="inline-flex rounded-sm"><VisibilityBadge visibility={model.visibility} /></Link>
            {model.stages.map(({ stage, version }) => (
              <Link key={stage} href={`${base}/versions/${version}`} className="inline-flex rounded-sm"><StageBadge stage={stage} version={version} /></Link>
            ))}
          </>
        )}
        lead={model.can.includes("model:describe")
          ? <span className="inline-flex items-center gap-1">{model.description || "No description yet."}<DescribeDialog model={model.reference} description={model.description} /></span>
          : model.description || undefined}
        act={(
          <>
            <MuteButton of={{ model: model.reference }} />
            {live !== null && <LinkButton icon="terminal" href={`${base}/versions/${live}/use`}>Use v{live}</LinkButton>}
            {!mayDraft && <WhyNot model={model.reference} permission="version:create" act="register a version" />}
            {mayDraft && <NewVersion model={model.reference} next={(model.newestVersion ?? 0) + 1} login={loginUsage(origin)} push={pushUsage(origin, model.reference)} />}
          </>
        )}
      />
      {model.recalledStages.length > 0 && (
        <div className="mb-5 max-w-3xl">
          <Notice tone="refuse" title={`What is live in ${model.recalledStages.join(" and ")} is recalled`} action={model.stages.filter(({ stage }) => model.recalledStages.includes(stage)).map(({ stage, version }) => <LinkButton key={stage} size="small" href={`${base}/versions/${version}`}>v{version} in {stage}</LinkButton>)}>
            It stays live until somebody moves the stage: roll it back, promote another version or take it out.
          </Notice>
        </div>
      )}
      {mayDraft && <Hydrate queries={[drafts]}><YourDrafts model={model.reference} /></Hydrate>}
      <Tabs
        label={`Pages of ${model.reference}`}
        tabs={[
          { label: "Overview", href: base },
          { label: "Versions", href: `${base}/versions`, count: overview.versions },
          { label: "Stages", href: `${base}/stages` },
          { label: "Deployments", href: `${base}/deployments` },
          { label: "Policies", href: `${base}/policies` },
          { label: "Metadata", href: `${base}/metadata` },
          { label: "Activity", href: `${base}/activity` },
          { label: "Access", href: `${base}/access` },
          ...(model.can.includes("webhook:manage") ? [{ label: "Webhooks", href: `${base}/webhooks` }] : []),
        ]}
      />
      <div className="pt-6">{children}</div>
    </>
  );
}
