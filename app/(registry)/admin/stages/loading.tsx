import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function StagesLoading() {
  return (
    <>
      <PageHeader title="Stages" />
      <SkeletonTable rows={3} widths={["8%", "14%", "30%", "14%", "8%", "8%", "12%"]} />
    </>
  );
}
