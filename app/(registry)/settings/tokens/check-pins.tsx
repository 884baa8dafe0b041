"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { CheckboxField } from "#app/_ui/field.tsx";
import { Link } from "#app/_ui/link.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";

/** Which checks the token may report: those that it is pinned to, and no others. */
export function CheckPins({ chosen, onChoose, error }: { chosen: readonly string[]; onChoose: (names: readonly string[]) => void; error: string | undefined }) {
  const trpc = useTRPC();
  const { data: checks, error: failure } = useQuery(trpc.checks.list.queryOptions());
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">Checks that it may report</legend>
      <p className="text-small text-ink-soft">It is pinned to these for good. Without one it can report none, and never on a version that who makes this token is behind.</p>
      {failure ? <p className="text-refuse">{messageOf(failure)}</p> : !checks ? <SkeletonText lines={2} /> : checks.length === 0 && (
        <p className="text-ink-soft">No check is defined yet. An administrator does it under <Link href="/admin/checks" className="link">Checks</Link>.</p>
      )}
      <div className="grid max-h-44 gap-2 overflow-y-auto">
        {checks?.map(({ name, description }) => (
          <CheckboxField
            key={name} label={name} hint={description || undefined} checked={chosen.includes(name)}
            onChange={() => onChoose(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name])}
          />
        ))}
      </div>
      {error && <p role="alert" className="text-small text-refuse">The checks: {error.toLowerCase()}</p>}
    </fieldset>
  );
}
