import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function AccessLoading() {
  return (
    <div className="grid gap-8">
      <div className="grid gap-2"><Skeleton width="12rem" /><Skeleton width="26rem" /></div>
      <SkeletonTable rows={8} widths={["8%", "40%", "40%"]} />
    </div>
  );
}
