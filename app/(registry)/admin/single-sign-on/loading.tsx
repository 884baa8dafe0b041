import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function SingleSignOnLoading() {
  return (
    <>
      <PageHeader title="Single sign-on" />
      <div className="grid gap-8">
        <Skeleton height="9rem" />
        <SkeletonTable rows={3} widths={["30%", "40%", "16%"]} />
      </div>
    </>
  );
}
