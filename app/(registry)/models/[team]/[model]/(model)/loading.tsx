import { SkeletonTable } from "#app/_ui/skeleton.tsx";

export default function LoadingPart() {
  return <SkeletonTable rows={8} widths={["8%", "16%", "12%", "14%", "12%", "12%", "10%"]} />;
}
