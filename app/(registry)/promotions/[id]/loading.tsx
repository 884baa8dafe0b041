import { Columns } from "#app/_ui/page.tsx";
import { Skeleton, SkeletonTable, SkeletonText } from "#app/_ui/skeleton.tsx";

export default function PromotionLoading() {
  return (
    <>
      <div className="mb-5 flex items-center gap-5">
        <span className="block size-28 shrink-0 animate-breathe rounded-full bg-line max-sm:size-14" />
        <div className="grid flex-1 gap-2.5">
          <Skeleton width="12rem" />
          <Skeleton width="20rem" height="1.5rem" />
          <Skeleton width="28rem" />
        </div>
      </div>
      <Columns aside={<SkeletonText lines={8} />}>
        <SkeletonTable rows={6} widths={["30%", "15%", "15%", "20%"]} />
      </Columns>
    </>
  );
}
