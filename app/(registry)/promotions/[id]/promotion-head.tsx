import { catalogueHref } from "#app/(registry)/models/(catalogue)/address.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { Link } from "#app/_ui/link.tsx";
import { Markdown } from "#app/_ui/markdown.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SealStamp } from "#app/_ui/seal.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import { MuteButton } from "../../notifications/mute-button.tsx";
import { StateBadge } from "../state-badge.tsx";
import { inWords, lengthOf, stateOf, titleOf } from "../words.ts";

/** What is asked, how it stands, what it would replace, who asks and why. */
export function PromotionHead({ promotion }: { promotion: Promotion }) {
  const { model, version, round, requester, reason, createdAt, candidate, kind, restsOn, author } = promotion;
  const [team = "", name = ""] = model.split("/");
  const { seal } = stateOf(promotion);
  const deeds = { promote: "asked", rollback: "asked to roll it back", remove: "asked to take it out" };
  return (
    <>
      <PageHeader
        crumbs={[{ label: team, href: catalogueHref({ query: `team:${team}` }) }, { label: name, href: `/models/${model}` }, { label: `v${version}`, href: `/models/${model}/versions/${version}` }]}
        seal={<SealStamp digest={(restsOn ?? promotion).evidenceDigest} state={seal} centre={`v${version}`} legend={seal === "signed" ? "countersigned" : seal} />}
        title={titleOf(promotion)}
        badges={<><StateBadge promotion={promotion} />{round > 1 && <Badge title="The evidence has changed since it was requested">round {round}</Badge>}{candidate.archived && <Badge>archived</Badge>}</>}
        act={<MuteButton of={{ promotion: promotion.id }} />}
        lead={
          <>
            <p><Replaced promotion={promotion} /></p>
            <p className="flex flex-wrap items-center gap-x-4">
              <span><span className="text-ink">{requester.name}</span> {deeds[kind]} <RelativeTime at={createdAt} />{author.id !== requester.id && <>; v{version} is by <span className="text-ink">{author.name}</span></>}</span>
              <span className="inline-flex items-center gap-1">v{version} is <Digest value={candidate.digest} /></span>
              <When promotion={promotion} />
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

/** When it goes into effect, no earlier than when it may, and when it lapses. */
function When({ promotion: { appliesAt, notBefore, expiresAt, closedAt } }: { promotion: Promotion }) {
  if (closedAt !== null) return null;
  if (appliesAt !== null) return <span className="text-ink">goes into effect <RelativeTime at={appliesAt} /></span>;
  return (
    <>
      {notBefore !== null && <span>not before <RelativeTime at={notBefore} /></span>}
      {expiresAt !== null && <span>expires <RelativeTime at={expiresAt} /></span>}
    </>
  );
}

/** “replaces v2, live for 12 days, approved by Rita Reviewer”, in the tense of the state. */
function Replaced({ promotion }: { promotion: Promotion }) {
  const { kind, state, stage, model, live, liveSince, closedAt } = promotion;
  if (!live) return closedAt === null ? `Nothing is live in ${stage} yet: this would be its first version` : `Nothing was live in ${stage} when this was requested`;
  const verbs = kind === "remove" ? { now: "Takes out", past: "Took out", unreal: "Would have taken out" } : { now: "Replaces", past: kind === "rollback" ? "Took over from" : "Replaced", unreal: "Would have replaced" };
  const verb = state === "applied" ? verbs.past : closedAt === null ? verbs.now : verbs.unreal;
  const approvers = liveSince?.approvedBy.map((person) => person.name) ?? [];
  return (
    <>
      {verb} <Link href={`/models/${model}/versions/${live.number}`} className="link font-medium text-ink">v{live.number}</Link>
      {liveSince && <>, live for <span title={`since ${formatInstant(Date.parse(liveSince.at))}`}>{lifeOf(liveSince.at, closedAt)}</span></>}
      {approvers.length > 0 && <>, approved by <span className="text-ink">{inWords(approvers)}</span></>}
    </>
  );
}

/** How long the baseline has been live, until now or until this promotion was decided. */
function lifeOf(since: string, closedAt: string | null): string {
  return lengthOf(Date.parse(since), closedAt ? Date.parse(closedAt) : Date.now());
}
