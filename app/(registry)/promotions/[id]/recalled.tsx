import { LinkButton } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import type { Promotion } from "#server/promotions/schema.ts";

/** That what is promoted is recalled, before anything else is read. */
export function Recalled({ promotion: { blockers, version } }: { promotion: Promotion }) {
  const recalls = blockers.filter(({ kind }) => kind === "recalled");
  if (recalls.length === 0) return null;
  return (
    <div className="mb-5 max-w-3xl">
      <Notice tone="refuse" title={`v${version} is recalled, and goes to no stage until that is lifted`} action={recalls.slice(0, 3).map(({ about, what }) => <LinkButton key={about} size="small" href={`/recalls/${about}`}>{what}</LinkButton>)}>
        {recalls[0]?.why}
      </Notice>
    </div>
  );
}
