import { Skeleton } from "#app/_ui/skeleton.tsx";

export default function LoadingActivity() {
  return (
    <div role="status" aria-label="Loading" className="grid max-w-3xl gap-4">
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className="flex items-center gap-3"><Skeleton width="1.5rem" height="1.5rem" /><Skeleton width={`${60 - ((row * 11) % 25)}%`} /></div>
      ))}
    </div>
  );
}
