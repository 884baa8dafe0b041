import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function AuditLoading() {
  return (
    <>
      <PageHeader title="Audit" />
      <SkeletonTable rows={10} widths={["8%", "60%", "12%"]} />
    </>
  );
}
