import type { Metadata } from "next";
import { cache } from "react";
import { catalogueHref } from "#app/(registry)/models/(catalogue)/address.ts";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Columns, PageHeader } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Timeline, type TimelineEntry } from "#app/_ui/timeline.tsx";
import type { Deployment, DeploymentReported } from "#server/deployments/schema.ts";
import { WatchModel } from "../../models/[team]/[model]/(model)/watch-model.tsx";
import { isOfDeployment, tellOfDeployment } from "../deployment-sentences.tsx";
import { DeploymentBadge } from "../deployments-table.tsx";
import { stateWords, titleOf } from "../words.ts";

type Address = { params: Promise<{ id: string }> };

const read = cache(async (id: string) => load((await api()).deployments.get({ id })));

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const deployment = await read((await params).id);
  return { title: `${titleOf(deployment)} · ${deployment.model}` };
}

export default async function DeploymentPage({ params }: Address) {
  const deployment = await read((await params).id);
  const { model, version, drift, next, last } = deployment;
  const [team = "", name = ""] = model.split("/");
  return (
    <>
      <WatchModel model={model} />
      <PageHeader
        crumbs={[{ label: team, href: catalogueHref({ query: `team:${team}` }) }, { label: name, href: `/models/${model}` }, { label: "Deployments", href: `/models/${model}/deployments` }]}
        title={version === null ? titleOf(deployment) : `Deployment of ${titleOf(deployment)}`}
        badges={<><DeploymentBadge state={deployment.state} />{next !== null && <Badge title="Another deployment to the same stage came after it">not the latest</Badge>}</>}
        lead={<Lead deployment={deployment} />}
      />
      <Columns aside={<Panel title="Facts" kind="boxed"><KeyValues facts={factsOf(deployment)} /></Panel>}>
        {last?.digest === "wrong" && <Notice tone="refuse" title="Another version is served than the one that should be">The digest that the pipeline reported is not that of v{version}. Such a success does not count.</Notice>}
        {drift !== null && <Notice tone="wait" title={drift}>So the instances say that check in. They had better load what the stage names.</Notice>}
        <Panel title="Reports" count={deployment.reports.length}>
          {deployment.reports.length > 0 ? <Timeline entries={deployment.reports.map(reportEntry)} /> : (
            <EmptyState icon="deployments" title="Nobody has reported anything yet" command={`countersign deployment report ${deployment.id} --state in_progress`}>
              The pipeline that deploys it reports with a token that has the scope deployment:report.
            </EmptyState>
          )}
        </Panel>
        <Panel title="What came of it">
          <Timeline entries={deployment.timeline.filter(({ action }) => action !== "deployment.reported").flatMap((entry) => (isOfDeployment(entry) ? [{ key: String(entry.seq), at: entry.at, ...tellOfDeployment(entry) }] : []))} />
        </Panel>
      </Columns>
    </>
  );
}

function Lead({ deployment: { stage, version, gates, state, rollsBack, deadlineAt, endedAt, promotionState } }: { deployment: Deployment }) {
  if (endedAt !== null) return <>{stateWords[state].label} <RelativeTime at={endedAt} />.</>;
  return (
    <>
      {gates && promotionState === "applying" ? `${stage} moves to v${version} when this has succeeded.` : version === null ? `${stage} names nothing any more.` : `${stage} names v${version} already.`}
      {deadlineAt !== null && <> Silence counts as a failure <RelativeTime at={deadlineAt} />.</>}
      {rollsBack && !gates && " Then the stage goes back by itself."}
    </>
  );
}

function factsOf({ model, stage, version, digest, replaces, promotionId, openedAt, deadlineAt, gates, rollsBack, last, next }: Deployment): Fact[] {
  const versionLink = (number: number) => <Link className="link font-mono" href={`/models/${model}/versions/${number}`}>v{number}</Link>;
  return [
    { label: "Model", value: <Link className="link" href={`/models/${model}`}>{model}</Link> },
    { label: "Stage", value: stage },
    { label: "Serves", value: version === null ? "nothing" : versionLink(version) },
    ...(digest === null ? [] : [{ label: "Digest", value: <Digest value={digest} /> }]),
    { label: "Checked", value: last === null || last.digest === "not_told" ? "no digest was reported" : last.digest === "right" ? <span className="text-allow">the right digest is served</span> : <span className="text-refuse">another digest is served</span> },
    { label: "Replaces", value: replaces === null ? "nothing" : versionLink(replaces) },
    { label: "Promotion", value: <Link className="link" href={`/promotions/${promotionId}`}>the promotion that it carries out</Link> },
    { label: "Opened", value: <RelativeTime at={openedAt} /> },
    ...(deadlineAt === null ? [] : [{ label: "Time limit", value: <RelativeTime at={deadlineAt} /> }]),
    { label: "When it fails", value: gates ? "the stage stays as it is" : rollsBack ? "the stage goes back by itself" : "the stage stays" },
    ...(next === null ? [] : [{ label: "Next", value: <Link className="link" href={`/deployments/${next}`}>the deployment after it</Link> }]),
  ];
}

function reportEntry({ state, environment, summary, url, logUrl, verdict, digest, at, by }: DeploymentReported, index: number): TimelineEntry {
  const { label, tone } = stateWords[state];
  return {
    key: String(index),
    icon: { queued: "hourglass", in_progress: "pending", succeeded: "check", failed: "stop", rolled_back: "undo" }[state] as TimelineEntry["icon"],
    tone: verdict === "wrong" ? "refuse" : tone,
    at,
    title: <><span className="font-medium">{label}</span> in {environment}<span className="text-ink-soft">, as {by.name} reported</span></>,
    children: (
      <div className="grid gap-1">
        {summary !== "" && <p className="break-words whitespace-pre-wrap text-ink-soft">{summary}</p>}
        {digest !== null && <p className={verdict === "wrong" ? "text-refuse" : "text-ink-soft"}>It serves <Digest value={digest} />{verdict === "wrong" && ", which is another version"}</p>}
        {(url !== null || logUrl !== null) && (
          <p className="flex flex-wrap gap-x-4">
            {url !== null && <a className="link" href={url} rel="noreferrer noopener" target="_blank">The pipeline’s run</a>}
            {logUrl !== null && <a className="link" href={logUrl} rel="noreferrer noopener" target="_blank">Its log</a>}
          </p>
        )}
      </div>
    ),
  };
}
