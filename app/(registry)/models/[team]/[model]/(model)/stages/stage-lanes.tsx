"use client";

import { useState } from "react";
import { useStageMark } from "#app/(registry)/stages-context.tsx";
import { formatDuration, formatInstant } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import type { Stay } from "#server/pointers/schema.ts";
import { stageInk, StageSwatch } from "../../../../stage-swatch.tsx";
import { listed } from "../../signers.tsx";
import { layLanes, lengthOf, placeOf, timeMarks, type Lane, type Segment } from "./stay-lanes.ts";

/**
 * What was live when, as a lane of time for each stage. A version is named where its stay is wide enough, and any of them
 * tells its facts when it is pointed at or focused.
 * @param now in milliseconds, as the server saw it
 * @param at an instant to be marked
 */
export function StageLanes({ model, stays, stages, now, at }: { model: string; stays: readonly Stay[]; stages: readonly string[]; now: number; at: string | null }) {
  const [shown, setShown] = useState<Stay | null>(null);
  const { lanes, ...time } = layLanes(stays, stages, now);
  const mark = at === null ? null : placeOf(Date.parse(at), time);
  return (
    <figure className="m-0">
      <div className="relative grid gap-3 sm:gap-1.5">
        {lanes.map((lane) => <LaneOf key={lane.stage} lane={lane} model={model} mark={mark !== null && mark >= 0 && mark <= 100 ? mark : null} onShow={setShown} />)}
        <div aria-hidden className="grid sm:grid-cols-[8rem_minmax(0,1fr)] sm:gap-3">
          <div className="relative h-5 border-t border-line-strong text-small text-ink-soft sm:col-start-2">
            {timeMarks(time).map(({ left, label }) => <span key={left} className="absolute top-0.5 border-s border-line-strong ps-1 tabular-nums" style={{ left: `${left}%` }}>{label}</span>)}
            <span className="absolute end-0 top-0.5">now</span>
          </div>
        </div>
      </div>
      <figcaption aria-live="polite" className="mt-2 min-h-10 text-ink-soft sm:min-h-5">
        {shown ? <StaySentence stay={shown} /> : "Times are in UTC. Point at a version for when it was live and who signed for it."}
      </figcaption>
    </figure>
  );
}

function LaneOf({ lane: { stage, segments }, model, mark, onShow }: { lane: Lane; model: string; mark: number | null; onShow: (stay: Stay | null) => void }) {
  const { color } = useStageMark(stage);
  return (
    <section aria-label={`${stage} over time`} className="grid items-center gap-1 sm:grid-cols-[8rem_minmax(0,1fr)] sm:gap-3">
      <h3 className="flex min-w-0 items-center gap-2 font-medium"><StageSwatch color={color} /><span className="truncate">{stage}</span></h3>
      <ol className="relative h-8 rounded-sm bg-sunken" style={{ color: stageInk(color) }}>
        {segments.map((segment) => <StaySegment key={segment.stay.from} segment={segment} model={model} onShow={onShow} />)}
        {mark !== null && <li aria-hidden className="pointer-events-none absolute inset-y-0 w-0 border-s-2 border-ink" style={{ left: `${mark}%` }} />}
      </ol>
    </section>
  );
}

function StaySegment({ segment: { stay, left, width }, model, onShow }: { segment: Segment; model: string; onShow: (stay: Stay | null) => void }) {
  const { version, until, bypassed, kind, promotionId } = stay;
  const ground = until === null ? "bg-[color-mix(in_srgb,currentColor_28%,var(--surface))]" : "bg-[color-mix(in_srgb,currentColor_13%,var(--surface))]";
  const edge = bypassed ? "border-refuse border-dashed" : "border-[color-mix(in_srgb,currentColor_60%,var(--surface))]";
  return (
    <li className="absolute inset-y-0 min-w-[3px] @container" style={{ left: `${left}%`, width: `${width}%` }}>
      <Link
        href={promotionId ? `/promotions/${promotionId}` : `/models/${model}/versions/${version}`}
        onPointerEnter={() => onShow(stay)} onPointerLeave={() => onShow(null)} onFocus={() => onShow(stay)} onBlur={() => onShow(null)}
        className={`flex h-full items-center gap-1 overflow-hidden border-y border-s-2 hover:brightness-95 focus-visible:z-10 ${ground} ${edge}`}
      >
        <span className="sr-only"><StaySentence stay={stay} /></span>
        <span aria-hidden className="flex items-center gap-1 ps-1 font-mono text-small whitespace-nowrap text-ink @max-[1.75rem]:hidden">
          v{version}
          {bypassed ? <Icon name="warning" size={12} className="text-refuse @max-[3rem]:hidden" /> : kind === "rollback" && <Icon name="undo" size={12} className="text-wait @max-[3rem]:hidden" />}
        </span>
      </Link>
    </li>
  );
}

function StaySentence({ stay }: { stay: Stay }) {
  const { version, stage, from, until, approvedBy, bypassed, kind, by } = stay;
  const how = bypassed ? `over its policy by ${by.name}` : kind === "rollback" ? `rolled back to by ${by.name}` : null;
  return (
    <>
      <span className="font-mono text-ink">v{version}</span> in {stage}, from {formatInstant(Date.parse(from))} {until === null ? "until now" : `to ${formatInstant(Date.parse(until))}`}: {formatDuration(lengthOf(stay))}
      {how && `, ${how}`}{approvedBy.length > 0 && `, approved by ${listed(approvedBy.map(({ name }) => name))}`}.
    </>
  );
}
