"use client";

import { LinkButton } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { faultsOf, reasonOf } from "#app/_trpc/faults.ts";
import { lacksOf } from "./lacks-of.ts";

/** Why a promotion was not requested, and the way on: what the version lacks, or the request that is open already. */
export function RequestRefusal({ error }: { error: { data?: { details: Record<string, unknown> } | null | undefined } | null }) {
  const { rest } = faultsOf(error);
  if (rest === null) return null;
  const reason = reasonOf(error);
  const open = error?.data?.details["id"];
  const lacks = reason === "evidence_missing" ? lacksOf(error?.data?.details) : [];
  if (lacks.length > 0) {
    return (
      <Notice tone="refuse" title="The policy demands what this version does not have" live>
        <ul className="my-1 list-disc ps-4">
          {lacks.map(({ title, found }) => <li key={title}><span className="font-medium text-ink">{title}</span>: {found}</li>)}
        </ul>
        <p>A version never changes: register one that has it, then request that.</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone="refuse" title="It was not requested" live
      action={reason === "already_requested" && typeof open === "string" && <LinkButton size="small" href={`/promotions/${open}`}>Go to the open promotion</LinkButton>}
    >
      {rest}
    </Notice>
  );
}
