"use client";

import { useRouter } from "next/navigation";
import { Select } from "#app/_ui/field.tsx";

/** Which of several series is drawn; each has its own address. */
export function ChooseSeries({ choices, chosen }: { choices: readonly { name: string; href: string }[]; chosen: string }) {
  const router = useRouter();
  return (
    <span className="text-small [&_.control]:min-h-7 [&_.control]:py-0.5 [&_.control]:text-small">
      <Select aria-label="Metric that is drawn step by step" value={chosen} onChange={(event) => router.replace(choices.find(({ name }) => name === event.target.value)!.href, { scroll: false })}>
        {choices.map(({ name }) => <option key={name} value={name}>{name}</option>)}
      </Select>
    </span>
  );
}
