import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function TeamsLoading() {
  return (
    <>
      <PageHeader title="Teams" lead="A team owns models, and its members' roles say who may register, who may ask, and who may sign." />
      <SkeletonTable rows={4} widths={["28%", "16%", "10%", "10%", "12%"]} />
    </>
  );
}
