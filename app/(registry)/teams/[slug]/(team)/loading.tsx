import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function TeamLoading() {
  return (
    <>
      <div className="mb-6 grid gap-2.5">
        <Skeleton width="8rem" />
        <Skeleton width="16rem" height="1.5rem" />
      </div>
      <SkeletonTable rows={4} widths={["28%", "26%", "22%", "12%"]} />
    </>
  );
}
