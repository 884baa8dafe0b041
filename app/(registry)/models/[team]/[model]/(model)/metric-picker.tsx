"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Select } from "#app/_ui/field.tsx";

/** Which metric is drawn, and of which part of the data. It stands in the address, so that a link shows the same. */
export function MetricPicker({ names, chosen, parts, part, asTable }: { names: readonly string[]; chosen: string; parts: readonly string[]; part: string; asTable: boolean }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function choose(choice: Record<string, string>) {
    const query = new URLSearchParams({ ...choice, ...(asTable ? { as: "table" } : {}) });
    startTransition(() => router.replace(`?${query.toString()}`, { scroll: false }));
  }

  return (
    <form className="flex flex-wrap items-center gap-2 [&_.control]:min-h-7 [&_.control]:py-0.5 [&_.control]:text-small">
      {asTable && <input type="hidden" name="as" value="table" />}
      <Select key={chosen} name="metric" aria-label="Metric" aria-busy={pending} defaultValue={chosen} onChange={(event) => choose({ metric: event.target.value })}>
        {names.map((name) => <option key={name}>{name}</option>)}
      </Select>
      {parts.length > 1 && (
        <Select key={`${chosen} ${part}`} name="part" aria-label="Part of the data" aria-busy={pending} defaultValue={part} onChange={(event) => choose({ metric: chosen, part: event.target.value })}>
          {parts.map((each) => <option key={each}>{each}</option>)}
          <option>every part</option>
        </Select>
      )}
      <noscript><Button type="submit" size="small">Show</Button></noscript>
    </form>
  );
}
