import { LinkButton } from "#app/_ui/button.tsx";

/** The ways from one page of a list to others. `hrefOf` gives the address of the page at a cursor, or of the first. */
export function PageLinks({ cursor, next, hrefOf }: { cursor: string | undefined; next: string | null; hrefOf: (cursor?: string) => string }) {
  if (cursor === undefined && next === null) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex gap-2">
      {cursor !== undefined && <LinkButton href={hrefOf()}>First page</LinkButton>}
      {next !== null && <LinkButton href={hrefOf(next)} icon="arrow-right">Next page</LinkButton>}
    </nav>
  );
}
