import { PageHeader } from "#app/_ui/page.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";

export default function MetadataLoading() {
  return (
    <>
      <PageHeader title="Metadata" />
      <Skeleton height="16rem" />
    </>
  );
}
