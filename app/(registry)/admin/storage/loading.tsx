import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function StorageLoading() {
  return (
    <>
      <PageHeader title="Storage" />
      <div className="grid gap-8">
        <Skeleton height="3.5rem" />
        <SkeletonTable rows={4} widths={["24%", "14%", "12%", "28%", "12%"]} />
      </div>
    </>
  );
}
