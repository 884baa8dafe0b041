import { useId, type ReactNode } from "react";
import { shortDigest } from "./format.ts";
import { drawMilledEdge, drawRosette, tiltOf } from "./guilloche.ts";

/**
 * signed: it stands · awaited: its place is empty · void: it was set on something else since changed · refused: somebody
 * said no · bypassed: its place was passed by
 */
export type SealState = "signed" | "awaited" | "void" | "refused" | "bypassed";

const inks: Record<SealState, string> = { signed: "text-seal-ink", awaited: "text-ink-faint", void: "text-ink-faint", refused: "text-refuse", bypassed: "text-refuse" };
const spoken: Record<SealState, string> = { signed: "Signed", awaited: "Not yet signed", void: "No longer valid", refused: "Refused", bypassed: "Bypassed" };

const edge = drawMilledEdge(16, 15.2, 20, 1.3);
const wideEdge = drawMilledEdge(60, 58.5, 56, 2);
/** The ring of a C, left open for the stroke that countersigns. */
const ring = "M22.2 20.1A7.6 7.6 0 1 1 19.6 9.3";
const stroke = "M12.1 15.7l3.7 3.9L24.6 9";

/** The small seal, 14 to 32 px: a wafer with the mark in it. */
export function SealMark({ state = "signed", size = 18, label }: { state?: SealState; size?: number; label?: string }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} role="img" aria-label={label ?? spoken[state]} className={`shrink-0 ${inks[state]}`}>
      {state === "signed" ? (
        <g strokeLinecap="round" strokeLinejoin="round">
          <path d={edge} className="fill-seal" />
          <g className="stroke-on-seal" fill="none" strokeWidth={2.4}>
            <path d={ring} />
            <path d={stroke} strokeWidth={2.8} />
          </g>
        </g>
      ) : (
        <g fill="none" stroke="currentColor" strokeWidth={2} strokeLinecap="round">
          <circle cx={16} cy={16} r={13.5} strokeDasharray={state === "awaited" || state === "bypassed" ? "3.2 5.28" : undefined} />
          {state === "void" && <path d="M7 25L25 7" />}
          {state === "refused" && <path d="M11 11l10 10M21 11L11 21" strokeWidth={2.6} />}
          {state === "bypassed" && <path d="M16 9v9M16 22.6v.4" strokeWidth={2.8} />}
        </g>
      )}
    </svg>
  );
}

/**
 * The large seal, from 64 px: rings of fine engraving drawn from the digest itself, and words around them.
 * `centre` is a word of at most four letters, such as `v7`; `legend` runs around the edge from 96 px up.
 */
export function SealStamp({
  digest, state = "signed", size = 112, centre, legend = "countersigned",
}: { digest?: string; state?: SealState; size?: number; centre?: string; legend?: string }) {
  const id = useId();
  const worded = size >= 96;
  const around = [legend.toUpperCase(), digest && shortDigest(digest)].filter(Boolean).join(" · ");
  const core = worded ? 17 : 25;
  const rosette = digest ? drawRosette(digest, 60, core, worded ? 38 : 51) : undefined;
  const copies = Math.min(rosette?.copies ?? 0, worded ? 6 : 2);
  const tilt = state === "signed" && digest ? tiltOf(digest) : 0;
  return (
    <svg
      viewBox="0 0 120 120" width={size} height={size} role="img" aria-label={[spoken[state], centre, digest && shortDigest(digest)].filter(Boolean).join(", ")}
      className={`shrink-0 ${inks[state]}`}
    >
      <g transform={`rotate(${tilt} 60 60)`} fill="none" stroke="currentColor">
        {state === "signed" ? <path d={wideEdge} strokeWidth={1.6} className="fill-seal-wash" /> : <circle cx={60} cy={60} r={57} strokeWidth={1.4} strokeDasharray="4 4" />}
        {worded && (
          <>
            <circle cx={60} cy={60} r={54} strokeWidth={0.7} />
            <circle cx={60} cy={60} r={41} strokeWidth={1.2} strokeDasharray={state === "signed" ? undefined : "3 3"} />
            <path id={`${id}-round`} d="M60 105.6A45.6 45.6 0 1 1 60.01 105.6" stroke="none" />
            <text className="fill-current font-mono font-semibold" stroke="none" fontSize={7.6}>
              <textPath href={`#${id}-round`} startOffset="50%" textAnchor="middle" textLength={around.length > 20 ? 276 : around.length * 9} lengthAdjust="spacing">
                {around}
              </textPath>
            </text>
          </>
        )}
        {!worded && state === "awaited" && <circle cx={60} cy={60} r={49} strokeWidth={0.8} />}
        {rosette && state !== "awaited" && (
          <g strokeWidth={worded ? 0.55 : 0.9} opacity={state === "signed" ? 0.9 : 0.4}>
            {Array.from({ length: copies }, (_, index) =>
              index === 0
                ? <path key={index} id={`${id}-wave`} d={rosette.path} />
                : <use key={index} href={`#${id}-wave`} transform={`rotate(${((rosette.turn * rosette.copies) / copies) * index} 60 60)`} />,
            )}
          </g>
        )}
        {state === "signed" && <circle cx={60} cy={60} r={core} strokeWidth={1} className="fill-seal-wash" />}
        {centre ? (
          <text x={60} y={60} dy="0.36em" textAnchor="middle" stroke="none" fontSize={core * (centre.length > 3 ? 0.62 : 0.84)} className="fill-current font-sans font-bold">{centre}</text>
        ) : (
          <g transform={`translate(60 60) scale(${core / 17.5}) translate(-16.6 -15.6)`} strokeWidth={2.2} strokeLinecap="round" strokeLinejoin="round">
            {state === "signed" && <><path d={ring} /><path d={stroke} strokeWidth={2.6} /></>}
          </g>
        )}
        {state === "refused" && <path d="M32 32l56 56M88 32L32 88" strokeWidth={3} strokeLinecap="round" />}
        {state === "void" && <path d="M20 100L100 20" strokeWidth={2} strokeLinecap="round" />}
      </g>
    </svg>
  );
}

/** A line that says who signed what: the stamp, the words, and the digest that was signed. */
export function Seal({
  digest, state = "signed", centre, children, detail,
}: { digest?: string; state?: SealState; centre?: string; children: ReactNode; detail?: ReactNode }) {
  return (
    <div className="flex items-center gap-3">
      <SealStamp digest={digest} state={state} size={56} centre={centre} />
      <div className="min-w-0">
        <div className="font-medium">{children}</div>
        {detail && <div className="text-small text-ink-soft">{detail}</div>}
        {digest && (
          <div className={`font-mono text-small ${state === "signed" ? "text-seal-ink" : "text-ink-faint line-through"}`}>{shortDigest(digest)}</div>
        )}
      </div>
    </div>
  );
}
