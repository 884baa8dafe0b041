import type { Metadata } from "next";
import { registryOrigin } from "#app/(registry)/models/registry-origin.ts";
import { reportUsage } from "#app/(registry)/models/usage.ts";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { CodeTabs } from "#app/_ui/code-block.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { ChecksPanel } from "./checks-panel.tsx";
import { DefineCheck } from "./define-check.tsx";

export const metadata: Metadata = { title: "Checks" };

export default async function ChecksPage() {
  const registry = await api();
  const [{ siteRole }, checks, origin] = await load(Promise.all([registry.identity.whoami(), registry.checks.list(), registryOrigin()]));
  const keeps = siteRole === "admin";
  return (
    <>
      <PageHeader
        title="Checks"
        lead="What pipelines find out about a version and report here. A policy can demand that a check has passed, and only a token that is pinned to a check can report it."
        act={keeps && <DefineCheck />}
      />
      <div className="grid gap-8">
        <Hydrate queries={[{ queryKey: trpc.checks.list.queryKey(), queryFn: () => checks }]}><ChecksPanel keeps={keeps} /></Hydrate>
        <HowToReport origin={origin} check={checks[0]?.name ?? "bias-audit"} />
      </div>
    </>
  );
}

function HowToReport({ origin, check }: { origin: string; check: string }) {
  return (
    <Panel title="How a pipeline reports">
      <div className="grid max-w-3xl gap-3">
        <p className="text-ink-soft">
          With a token that is pinned to the check, of somebody who did not make the version. Reports of one <code>run</code> may come twice and in any order; a later run replaces an earlier one.
          The status is <code>queued</code>, <code>running</code>, <code>passed</code> or <code>failed</code>, and only <code>passed</code> passes.
        </p>
        <CodeTabs label="How to report" alternatives={reportUsage(origin, "risk/fraud-detector@7", check)} />
      </div>
    </Panel>
  );
}
