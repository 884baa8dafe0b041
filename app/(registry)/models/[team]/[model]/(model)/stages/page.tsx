import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SealStamp } from "#app/_ui/seal.tsx";
import type { ModelDetail } from "#server/models/schema.ts";
import type { Move } from "#server/pointers/schema.ts";
import type { PromotionSummary, RollbackTargets } from "#server/promotions/schema.ts";
import type { Stage } from "#server/stages/schema.ts";
import { loadModel, loadMoves, loadStages, loadVersion } from "../../loaded-model.ts";
import { Signers } from "../../signers.tsx";
import { queryParam, type SearchParams } from "../../../../query-param.ts";
import { StageSwatch } from "../../../../stage-swatch.tsx";
import { WhyNot } from "../../../../why-not.tsx";
import { historyInput } from "./history-input.ts";
import { LiveAt } from "./live-at.tsx";
import { MoveHistory } from "./move-history.tsx";
import { movesInput } from "./moves-input.ts";
import { readInstant } from "./read-instant.ts";
import { RollBack } from "./roll-back.tsx";
import { StayHistory } from "./stay-history.tsx";
import { TakeOut } from "./take-out.tsx";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Stages of ${team}/${model}` };
}

export default async function StagesPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model: name } = await params;
  const typed = await queryParam(searchParams, "at");
  const asTable = (await queryParam(searchParams, "as")) === "table";
  const [model, stages] = await Promise.all([loadModel(team, name), loadStages()]);
  const registry = await api();
  const [moves, stays, open] = await load(
    Promise.all([
      registry.pointers.moves(movesInput(model.reference)),
      registry.pointers.history(historyInput(model.reference)),
      model.openPromotions > 0 ? registry.promotions.list({ model: model.reference, open: true, limit: 100 }) : { items: [] },
    ]),
  );
  const pages = [
    { queryKey: trpc.pointers.moves.infiniteQueryKey(movesInput(model.reference)), queryFn: () => ({ pages: [moves], pageParams: [undefined] }) },
    { queryKey: trpc.pointers.history.infiniteQueryKey(historyInput(model.reference)), queryFn: () => ({ pages: [stays], pageParams: [undefined] }) },
  ];
  const names = stages.map((stage) => stage.name);
  return (
    <div className="grid gap-8">
      <ol aria-label="Stages" className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(17rem,1fr))]">
        {stages.map((stage) => <StageColumn key={stage.name} model={model} stage={stage} waiting={open.items.filter((promotion) => promotion.stage === stage.name)} />)}
      </ol>
      <Hydrate queries={pages}>
        <Panel title="What was live when" actions={stays.items.length > 0 && <View asTable={asTable} at={typed} />}>
          <StayHistory model={model.reference} stages={names} asTable={asTable} now={Date.now()} at={typed === undefined ? null : readInstant(typed)} />
        </Panel>
        <Panel title="What was live at an instant">
          <LiveAt model={model.reference} stages={names} typed={typed} asTable={asTable} />
        </Panel>
        <Panel title="Every move" flush>
          <MoveHistory model={model.reference} stages={names} />
        </Panel>
      </Hydrate>
    </div>
  );
}

/** The same history in the other form; the instant that is asked about stays. */
function View({ asTable, at }: { asTable: boolean; at: string | undefined }) {
  const hrefOf = (as: Record<string, string>) => `?${new URLSearchParams({ ...(at === undefined ? {} : { at }), ...as }).toString()}`;
  return <Segments label="Show as" segments={[{ label: "Chart", href: hrefOf({}), current: !asTable }, { label: "Table", href: hrefOf({ as: "table" }), current: asTable }]} />;
}

async function StageColumn({ model, stage, waiting }: { model: ModelDetail; stage: Stage; waiting: readonly PromotionSummary[] }) {
  const holder = model.stages.find((each) => each.stage === stage.name);
  const [moves, targets] = await Promise.all([
    loadMoves(model.team, model.name, stage.name),
    load((await api()).promotions.rollbackTargets({ model: model.reference, stage: stage.name })),
  ]);
  return (
    <li className="flex flex-col rounded-md border border-line-strong bg-surface [--ground:var(--surface)]">
      <header className="border-b border-line px-4 py-2.5">
        <h2 className="flex items-center gap-2"><StageSwatch color={stage.color} />{stage.name}</h2>
        <p className="text-small text-ink-soft">{stage.description}</p>
      </header>
      <div className="flex-1 px-4 py-4">
        {holder ? <Holder model={model} version={holder.version} since={holder.since} moves={moves} /> : <Vacant stage={stage.name} />}
      </div>
      {waiting.length > 0 && (
        <ul className="grid gap-1 border-t border-line px-4 py-2.5">
          {waiting.map(({ id, version, requester }) => (
            <li key={id} className="flex items-start gap-2">
              <Icon name="hourglass" size={14} className="mt-0.75 text-wait" />
              <span><Link href={`/promotions/${id}`} className="link"><span className="font-mono">v{version}</span> waits for a signature</Link><span className="text-ink-soft">, asked by {requester.name}</span></span>
            </li>
          ))}
        </ul>
      )}
      {holder && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2.5">
          <RollBackPart model={model} stage={stage.name} present={holder.version} targets={targets} />
          {model.can.includes("promotion:request") && <TakeOut model={model.reference} stage={stage.name} present={holder.version} />}
        </footer>
      )}
    </li>
  );
}

async function Holder({ model, version, since, moves }: { model: ModelDetail; version: number; since: string; moves: readonly Move[] }) {
  const { digest } = await loadVersion(model.team, model.name, version);
  return (
    <div className="flex items-center gap-4">
      <SealStamp digest={digest} size={72} centre={`v${version}`} />
      <div className="min-w-0">
        <Link href={`/models/${model.reference}/versions/${version}`} className="link font-medium">{model.name} <span className="font-mono">v{version}</span></Link>
        <p className="text-ink-soft">live since <RelativeTime at={since} /></p>
        <p className="text-small text-ink-soft"><Signers moves={moves} version={version} /></p>
      </div>
    </div>
  );
}

function Vacant({ stage }: { stage: string }) {
  return (
    <div className="flex items-center gap-4">
      <SealStamp state="awaited" size={72} />
      <p className="text-ink-soft">Nothing is live here. Request a promotion to {stage} on the page of a version.</p>
    </div>
  );
}

/** Rolling back, or why it can't be done: by this person, or at all. */
function RollBackPart({ model, stage, present, targets }: { model: ModelDetail; stage: string; present: number; targets: RollbackTargets }) {
  const lacks = !model.can.includes("promotion:rollback");
  const refusal = lacks
    ? `Rolling back takes the role contributor or maintainer in ${model.team}, or on this model.`
    : targets.versions.length === 0
      ? "No other version was live here before, so there is nothing to roll back to."
      : null;
  return (
    <>
      <RollBack model={model.reference} stage={stage} present={present} targets={targets} refusal={refusal} />
      {lacks && <WhyNot model={model.reference} permission="promotion:rollback" act="roll back" />}
    </>
  );
}
