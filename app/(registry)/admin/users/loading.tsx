import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function UsersLoading() {
  return (
    <>
      <PageHeader title="Users" />
      <SkeletonTable rows={6} widths={["26%", "28%", "16%", "12%"]} />
    </>
  );
}
