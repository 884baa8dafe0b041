import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function LoadingDraft() {
  return (
    <div className="grid gap-5">
      <Skeleton width="18rem" height="1.75rem" />
      <SkeletonTable rows={6} widths={["60%", "12%", "16%"]} />
    </div>
  );
}
