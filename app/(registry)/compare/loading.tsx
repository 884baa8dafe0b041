import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function LoadingComparison() {
  return (
    <>
      <PageHeader title="Compare versions" />
      <div className="grid gap-6">
        <Skeleton height="8rem" />
        <SkeletonTable rows={8} widths={["22%", "18%", "18%", "18%"]} />
      </div>
    </>
  );
}
