"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { DeletedVersion } from "#server/deletions/schema.ts";
import { Missing } from "../../missing.tsx";

/** Says that there is no such version, or that there was one: whoever may see its model may know that it was deleted. */
export default function VersionNotFound() {
  const { team, model, number } = useParams<{ team: string; model: string; number: string }>();
  const trpc = useTRPC();
  const isNumber = /^[1-9]\d*$/.test(number);
  const list = useQuery({ ...trpc.deletions.list.queryOptions({ model: `${team}/${model}` }), enabled: isNumber, retry: false });
  const deleted = list.data?.find((each) => each.number === Number(number));
  return deleted ? <Deleted version={deleted} listHref={`/models/${team}/${model}/versions`} /> : <Missing what="version" />;
}

function Deleted({ version: { reference, deletedBy, deletedAt, reason, restorableUntil }, listHref }: { version: DeletedVersion; listHref: string }) {
  return (
    <div role="status" className="mx-auto grid max-w-xl justify-items-start gap-3 py-12">
      <Icon name="delete" size={24} className="text-ink-faint" />
      <h1 className="text-title tracking-tight"><span className="font-mono break-words">{reference}</span> was deleted</h1>
      <p className="text-ink-soft">By {deletedBy.name}, <RelativeTime at={deletedAt} />:</p>
      <p className="border-s-2 border-line-strong ps-3 break-words whitespace-pre-wrap">{reason}</p>
      <p className="text-ink-soft">
        {restorableUntil === null
          ? "Its time to be restored is over, and its files were given up."
          : `A maintainer of the team can restore it from the list of versions until ${formatInstant(Date.parse(restorableUntil))}. Then its files are given up.`}
      </p>
      <div className="mt-1 flex flex-wrap gap-2"><LinkButton href={listHref}>All versions</LinkButton></div>
    </div>
  );
}
