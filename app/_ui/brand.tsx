import { SealMark } from "./seal.tsx";

/** The registry's name with its seal. `compact` leaves the seal alone. */
export function Brand({ name = "Countersign", compact = false, size = 22 }: { name?: string | undefined; compact?: boolean; size?: number }) {
  if (compact) return <SealMark size={size} label={name} />;
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <span aria-hidden className="contents"><SealMark size={size} /></span>
      <span className="min-w-0 font-semibold tracking-tight wrap-anywhere" style={{ fontSize: size * 0.72, lineHeight: 1.15 }}>{name}</span>
    </span>
  );
}
