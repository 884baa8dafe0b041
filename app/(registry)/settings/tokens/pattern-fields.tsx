"use client";

import { TextAreaField } from "#app/_ui/field.tsx";
import { formatCount } from "#app/_ui/format.ts";

/**
 * Which models a token reaches, as patterns.
 * @param reached how many models match now; null while that is not known
 */
export function PatternFields({ text, onText, fault, reached }: { text: string; onText: (text: string) => void; fault: string | undefined; reached: number | null }) {
  return (
    <div className="grid gap-1">
      <TextAreaField
        label="Models that it reaches" mono spellCheck={false} autoCapitalize="none" rows={2} value={text} onChange={(event) => onText(event.target.value)}
        hint={<><code>*</code> is all of them, now and later. Or one pattern on a line: <code>risk/*</code>, <code>*/fraud-*</code>.</>}
        error={fault}
      />
      <p role="status" className="text-small text-ink-soft">
        {fault !== undefined || reached === null ? " " : reached === 0 ? "No model matches now. Those that are created later may." : `${formatCount(reached)} ${reached === 1 ? "model matches" : "models match"} now.`}
      </p>
    </div>
  );
}
