"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Select } from "#app/_ui/field.tsx";

/** Which metric is drawn. It stands in the address, so that a link shows the same. */
export function MetricPicker({ names, chosen, asTable }: { names: readonly string[]; chosen: string; asTable: boolean }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function choose(metric: string) {
    const query = new URLSearchParams({ metric, ...(asTable ? { as: "table" } : {}) });
    startTransition(() => router.replace(`?${query.toString()}`, { scroll: false }));
  }

  return (
    <form className="flex items-center gap-2 [&_.control]:min-h-7 [&_.control]:py-0.5 [&_.control]:text-small">
      {asTable && <input type="hidden" name="as" value="table" />}
      <Select key={chosen} name="metric" aria-label="Metric" aria-busy={pending} defaultValue={chosen} onChange={(event) => choose(event.target.value)}>
        {names.map((name) => <option key={name}>{name}</option>)}
      </Select>
      <noscript><Button type="submit" size="small">Show</Button></noscript>
    </form>
  );
}
