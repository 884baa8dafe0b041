import { PageHeader } from "#app/_ui/page.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function AllTokensLoading() {
  return (
    <>
      <PageHeader title="Tokens" />
      <SkeletonTable rows={6} widths={["18%", "18%", "16%", "12%", "12%"]} />
    </>
  );
}
