import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function NotificationsLoading() {
  return (
    <>
      <PageHeader title="Notifications" lead="What concerns you, each thing once." />
      <SkeletonTable rows={5} widths={["60%", "20%", "14%"]} />
    </>
  );
}
