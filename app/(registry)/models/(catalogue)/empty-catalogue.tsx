import { api, Hydrate, trpc } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { CodeBlock, CodeTabs } from "#app/_ui/code-block.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { YourDrafts } from "../[team]/[model]/drafts/your-drafts.tsx";
import { registryOrigin } from "../registry-origin.ts";
import { loginUsage, pushUsage } from "../usage.ts";

/** The first thing that a new registry shows: what has to be done, in order. */
export async function EmptyCatalogue({ teams }: { teams: readonly { slug: string }[] }) {
  const registry = await api();
  const { siteRole } = await registry.identity.whoami();
  const drafts = { queryKey: trpc.drafts.list.queryKey({}), queryFn: () => registry.drafts.list({}) };
  const [team] = teams;
  return (
    <>
      <PageHeader title="Catalogue" lead="Models appear here with their first version." />
      <Hydrate queries={[drafts]}><YourDrafts /></Hydrate>
      {team === undefined ? <NoTeam admin={siteRole === "admin"} /> : <FirstPush team={team.slug} />}
    </>
  );
}

function NoTeam({ admin }: { admin: boolean }) {
  if (!admin) {
    return (
      <EmptyState icon="people" title="You are in no team yet">
        Models belong to teams. You see those of your teams, those on which somebody gives you a role, and those that are open to everybody here: there is none yet. Ask a maintainer of the team that you work with, or an administrator of this registry.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="people" title="Create a team first" action={<LinkButton variant="primary" href="/teams">Create a team</LinkButton>}>
      Models belong to teams: the team’s name is the first half of a model’s, as in <code>risk/fraud-detector</code>. Its members decide who registers versions and who signs for them.
    </EmptyState>
  );
}

async function FirstPush({ team }: { team: string }) {
  const origin = await registryOrigin();
  return (
    <div className="grid max-w-3xl gap-6">
      <EmptyState icon="catalogue" title="No models yet" action={<LinkButton variant="primary" icon="upload" href={`/models/new?team=${team}`}>Register the first model here</LinkButton>}>
        Drop a folder with a trained model into the browser, or push it from where it was trained in two steps. The version’s number is given by the registry, and its files can never change.
      </EmptyState>
      <Panel title="1. Sign in from your machine">
        <div className="grid gap-3">
          <p className="max-w-prose text-ink-soft">Create a token with the scope <code>version:create</code>, then give it to the command when it asks.</p>
          <CodeBlock label="CLI" code={loginUsage(origin)} />
          <div><LinkButton size="small" icon="key" href="/settings/tokens">Create a token</LinkButton></div>
        </div>
      </Panel>
      <Panel title="2. Push a folder">
        <div className="grid gap-3">
          <p className="max-w-prose text-ink-soft">The folder’s <code>metadata.json</code> declares what the version is made of: its metrics, parameters and data. Its <code>README.md</code> becomes the card.</p>
          <CodeTabs label="How to push" alternatives={pushUsage(origin, `${team}/my-model`)} />
        </div>
      </Panel>
    </div>
  );
}
