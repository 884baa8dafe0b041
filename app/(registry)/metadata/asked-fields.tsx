"use client";

import { Field, Input, Select } from "#app/_ui/field.tsx";
import { faultsAt, type Declaration, type Fault, type Pair } from "#app/(registry)/models/[team]/[model]/drafts/declaration.ts";
import { sentence } from "#app/(registry)/models/[team]/[model]/drafts/declaration-part.tsx";
import { readScalar, writeScalar } from "#app/(registry)/models/[team]/[model]/drafts/scalar.ts";
import type { FormField } from "#server/metadata-schemas/schema.ts";

/** The attributes and parameters that schemas ask for, each with its own control; others are typed below as names and values. */
export function AskedFields({ fields, form, change, faults }: {
  fields: readonly FormField[]; form: Declaration; change: (part: FormField["part"], rows: Pair[]) => void; faults: readonly Fault[];
}) {
  function write({ part, name }: FormField, value: string) {
    const rows = form[part];
    const others = rows.filter((row) => row.name.trim() !== name);
    const own = rows.find((row) => row.name.trim() === name) ?? { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, name };
    change(part, value === "" ? others : [...others, { ...own, value }]);
  }
  return (
    <div role="group" aria-label="Asked for" className="grid gap-3 border-t border-line py-3">
      <h3 className="font-medium">Asked for</h3>
      <div className="grid gap-3 sm:grid-cols-2">
        {fields.map((field) => {
          const value = form[field.part].find((row) => row.name.trim() === field.name)?.value ?? "";
          const fault = faultsAt(faults, `${field.part}.${field.name}`)[0];
          return <AskedField key={`${field.part}.${field.name}`} field={field} value={value} onWrite={(next) => write(field, next)} fault={fault} />;
        })}
      </div>
    </div>
  );
}

function AskedField({ field, value, onWrite, fault }: { field: FormField; value: string; onWrite: (value: string) => void; fault: Fault | undefined }) {
  const { part, name, type, required, options, description } = field;
  const choices = options?.map(writeScalar) ?? (type === "true or false" ? ["true", "false"] : null);
  const hint = [description, part === "parameters" ? "A parameter" : "", type === "number" || type === "whole number" ? `A ${type}` : ""].filter(Boolean).map((each) => each.replace(/\.$/, "")).join(". ");
  // What is text stays text, also where it looks like a number.
  const isText = type === "text";
  const typed = readScalar(value);
  return (
    <Field label={name} hint={hint || undefined} optional={!required} error={fault && (fault.message.startsWith("is missing") && value === "" ? "Is missing." : sentence(fault))}>
      {(control) =>
        choices ? (
          <Select {...control} value={value} onChange={(event) => onWrite(event.target.value)}>
            <option value="">Choose…</option>
            {!choices.includes(value) && value !== "" && <option value={value}>{value}</option>}
            {choices.map((choice) => <option key={choice} value={choice}>{String(readScalar(choice))}</option>)}
          </Select>
        ) : (
          <Input
            {...control} mono autoComplete="off" spellCheck={false} inputMode={type === "number" ? "decimal" : type === "whole number" ? "numeric" : undefined}
            value={isText && typeof typed === "string" ? typed : value} onChange={(event) => onWrite(isText ? writeScalar(event.target.value) : event.target.value)}
          />
        )}
    </Field>
  );
}
