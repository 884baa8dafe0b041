"use client";

import { TagSwatch } from "#app/(registry)/models/tag-badge.tsx";
import type { Faults } from "#app/_trpc/faults.ts";
import { SelectField, TextAreaField } from "#app/_ui/field.tsx";
import { applierMeanings, tagAppliers, tagColors, type TagApplier, type TagColor } from "#server/tags/schema.ts";

export interface TagTyped {
  description: string;
  color: TagColor;
  appliers: TagApplier;
}

/** What can be said of a tag, when it is created and later. */
export function TagFields({ typed, onType, faults }: { typed: TagTyped; onType: (part: Partial<TagTyped>) => void; faults: Faults }) {
  return (
    <>
      <TextAreaField label="Description" optional rows={2} maxLength={300} value={typed.description} onChange={(event) => onType({ description: event.target.value })} hint="What it means. It is shown where the tag is chosen, and on hover." error={faults.fields["description"]} />
      <fieldset>
        <legend className="mb-1 font-medium">Colour</legend>
        <div className="grid grid-cols-2 gap-1 sm:grid-cols-4">
          {tagColors.map((color) => (
            <label key={color} className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm border border-line px-2 has-checked:border-edge has-checked:bg-sunken has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-ink pointer-coarse:min-h-10">
              <input type="radio" name="color" value={color} checked={typed.color === color} onChange={() => onType({ color })} className="sr-only" />
              <TagSwatch color={color} />
              <span className="capitalize">{color}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <SelectField label="Who may apply it" value={typed.appliers} onChange={(event) => onType({ appliers: tagAppliers.find((each) => each === event.target.value) ?? "contributors" })} error={faults.fields["appliers"]}>
        {tagAppliers.map((each) => <option key={each} value={each}>{applierMeanings[each]}</option>)}
      </SelectField>
    </>
  );
}
