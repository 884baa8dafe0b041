import { Breadcrumbs } from "#app/_ui/breadcrumbs.tsx";

/** What a policy's page is about, below the head of its model. */
export function PolicyHead({ base, stage, title, changes = false }: { base: string; stage: string; title: string; changes?: boolean }) {
  const crumbs = [{ label: "policies", href: base }, changes ? { label: stage, href: `${base}/${stage}` } : { label: stage }, ...(changes ? [{ label: "change" }] : [])];
  return (
    <header className="mb-5 grid gap-1">
      <Breadcrumbs crumbs={crumbs} />
      <h2>{title}</h2>
    </header>
  );
}
