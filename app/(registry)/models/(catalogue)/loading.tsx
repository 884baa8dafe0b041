import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function LoadingCatalogue() {
  return (
    <>
      <PageHeader title="Catalogue" />
      <div className="grid gap-3">
        <div className="flex flex-wrap gap-2"><Skeleton width="28rem" height="2rem" /><Skeleton width="10rem" height="2rem" /></div>
        <SkeletonTable rows={8} widths={["15%", "30%", "5%", "15%", "12%", "10%", "8%"]} />
      </div>
    </>
  );
}
