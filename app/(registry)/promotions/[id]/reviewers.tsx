import { Avatar } from "#app/_ui/avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import type { Review } from "#server/reviews/schema.ts";
import type { Member } from "#server/teams/schema.ts";

/** Who has reviewed, who could, and what the policy of the stage says. */
export function Reviewers({ promotion, signers }: { promotion: Promotion; signers: readonly Member[] }) {
  const last = new Map<string, Review>();
  for (const review of promotion.reviews) {
    if (review.verdict !== "comment" || !last.has(review.reviewer.id)) last.set(review.reviewer.id, review);
  }
  const open = promotion.state === "open";
  const asked = open ? signers.filter((member) => !last.has(member.userId)).slice(0, 8) : [];
  return (
    <Panel title="Reviewers" level={2}>
      <ul className="grid gap-1.5">
        {[...last.values()].map((review) => (
          <Person key={review.reviewer.id} name={review.reviewer.name}><Verdict review={review} /></Person>
        ))}
        {asked.map((member) => <Person key={member.userId} name={member.name}><span className="text-small text-ink-soft">can sign</span></Person>)}
        {last.size === 0 && asked.length === 0 && <li className="text-ink-soft">Nobody has reviewed it.</li>}
      </ul>
      <p className="mt-3 text-small text-ink-soft">
        <span className="font-medium text-ink">Policy of {promotion.stage}:</span> one approval by somebody who neither requested it nor made the version. An approval is of exactly this evidence; when the stage moves, it lapses.
      </p>
    </Panel>
  );
}

function Person({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <li className="flex items-center gap-2">
      <Avatar name={name} />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {children}
    </li>
  );
}

function Verdict({ review }: { review: Review }) {
  if (review.verdict === "comment") return <Badge icon="comment">Commented</Badge>;
  if (!review.current) return <Badge title="It was of earlier evidence, or a later verdict took its place">{review.verdict === "approve" ? "Approval lapsed" : "Lapsed"}</Badge>;
  return review.verdict === "approve" ? <Badge tone="seal">Approved</Badge> : <Badge tone="refuse">Asks for changes</Badge>;
}
