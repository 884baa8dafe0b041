"use client";

import { useId } from "react";
import { Link } from "#app/_ui/link.tsx";
import { StageSwatch } from "#app/(registry)/models/stage-swatch.tsx";
import { useStageMark } from "#app/(registry)/stages-context.tsx";

export interface StageChoice {
  name: string;
  description: string;
  /** The version that the stage names now. */
  present: number | null;
  /** The promotion of this version to the stage that is open already. */
  open: string | null;
}

export function isFree({ present, open }: StageChoice, number: number): boolean {
  return present !== number && open === null;
}

/** A stage to promote to: what it names now, or why it can't be chosen. */
export function StageOption({ choice, number, chosen, onChoose }: { choice: StageChoice; number: number; chosen: boolean; onChoose: () => void }) {
  const id = useId();
  const { name, description, present, open } = choice;
  const { color } = useStageMark(name);
  const free = isFree(choice, number);
  return (
    <div className={`relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 rounded-sm border px-3 py-2 has-checked:border-ink ${free ? "border-edge hover:bg-hover" : "border-line bg-sunken"}`}>
      <input id={id} type="radio" name="stage" value={name} checked={chosen} onChange={onChoose} disabled={!free} aria-describedby={`${id}-more`} className="relative z-1 mt-0.5 size-4 accent-ink" />
      <div className="min-w-0">
        <StageSwatch color={color} />{" "}
        <label htmlFor={id} className={free ? "font-medium after:absolute after:inset-0" : "font-medium"}>{name}</label>
        <span className="text-ink-soft">, {present === null ? "names nothing yet" : present === number ? `names v${number} already` : `names v${present} now`}</span>
        <p id={`${id}-more`} className="text-small text-ink-soft">{open === null ? description : <>Requested already: <Link href={`/promotions/${open}`} className="link relative z-1">see the promotion</Link></>}</p>
      </div>
    </div>
  );
}
