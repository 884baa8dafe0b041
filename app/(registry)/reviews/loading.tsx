import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function ReviewsLoading() {
  return (
    <>
      <PageHeader title="Reviews" lead="Nothing reaches a stage until somebody else has signed for it." />
      <SkeletonTable rows={5} widths={["24%", "20%", "30%", "14%"]} />
    </>
  );
}
