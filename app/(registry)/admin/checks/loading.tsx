import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function ChecksLoading() {
  return (
    <>
      <PageHeader title="Checks" />
      <SkeletonTable rows={3} widths={["18%", "38%", "10%", "14%", "12%"]} />
    </>
  );
}
