"use client";

import { StageSwatch } from "#app/(registry)/models/stage-swatch.tsx";
import type { Faults } from "#app/_trpc/faults.ts";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { stageColors, type StageColor } from "#server/stages/schema.ts";

export interface StageTyped {
  description: string;
  color: StageColor;
  tells: readonly string[];
}

export interface TeamChoice {
  slug: string;
  name: string;
}

/** What can be said of a stage, when it is created and later. */
export function StageFields({
  typed, onType, teams, faults,
}: { typed: StageTyped; onType: (part: Partial<StageTyped>) => void; teams: readonly TeamChoice[]; faults: Faults }) {
  return (
    <>
      <TextAreaField label="Description" optional rows={2} maxLength={300} value={typed.description} onChange={(event) => onType({ description: event.target.value })} hint="What being live there means. It is shown to who requests a promotion." error={faults.fields["description"]} />
      <fieldset>
        <legend className="mb-1 font-medium">Colour</legend>
        <div className="grid grid-cols-2 gap-1 sm:grid-cols-4">
          {stageColors.map((color) => (
            <label key={color} className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm border border-line px-2 has-checked:border-edge has-checked:bg-sunken has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-ink pointer-coarse:min-h-10">
              <input type="radio" name="color" value={color} checked={typed.color === color} onChange={() => onType({ color })} className="sr-only" />
              <StageSwatch color={color} />
              <span className="capitalize">{color}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Tells chosen={typed.tells} onChoose={(tells) => onType({ tells })} teams={teams} />
      {faults.fields["tells"] && <Notice tone="refuse" title={faults.fields["tells"]} live />}
    </>
  );
}

function Tells({ chosen, onChoose, teams }: { chosen: readonly string[]; onChoose: (slugs: readonly string[]) => void; teams: readonly TeamChoice[] }) {
  return (
    <fieldset>
      <legend className="font-medium">Who is told</legend>
      <p className="mb-1.5 text-small text-ink-soft">Of every move of this stage, besides the team that owns the model.</p>
      {teams.length === 0 && <p className="text-ink-soft">There is no team yet.</p>}
      <div className="grid max-h-40 gap-1.5 overflow-y-auto sm:grid-cols-2">
        {teams.map(({ slug, name }) => (
          <label key={slug} className="flex items-start gap-2">
            <input
              type="checkbox" checked={chosen.includes(slug)} className="mt-0.5 size-4 shrink-0 accent-ink"
              onChange={() => onChoose(chosen.includes(slug) ? chosen.filter((each) => each !== slug) : [...chosen, slug])}
            />
            <span className="min-w-0 break-words">{name} <span className="text-ink-soft">{slug}</span></span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
