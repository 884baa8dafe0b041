import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";
import { FacetSkeletons } from "./facets.tsx";

export default function LoadingCatalogue() {
  return (
    <>
      <PageHeader title="Catalogue" />
      <div className="grid gap-4">
        <Skeleton width="18rem" height="1.5rem" />
        <Skeleton height="2rem" />
        <div className="grid gap-x-8 lg:grid-cols-[12rem_minmax(0,1fr)]">
          <div className="max-lg:hidden"><FacetSkeletons /></div>
          <SkeletonTable rows={8} widths={["20%", "34%", "5%", "14%", "14%", "9%"]} />
        </div>
      </div>
    </>
  );
}
