import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function LoadingStages() {
  return (
    <div className="grid gap-8">
      <div className="grid gap-4 sm:grid-cols-2"><Skeleton height="12rem" /><Skeleton height="12rem" /></div>
      <SkeletonTable rows={5} widths={["14%", "12%", "8%", "12%", "10%", "14%", "14%"]} />
    </div>
  );
}
