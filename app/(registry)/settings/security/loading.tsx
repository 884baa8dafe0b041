import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable, SkeletonText } from "#app/_ui/skeleton.tsx";

export default function SecurityLoading() {
  return (
    <>
      <PageHeader title="Security" lead="What protects your account, and where you are signed in." />
      <div className="grid gap-8">
        <SkeletonText lines={3} />
        <SkeletonTable rows={3} widths={["24%", "16%", "14%", "14%", "14%"]} />
      </div>
    </>
  );
}
