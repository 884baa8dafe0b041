import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function TagsLoading() {
  return (
    <>
      <PageHeader title="Tags" />
      <SkeletonTable rows={5} widths={["18%", "34%", "14%", "8%", "8%", "16%"]} />
    </>
  );
}
