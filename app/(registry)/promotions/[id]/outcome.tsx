import { registryOrigin } from "#app/(registry)/models/registry-origin.ts";
import { pullUsage } from "#app/(registry)/models/usage.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { CopyButton } from "#app/_ui/copy.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Seal } from "#app/_ui/seal.tsx";
import type { Promotion, PromotionState } from "#server/promotions/schema.ts";
import { inWords, stateOf } from "../words.ts";

/** What became of a promotion that is decided, and where to go from here. */
export function Outcome({ promotion }: { promotion: Promotion }) {
  const { state, stage, version, model, closedAt, supersededBy, closing, failure } = promotion;
  if (state === "applied") return <Applied promotion={promotion} />;
  const reason = closing?.reason ?? failure ?? "";
  return (
    <Panel title={stateOf(promotion).label} kind="boxed" anchor="outcome">
      <div className="grid justify-items-start gap-3">
        <p className="text-ink-soft">{endings[state]?.(stage)} {closedAt && <RelativeTime at={closedAt} />}{closing && `, by ${closing.by.name}`}. {stage} did not move for it.</p>
        {reason !== "" && <blockquote className="border-s-2 border-line-strong ps-3 break-words">{reason}</blockquote>}
        {supersededBy && <LinkButton href={`/promotions/${supersededBy}`} icon="arrow-right">The promotion that took its place</LinkButton>}
        <Link href={`/models/${model}/versions/${version}`} className="link">{state === "expired" ? `Request it anew from v${version}` : `v${version} of ${model}`}</Link>
      </div>
    </Panel>
  );
}

/** How it came to nothing, to be followed by when. */
const endings: Partial<Record<PromotionState, (stage: string) => string>> = {
  rejected: () => "It was rejected for good",
  withdrawn: () => "This request was taken back",
  superseded: (stage) => `Another promotion of ${stage} was applied, and left this one without a purpose`,
  expired: () => "Nobody decided in time, so it expired",
  failed: () => "It could not come about any more",
};

/** The seal, stamped: who signed what, and how to fetch it. Of a bypass, who passed over what, and why. */
async function Applied({ promotion }: { promotion: Promotion }) {
  const { stage, version, model, closedAt, candidate, kind, restsOn, bypassed, closing, blockers } = promotion;
  const signers = promotion.reviews.filter(({ verdict, current }) => verdict === "approve" && current).map(({ reviewer }) => reviewer.name);
  const earlier = signers.length === 0 ? restsOn : null;
  const signed = earlier ? inWords(earlier.approvedBy.map(({ name }) => name)) : inWords(signers);
  const present = kind !== "remove" && candidate.stages.includes(stage);
  const title = kind === "remove" ? `v${version} left ${stage}` : present ? `${stage} names v${version} now` : `${stage} named v${version}, and names another now`;
  const [usage] = kind === "remove" ? [] : pullUsage(await registryOrigin(), `${model}@${present ? stage : version}`, "");
  const command = usage?.code.replace(" --", " \\\n  --");
  return (
    <Panel title={title} kind="boxed" anchor="outcome">
      <div className="grid gap-3.5">
        {bypassed && closing && (
          <Notice tone="refuse" title={`Bypassed by ${closing.by.name}`}>
            <blockquote className="my-1 break-words text-ink">{closing.reason}</blockquote>
            <p>In the way stood: {blockers.map(({ what }) => what).join("; ")}.</p>
          </Notice>
        )}
        {signed !== "" && (
          <Seal digest={(earlier ?? promotion).evidenceDigest} centre={`v${version}`} detail={closedAt && <RelativeTime at={earlier?.closedAt ?? closedAt} />}>
            Signed by {signed}
          </Seal>
        )}
        {earlier && (
          <p className="text-ink-soft">
            It rests on <Link className="link" href={`/promotions/${earlier.id}`}>the signatures given before</Link>: the policy lets a rollback go at once.
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
