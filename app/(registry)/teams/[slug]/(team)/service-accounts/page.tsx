import type { Metadata } from "next";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { PageLinks } from "#app/(registry)/page-links.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { readTeam } from "../../read-team.ts";
import { AccountsTable } from "./accounts-table.tsx";
import { CreateAccount } from "./create-account.tsx";

type Address = { params: Promise<{ slug: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  return { title: `Service accounts of ${(await readTeam((await params).slug)).name}` };
}

export default async function ServiceAccountsPage({ params, searchParams }: Address) {
  const { slug } = await params;
  const cursor = await queryParam(searchParams, "cursor");
  const registry = await api();
  const [team, { items, nextCursor }] = await Promise.all([readTeam(slug), load(registry.serviceAccounts.list({ team: slug, ...(cursor ? { cursor } : {}) }))]);
  const keeps = team.can.includes("service:manage");
  const hrefOf = (from?: string) => `/teams/${slug}/service-accounts${from ? `?cursor=${encodeURIComponent(from)}` : ""}`;
  return (
    <Panel title="Service accounts" actions={keeps && items.length > 0 && <CreateAccount team={slug} />}>
      <p className="mb-3 max-w-3xl text-ink-soft">
        The team’s machines: trainers, pipelines, services. Each acts by tokens of its own, as a viewer or contributor, and never signs; a token that is pinned to checks lets it report them. The person who made its token counts as the author of what it registers, so somebody else signs for that.
      </p>
      {items.length > 0 ? <AccountsTable accounts={items} /> : (
        <EmptyState icon="terminal" title={cursor ? "No service account further" : "No service account yet"} action={keeps && !cursor && <CreateAccount team={slug} first />}>
          {keeps
            ? "Create one for each machine, then a token for it. It stays when the person who made it leaves, and can be retired alone."
            : "A maintainer of the team creates them, and makes their tokens."}
        </EmptyState>
      )}
      <PageLinks cursor={cursor} next={nextCursor} hrefOf={hrefOf} />
    </Panel>
  );
}
