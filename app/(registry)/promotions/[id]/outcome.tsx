import Link from "next/link";
import { registryOrigin } from "#app/(registry)/models/registry-origin.ts";
import { pullUsage } from "#app/(registry)/models/usage.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { CopyButton } from "#app/_ui/copy.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Seal } from "#app/_ui/seal.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import { inWords } from "../words.ts";

/** What became of a promotion that is closed, and where to go from here. */
export function Outcome({ promotion, earlier }: { promotion: Promotion; earlier: Promotion | null }) {
  const { state, stage, version, model, closedAt, supersededBy } = promotion;
  const at = closedAt && <RelativeTime at={closedAt} />;
  if (state === "applied") return <Applied promotion={promotion} earlier={earlier} />;
  return (
    <Panel title={state === "withdrawn" ? "Withdrawn" : "Superseded"} kind="boxed">
      <div className="grid justify-items-start gap-3">
        <p className="text-ink-soft">
          {state === "withdrawn"
            ? <>This request was taken back {at}. It moved nothing, and can't be reviewed any more.</>
            : <>Another promotion of {stage} was applied {at}, so this one has no purpose left. It moved nothing.</>}
        </p>
        {supersededBy && <LinkButton href={`/promotions/${supersededBy}`} icon="arrow-right">The promotion that took its place</LinkButton>}
        <Link href={`/models/${model}/versions/${version}`} className="link">v{version} of {model}</Link>
      </div>
    </Panel>
  );
}

/** The seal, stamped: who signed what, and how to fetch it. */
async function Applied({ promotion, earlier }: { promotion: Promotion; earlier: Promotion | null }) {
  const { stage, version, model, closedAt, candidate, kind } = promotion;
  const signature = earlier ?? promotion;
  const signers = signature.reviews.filter((review) => review.verdict === "approve" && review.current).map((review) => review.reviewer.name);
  const present = candidate.stages.includes(stage);
  const [usage] = pullUsage(await registryOrigin(), `${model}@${present ? stage : version}`, "");
  const command = usage?.code.replace(" --", " \\\n  --");
  return (
    <Panel title={present ? `${stage} names v${version} now` : `${stage} named v${version}, and names another now`} kind="boxed">
      <div className="grid gap-3.5">
        {signers.length > 0 && (
          <Seal digest={signature.evidenceDigest} centre={`v${version}`} detail={closedAt && <RelativeTime at={signature.closedAt ?? closedAt} />}>
            Signed by {inWords(signers)}
          </Seal>
        )}
        {kind === "rollback" && (
          <p className="text-ink-soft">
            A rollback needs no new signature: {earlier ? <><Link className="link" href={`/promotions/${earlier.id}`}>the one given before</Link> stands.</> : "the one given before stands."}
          </p>
        )}
        {command && (
          <div className="flex items-start gap-2 rounded-sm border border-line bg-sunken py-1 ps-3 pe-1">
            <code className="min-w-0 flex-1 py-0.5 break-words whitespace-pre-wrap">{command}</code>
            <CopyButton text={command} label={present ? "Copy the command that fetches it" : `Copy the command that fetches v${version}`} />
          </div>
        )}
        <LinkButton href={`/models/${model}`} icon="layers">{model}</LinkButton>
      </div>
    </Panel>
  );
}
