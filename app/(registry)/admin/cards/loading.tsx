import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";

export default function CardsLoading() {
  return (
    <>
      <PageHeader title="Cards" />
      <SkeletonText lines={12} />
    </>
  );
}
