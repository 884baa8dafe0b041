import { Link } from "#app/_ui/link.tsx";

/** What a policy's page is about, below the head of its model, and the way back. */
export function PolicyHead({ base, stage, title, changes = false }: { base: string; stage: string; title: string; changes?: boolean }) {
  return (
    <header className="mb-5 grid gap-1">
      <p className="text-small text-ink-soft">
        <Link href={base} className="link">All policies of the model</Link>
        {changes && <>, <Link href={`${base}/${stage}`} className="link">the policy for {stage}</Link></>}
      </p>
      <h2>{title}</h2>
    </header>
  );
}
