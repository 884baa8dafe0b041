import { useId, type ComponentProps, type ReactNode } from "react";
import { Icon } from "./icon.tsx";

type Words = { label: string; hint?: ReactNode; error?: ReactNode; optional?: boolean };
type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };
type Bare<Tag extends "input" | "textarea" | "select"> = Omit<ComponentProps<Tag>, "className" | "id">;

/** A label, a hint and an error around any control; hand what it gives to the control. */
export function Field({ label, hint, error, optional, children }: Words & { children: (control: Wiring) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="font-normal text-ink-faint"> (optional)</span>}
      </label>
      {hint && <p id={`${id}-hint`} className="text-small text-ink-soft">{hint}</p>}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-small text-refuse">
          <Icon name="alert" size={14} className="mt-px" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

/** A line of text with its label. `mono` for references, digests and slugs; `suggestions` are offered, and others can be typed. */
export function TextField({ label, hint, error, optional, suggestions, ...rest }: Words & { mono?: boolean; suggestions?: readonly string[] } & Bare<"input">) {
  return (
    <Field {...{ label, hint, error, optional }}>
      {(control) => (
        <>
          <Input {...rest} {...control} list={suggestions && `${control.id}-known`} />
          {suggestions && <datalist id={`${control.id}-known`}>{suggestions.map((each) => <option key={each}>{each}</option>)}</datalist>}
        </>
      )}
    </Field>
  );
}

/** Several lines of text with their label. It grows with what is typed. */
export function TextAreaField({ label, hint, error, optional, ...rest }: Words & { mono?: boolean } & Bare<"textarea">) {
  return <Field {...{ label, hint, error, optional }}>{(control) => <TextArea {...rest} {...control} />}</Field>;
}

/** The platform's own select with its label; give it `<option>`s. */
export function SelectField({ label, hint, error, optional, ...rest }: Words & Bare<"select">) {
  return <Field {...{ label, hint, error, optional }}>{(control) => <Select {...rest} {...control} />}</Field>;
}

/** A checkbox, with its label beside it. */
export function CheckboxField({ label, hint, error, ...rest }: Omit<Words, "optional"> & Bare<"input">) {
  const id = useId();
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2">
      <input {...rest} type="checkbox" id={id} aria-describedby={hint || error ? `${id}-more` : undefined} aria-invalid={error ? true : undefined} className="mt-0.5 size-4 accent-ink" />
      <label htmlFor={id}>{label}</label>
      {(hint || error) && <p id={`${id}-more`} className={`col-start-2 text-small ${error ? "text-refuse" : "text-ink-soft"}`}>{error ?? hint}</p>}
    </div>
  );
}

/** An input without a label of its own: give it one, or an `aria-label`. */
export function Input({ mono, ...rest }: { mono?: boolean } & Omit<ComponentProps<"input">, "className">) {
  return <input {...rest} className={mono ? "control font-mono" : "control"} />;
}

/** A text area without a label of its own. */
export function TextArea({ mono, ...rest }: { mono?: boolean } & Omit<ComponentProps<"textarea">, "className">) {
  return <textarea rows={4} {...rest} className={`control field-sizing-content min-h-20 ${mono ? "font-mono" : ""}`} />;
}

/** A select without a label of its own. */
export function Select({ children, ...rest }: Omit<ComponentProps<"select">, "className">) {
  return (
    <span className="relative block">
      <select {...rest} className="control appearance-none pe-8">{children}</select>
      <Icon name="chevron-down" size={14} className="pointer-events-none absolute end-2.5 top-1/2 z-1 -translate-y-1/2 text-ink-soft" />
    </span>
  );
}
