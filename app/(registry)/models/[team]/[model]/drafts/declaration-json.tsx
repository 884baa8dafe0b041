"use client";

import { TextAreaField } from "#app/_ui/field.tsx";
import type { Declaring } from "./use-declaration.ts";

/** The same as JSON, for those who would rather write it; what is wrong is listed by its path. */
export function DeclarationJson({ declaring }: { declaring: Declaring }) {
  const { text, editText, faults } = declaring;
  return (
    <div className="grid gap-3 [&_textarea]:max-h-[36rem]">
      {faults.some((fault) => fault.path !== "") && (
        <ul aria-label="What is missing or wrong" className="grid gap-0.5 text-small">
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.message}`} className={fault.message === "is missing" ? "text-wait" : "text-refuse"}>
              <code>{fault.path}</code> {fault.message}
            </li>
          ))}
        </ul>
      )}
      <TextAreaField
        label="metadata.json" mono rows={16} spellCheck={false} value={text ?? ""} onChange={(event) => editText(event.target.value)}
        hint="As a trainer writes it. Keys that the registry does not know become attributes."
        error={faults[0]?.path === "" ? faults[0].message : undefined}
      />
    </div>
  );
}
