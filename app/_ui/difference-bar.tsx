import { formatDifference, formatMetric, judgeDifference, relativeDifference, type Better, type Verdict } from "./format.ts";

const fills: Record<Verdict, string> = { better: "fill-allow", worse: "fill-refuse", same: "fill-ink-faint", different: "fill-ink-faint" };

/**
 * Candidate against live, as a bar from the middle line, which is live. Right is more, left is less; the colour is whether
 * that is better. `extent` is the relative difference that fills a half: give all bars of one table the same.
 */
export function DifferenceBar({ candidate, live, better = "neither", extent = 0.1 }: { candidate: number; live: number; better?: Better; extent?: number }) {
  const verdict = judgeDifference(candidate, live, better);
  const share = relativeDifference(candidate, live) ?? (candidate === live ? 0 : Math.sign(candidate - live) * extent);
  const reach = Math.min(1, Math.abs(share) / extent) * 47;
  const drawn = verdict === "same" ? 0 : Math.max(1.5, reach);
  const beyond = Math.abs(share) > extent * 1.0001;
  return (
    <svg
      viewBox="0 0 100 14" width={100} height={14} role="img" className="inline-block max-w-full align-middle"
      aria-label={`candidate ${formatMetric(candidate)}, live ${formatMetric(live)}, ${formatDifference(candidate, live)}, ${verdict}`}
    >
      <path d="M2 7H98" className="stroke-line-strong" strokeWidth={1} strokeDasharray="1 3" />
      <rect x={share < 0 ? 50 - drawn : 50} y={3.5} width={drawn} height={7} className={fills[verdict]} />
      {beyond && <path d={share < 0 ? "M7 1L4 13" : "M93 1L96 13"} className="stroke-paper" strokeWidth={2} />}
      <path d="M50 0V14" className="stroke-ink" strokeWidth={1} />
    </svg>
  );
}
