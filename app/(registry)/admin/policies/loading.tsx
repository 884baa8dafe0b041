import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton, SkeletonText } from "#app/_ui/skeleton.tsx";

export default function PoliciesLoading() {
  return (
    <>
      <PageHeader title="Policies" />
      <div className="grid gap-8">
        {[0, 1].map((stage) => <div key={stage} className="grid gap-3 border-t-2 border-rule pt-3"><Skeleton width="10rem" /><SkeletonText lines={4} /></div>)}
      </div>
    </>
  );
}
