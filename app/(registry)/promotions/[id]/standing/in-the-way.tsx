import { Badge } from "#app/_ui/badge.tsx";
import { Icon, type IconName } from "#app/_ui/icon.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Blocker, BlockerKind, Promotion } from "#server/promotions/schema.ts";
import { BlockerAct } from "../acts/blocker-act.tsx";
import { Fold } from "../fold.tsx";

/** What stands between this promotion and its stage: what it is, why, who can clear it, until when, and the way to do so. */
export function InTheWay({ promotion }: { promotion: Promotion }) {
  const { blockers, triedBlockers, stage, appliesAt, reviews } = promotion;
  const reviewOf = ({ kind, about }: Blocker) =>
    kind === "changes_requested" ? (reviews.findLast(({ reviewer, verdict, current }) => reviewer.id === about && verdict === "request_changes" && current)?.id ?? null) : null;
  return (
    <div id="in-the-way">
      <Panel title="In the way" count={blockers.length} kind="boxed" flush anchor="in-the-way-list">
        {appliesAt !== null && (
          <p className="flex gap-2.5 border-b border-line bg-allow-wash px-4 py-2.5">
            <Icon name="clock" className="mt-0.5 text-allow" />
            <span><span className="font-medium">Approved.</span> {stage} moves by itself <RelativeTime at={appliesAt} />.</span>
          </p>
        )}
        <ul className="divide-y divide-line">
          {blockers.map((blocker) => <Reason key={`${blocker.kind}-${blocker.about ?? blocker.what}`} blocker={blocker} review={reviewOf(blocker)} />)}
          {blockers.length === 0 && <li className="px-4 py-3 text-ink-soft">Nothing.</li>}
        </ul>
        {triedBlockers.length > 0 && (
          <div className="border-t border-line px-3 *:border-b-0">
            <Fold summary={<span className="text-ink-soft">A policy that is only tried would add {triedBlockers.length}</span>}>
              <ul className="list-disc ps-4 text-small text-ink-soft">{triedBlockers.map(({ kind, what, about }) => <li key={`${kind}-${about ?? what}`}>{what}</li>)}</ul>
            </Fold>
          </div>
        )}
      </Panel>
    </div>
  );
}

const signs: Partial<Record<BlockerKind, { icon: IconName; ink: string }>> = {
  changes_requested: { icon: "stop", ink: "text-refuse" },
  recalled: { icon: "stop", ink: "text-refuse" },
  check_failed: { icon: "stop", ink: "text-refuse" },
  check_missing: { icon: "pending", ink: "text-wait" },
  check_pending: { icon: "hourglass", ink: "text-wait" },
  threads_unresolved: { icon: "comment", ink: "text-wait" },
  approvals_missing: { icon: "person", ink: "text-wait" },
  group_approvals_missing: { icon: "people", ink: "text-wait" },
  draft: { icon: "edit", ink: "text-ink-soft" },
  frozen: { icon: "lock", ink: "text-wait" },
};

function Reason({ blocker, review }: { blocker: Blocker; review: string | null }) {
  const { icon, ink } = signs[blocker.kind] ?? { icon: "clock", ink: "text-wait" };
  return (
    <li className={`flex gap-2.5 px-4 py-2.5 ${blocker.you ? "bg-wait-wash shadow-[inset_3px_0_0_var(--wait)]" : ""}`}>
      <Icon name={icon} className={`mt-0.5 ${ink}`} />
      <div className="grid min-w-0 flex-1 justify-items-start gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium break-words">
          {blocker.what}
          {blocker.you && <Badge tone="wait" icon="person" title="You can clear it">yours</Badge>}
        </p>
        <p className="text-small text-ink-soft">{blocker.why}</p>
        <p className="text-small text-ink-soft">
          <span className="sr-only">Who can clear it: </span>
          <span className="font-medium text-ink">{blocker.who}</span>
        </p>
        {blocker.until !== null && <p className="text-small text-ink-soft">Clears by itself <RelativeTime at={blocker.until} /></p>}
        <BlockerAct blocker={blocker} review={review} />
      </div>
    </li>
  );
}
