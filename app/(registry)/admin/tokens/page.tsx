import type { Metadata } from "next";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { PageLinks } from "#app/(registry)/page-links.tsx";
import { SearchBox } from "#app/(registry)/search-box.tsx";
import { TokensTable } from "#app/(registry)/settings/tokens/tokens-table.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { userKinds } from "#server/identity/schema.ts";
import { tokenStates } from "#server/tokens/schema.ts";
import { Forbidden } from "../forbidden.tsx";

export const metadata: Metadata = { title: "Tokens" };

export default async function AllTokensPage({ searchParams }: { searchParams: SearchParams }) {
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Tokens">Your own tokens are under Settings, and those of a team’s machines on the team’s page.</Forbidden>;
  const [search, cursor] = [(await queryParam(searchParams, "search"))?.slice(0, 200), await queryParam(searchParams, "cursor")];
  const [givenKind, givenState] = [await queryParam(searchParams, "of"), await queryParam(searchParams, "state")];
  const kind = userKinds.find((each) => each === givenKind);
  const state = tokenStates.find((each) => each === givenState);
  const { items, nextCursor } = await load(registry.tokens.listAll({ ...(search ? { search } : {}), ...(kind ? { kind } : {}), ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }));

  const kept = { ...(kind ? { of: kind } : {}), ...(state ? { state } : {}) };
  /** The address of the list with something else chosen; what is undefined is left out. */
  const hrefOf = (change: Record<string, string | undefined>) => {
    const chosen = Object.entries({ search, ...kept, ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `/admin/tokens?${new URLSearchParams(chosen).toString()}`;
  };
  const narrowed = search !== undefined || kind !== undefined || state !== undefined || cursor !== undefined;
  return (
    <>
      <PageHeader title="Tokens" lead="Every token of people and of machines, and when each was last used. You can end any of them; only who keeps one can rotate it, because its new secret is theirs to see." />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <SearchBox path="/admin/tokens" label="Search tokens" placeholder="Token, its beginning, or its owner" search={search ?? ""} keep={kept} />
        <Segments
          label="Owners"
          segments={[
            { label: "Everybody", href: hrefOf({ of: undefined }), current: kind === undefined },
            { label: "People", href: hrefOf({ of: "person" }), current: kind === "person" },
            { label: "Machines", href: hrefOf({ of: "service" }), current: kind === "service" },
          ]}
        />
        <Segments
          label="State"
          segments={[
            { label: "All", href: hrefOf({ state: undefined }), current: state === undefined },
            { label: "In force", href: hrefOf({ state: "live" }), current: state === "live" },
            { label: "Ended", href: hrefOf({ state: "ended" }), current: state === "ended" },
          ]}
        />
      </div>
      {items.length > 0 ? <TokensTable caption="Tokens" tokens={items} origin={null} owners /> : (
        <EmptyState icon="key" title={narrowed ? "No token is like that" : "No token yet"} action={narrowed ? <LinkButton href="/admin/tokens">All tokens</LinkButton> : undefined}>
          {narrowed ? "Names of tokens and of their owners, e-mail addresses and the beginnings of secrets are searched." : "People make theirs under Settings, maintainers those of their team's machines on the team's page."}
        </EmptyState>
      )}
      <PageLinks cursor={cursor} next={nextCursor} hrefOf={(from) => hrefOf({ cursor: from })} />
    </>
  );
}
