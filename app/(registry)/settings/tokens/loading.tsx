import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function TokensLoading() {
  return (
    <>
      <PageHeader title="API tokens" />
      <SkeletonTable rows={3} widths={["20%", "14%", "26%", "12%", "12%"]} />
    </>
  );
}
