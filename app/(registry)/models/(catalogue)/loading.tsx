import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function LoadingCatalogue() {
  return (
    <>
      <PageHeader title="Catalogue" />
      <div className="grid grid-cols-1 gap-3">
        <div className="flex flex-wrap gap-2"><Skeleton width="28rem" height="2rem" /><Skeleton width="10rem" height="2rem" /></div>
        <SkeletonTable rows={8} widths={["15%", "34%", "5%", "16%", "14%", "9%"]} />
      </div>
    </>
  );
}
