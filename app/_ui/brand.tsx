import { SealMark } from "./seal.tsx";

/** The name with its seal. `compact` leaves the seal alone. */
export function Brand({ compact = false, size = 22 }: { compact?: boolean; size?: number }) {
  if (compact) return <SealMark size={size} label="Countersign" />;
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="contents"><SealMark size={size} /></span>
      <span className="font-semibold tracking-tight" style={{ fontSize: size * 0.72 }}>Countersign</span>
    </span>
  );
}
