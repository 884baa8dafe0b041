import type { ReactNode } from "react";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";

/** Instead of a page that is for administrators alone: where the reader finds what concerns them. */
export function Forbidden({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState icon="lock" title="Only administrators see this page" action={<LinkButton href="/teams" icon="people">Your teams</LinkButton>}>{children}</EmptyState>
    </>
  );
}
