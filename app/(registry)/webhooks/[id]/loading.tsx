import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function WebhookLoading() {
  return <SkeletonTable rows={5} widths={["20%", "18%", "10%", "28%", "6%", "10%"]} />;
}
