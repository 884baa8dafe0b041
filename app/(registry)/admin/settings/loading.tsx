import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";

export default function SettingsLoading() {
  return (
    <>
      <PageHeader title="Settings" />
      <div className="grid max-w-2xl gap-6">
        <Skeleton height="8rem" />
        <Skeleton height="12rem" />
      </div>
    </>
  );
}
