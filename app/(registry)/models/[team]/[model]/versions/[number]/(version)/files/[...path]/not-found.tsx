"use client";

import { useParams } from "next/navigation";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";

export default function FileNotFound() {
  const { team, model, number } = useParams<{ team: string; model: string; number: string }>();
  return (
    <EmptyState icon="search" title={`v${number} has no such file`} action={<LinkButton href={`/models/${team}/${model}/versions/${number}/files`}>All files of v{number}</LinkButton>}>
      The address names a file that this version does not hold. It may lie in another version, or be spelled differently: upper and lower case count.
    </EmptyState>
  );
}
