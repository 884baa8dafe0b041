import Link from "next/link";
import { api } from "#app/_trpc/server.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { KeyValues } from "#app/_ui/key-values.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SealMark } from "#app/_ui/seal.tsx";
import type { ModelDetail } from "#server/models/schema.ts";
import { EditTags } from "../../../edit-tags.tsx";
import { AliasBadge } from "../../../stage-badge.tsx";
import { TagList } from "../../../tag-badge.tsx";
import { loadMoves, loadStages } from "../loaded-model.ts";
import { Signers } from "../signers.tsx";

/** The right column: what is live, by whose signature, and the facts of the model. */
export async function ModelFacts({ model }: { model: ModelDetail }) {
  const base = `/models/${model.reference}`;
  const [stages, open] = await Promise.all([
    loadStages(),
    model.openPromotions > 0 ? (await api()).promotions.list({ model: model.reference, open: true, limit: 20 }) : { items: [] },
  ]);
  return (
    <>
      <Panel kind="boxed" title="Live">
        <ul className="-my-1 divide-y divide-line">
          {stages.map(({ name }) => <LiveStage key={name} model={model} stage={name} />)}
        </ul>
      </Panel>
      {open.items.length > 0 && (
        <Panel kind="boxed" title="Waiting for a signature" count={model.openPromotions}>
          <ul className="grid gap-1.5">
            {open.items.map(({ id, version, stage, requester }) => (
              <li key={id} className="flex items-start gap-2">
                <Icon name="hourglass" size={14} className="mt-0.75 text-wait" />
                <span>
                  <Link href={`/promotions/${id}`} className="link"><span className="font-mono">v{version}</span> to {stage}</Link>
                  <span className="text-ink-soft">, by {requester.name}</span>
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="Facts">
        <KeyValues
          facts={[
            { label: "Newest", value: <Link href={`${base}/versions/${model.newestVersion}`} className="link">v{model.newestVersion}</Link>, mono: true },
            { label: "Aliases", value: model.aliases.length > 0 ? <Aliases base={base} aliases={model.aliases} /> : <span className="text-ink-soft">none</span> },
            { label: "Tags", value: <Tags model={model} /> },
            { label: "Task", value: model.task },
            { label: "Framework", value: model.framework },
            { label: "Team", value: <Link href={`/models?team=${model.team}`} className="link">{model.team}</Link> },
            { label: "Seen by", value: <Link href={`${base}/access`} className="link">{model.visibility === "internal" ? "everybody here" : "its team, and who has a role on it"}</Link> },
            { label: "Created", value: <><RelativeTime at={model.createdAt} /> by {model.createdBy.name}</> },
          ]}
        />
      </Panel>
    </>
  );
}

function Tags({ model }: { model: ModelDetail }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {model.tags.length > 0 ? <TagList tags={model.tags} /> : <span className="text-ink-soft">none</span>}
      {model.can.includes("model:tag") && <EditTags model={model.reference} tags={model.tags} />}
    </span>
  );
}

function Aliases({ base, aliases }: { base: string; aliases: ModelDetail["aliases"] }) {
  return (
    <ul className="grid gap-1">
      {aliases.map(({ alias, version }) => (
        <li key={alias} className="flex flex-wrap items-center gap-1.5">
          <AliasBadge alias={alias} />
          <Link href={`${base}/versions/${version}`} className="link font-mono text-[0.8125rem]">v{version}</Link>
        </li>
      ))}
    </ul>
  );
}

async function LiveStage({ model, stage }: { model: ModelDetail; stage: string }) {
  const holder = model.stages.find((each) => each.stage === stage);
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5 py-2">
      <span className="pt-0.5"><SealMark size={18} state={holder ? "signed" : "awaited"} label={holder ? "Signed" : "Nothing live"} /></span>
      <div className="min-w-0">
        <div className="flex items-baseline justify-between gap-2">
          <span className="font-medium">{stage}</span>
          {holder && <Link href={`/models/${model.reference}/versions/${holder.version}`} className="link font-mono">v{holder.version}</Link>}
        </div>
        <div className="text-small text-ink-soft">
          {holder
            ? <>since <RelativeTime at={holder.since} />, <Signers moves={await loadMoves(model.team, model.name, stage)} version={holder.version} /></>
            : "nothing yet"}
        </div>
      </div>
    </li>
  );
}
