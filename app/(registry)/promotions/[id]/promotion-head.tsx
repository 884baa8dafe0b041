import Link from "next/link";
import { Digest } from "#app/_ui/digest.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { Markdown } from "#app/_ui/markdown.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SealStamp } from "#app/_ui/seal.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import { StateBadge } from "../state-badge.tsx";
import { inWords, lengthOf, stateOf, titleOf } from "../words.ts";

/** What is asked, how it stands, what it would replace, who asks and why. */
export function PromotionHead({ promotion, earlier }: { promotion: Promotion; earlier: Promotion | null }) {
  const { model, version, round, requester, reason, createdAt, candidate } = promotion;
  const [team = "", name = ""] = model.split("/");
  const { seal } = stateOf(promotion);
  return (
    <>
      <PageHeader
        crumbs={[{ label: team, href: `/models?team=${team}` }, { label: name, href: `/models/${model}` }, { label: `v${version}`, href: `/models/${model}/versions/${version}` }]}
        seal={<SealStamp digest={(earlier ?? promotion).evidenceDigest} state={seal} centre={`v${version}`} legend={seal === "signed" ? "countersigned" : seal} />}
        title={titleOf(promotion)}
        badges={<StateBadge promotion={promotion} />}
        lead={
          <>
            <p><Replaced promotion={promotion} /></p>
            <p className="flex flex-wrap items-center gap-x-4">
              <span><span className="text-ink">{requester.name}</span> {promotion.kind === "rollback" ? "rolled it back" : "asked"} <RelativeTime at={createdAt} /></span>
              {round > 1 && <span>round {round}</span>}
              <span className="inline-flex items-center gap-1">v{version} is <Digest value={candidate.digest} /></span>
            </p>
          </>
        }
      />
      <blockquote className="mb-7 max-w-3xl border-s-2 border-line-strong ps-3.5" aria-label={`The reason that ${requester.name} gives`}>
        <Markdown text={reason} />
      </blockquote>
    </>
  );
}

/** “replaces v2, live for 12 days, approved by Rita Reviewer”, in the tense of the state. */
function Replaced({ promotion }: { promotion: Promotion }) {
  const { kind, state, stage, model, live, closedAt } = promotion;
  if (!live) {
    return state === "open" ? `Nothing is live in ${stage} yet: this would be its first version` : `Nothing was live in ${stage} when this was requested`;
  }
  const lived = lifeOf(promotion);
  const verb = state === "applied" ? (kind === "rollback" ? "Took over from" : "Replaced") : closedAt === null ? "Replaces" : "Would have replaced";
  const approvers = lived?.approvedBy.map((person) => person.name) ?? [];
  return (
    <>
      {verb} <Link href={`/models/${model}/versions/${live.number}`} className="link font-medium text-ink">v{live.number}</Link>
      {lived && <>, live for <span title={`since ${formatInstant(lived.from)}`}>{lengthOf(lived.from, lived.until)}</span></>}
      {approvers.length > 0 && <>, approved by <span className="text-ink">{inWords(approvers)}</span></>}
    </>
  );
}

/**
 * How long the baseline was live, until now or until this promotion was closed. Of a version that went live again
 * later, the registry tells that later time: better no time than a wrong one.
 */
function lifeOf({ liveSince, closedAt }: Promotion) {
  if (!liveSince) return null;
  const [from, until] = [Date.parse(liveSince.at), closedAt ? Date.parse(closedAt) : Date.now()];
  return from <= until ? { from, until, approvedBy: liveSince.approvedBy } : null;
}
