import { DeploymentBadge } from "#app/(registry)/deployments/deployments-table.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Promotion } from "#server/promotions/schema.ts";

/** What the pipeline does with it: who is waited for, and how long. */
export function DeploymentPanel({ promotion: { deployment, stage, state } }: { promotion: Promotion }) {
  if (!deployment) return null;
  const { id, last, endedAt, deadlineAt, rollsBack } = deployment;
  return (
    <Panel title="Deployment" kind="boxed" anchor="deployment">
      <div className="grid justify-items-start gap-2">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <DeploymentBadge state={deployment.state} />
          {last && <span className="text-ink-soft">in {last.environment}, <RelativeTime at={last.at} /></span>}
        </p>
        {state === "applying" && <p>{stage} moves when the pipeline has reported that it succeeded.</p>}
        {endedAt === null && deadlineAt !== null && <p className="text-ink-soft">Silence counts as a failure <RelativeTime at={deadlineAt} />{rollsBack && state === "applied" ? `, and ${stage} goes back by itself` : ""}.</p>}
        {last && last.summary !== "" && <p className="break-words text-ink-soft">{last.summary}</p>}
        <LinkButton size="small" href={`/deployments/${id}`} icon="deployments">The deployment</LinkButton>
      </div>
    </Panel>
  );
}
