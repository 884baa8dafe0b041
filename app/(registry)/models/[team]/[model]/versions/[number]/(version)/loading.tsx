import { SkeletonTable, SkeletonText } from "#app/_ui/skeleton.tsx";

export default function LoadingVersionPart() {
  return (
    <>
      <SkeletonTable rows={6} widths={["22%", "16%", "16%", "16%", "16%"]} />
      <SkeletonText lines={5} />
    </>
  );
}
