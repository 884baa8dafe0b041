import { Avatar } from "#app/_ui/avatar.tsx";
import { KeyValues } from "#app/_ui/key-values.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SealMark } from "#app/_ui/seal.tsx";
import type { ModelDetail, ModelOverview } from "#server/models/schema.ts";
import { catalogueHref } from "../../../(catalogue)/address.ts";
import { EditTags } from "../../../edit-tags.tsx";
import { AliasBadge } from "../../../stage-badge.tsx";
import { TagList } from "../../../tag-badge.tsx";
import { loadOverview, loadStages } from "../loaded-model.ts";
import { listed } from "../signers.tsx";
import { Concerns } from "./concerns.tsx";
import { Waiting } from "./waiting.tsx";

/** The right column: what is live by whose signature, what needs a look, what waits, who owns the model, and its facts. */
export async function ModelFacts({ model }: { model: ModelDetail }) {
  const base = `/models/${model.reference}`;
  const [stages, overview] = await Promise.all([loadStages(), loadOverview(model.team, model.name)]);
  return (
    <>
      <Panel kind="boxed" title="Live">
        <ul className="-my-1 divide-y divide-line">
          {stages.map(({ name }) => <LiveStage key={name} base={base} stage={name} holder={overview.live.find(({ stage }) => stage === name)} />)}
        </ul>
        {overview.lastMove && <LastMove move={overview.lastMove} />}
      </Panel>
      <Concerns base={base} concerns={overview.concerns} />
      <Waiting model={model.reference} count={model.openPromotions} />
      <Panel title="Facts">
        <KeyValues
          facts={[
            { label: "Owners", value: <Owners team={model.team} owners={overview.owners} /> },
            { label: "Newest", value: <Link href={`${base}/versions/${model.newestVersion}`} className="link">v{model.newestVersion}</Link>, mono: true },
            { label: "Aliases", value: model.aliases.length > 0 ? <Aliases base={base} aliases={model.aliases} /> : <span className="text-ink-soft">none</span> },
            { label: "Tags", value: <Tags model={model} /> },
            { label: "Task", value: model.task },
            { label: "Framework", value: model.framework },
            { label: "Team", value: <Link href={catalogueHref({ query: `team:${model.team}` })} className="link">{model.team}</Link> },
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

const mostOwners = 4;

/** Whom to ask: the maintainers of the team. */
function Owners({ team, owners: { count, first } }: { team: string; owners: ModelOverview["owners"] }) {
  if (count === 0) return <span className="text-ink-soft">nobody: the team {team} has no maintainer</span>;
  const shown = first.slice(0, mostOwners);
  return (
    <ul className="grid gap-1">
      {shown.map(({ id, name }) => <li key={id} className="flex items-center gap-1.5"><Avatar name={name} />{name}</li>)}
      {count > shown.length && <li className="text-small text-ink-soft">and {count - shown.length} more</li>}
    </ul>
  );
}

function LiveStage({ base, stage, holder }: { base: string; stage: string; holder: ModelOverview["live"][number] | undefined }) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5 py-2">
      <span className="pt-0.5"><SealMark size={18} state={holder ? "signed" : "awaited"} label={holder ? "Signed" : "Nothing live"} /></span>
      <div className="min-w-0">
        <div className="flex items-baseline justify-between gap-2">
          <span className="font-medium">{stage}</span>
          {holder && <Link href={`${base}/versions/${holder.version}`} className="link font-mono">v{holder.version}</Link>}
        </div>
        <div className="text-small text-ink-soft">
          {holder ? <>since <RelativeTime at={holder.since} />, {signedBy(holder)}</> : "nothing yet"}
        </div>
      </div>
    </li>
  );
}

/** Who answers for what is live: those who signed, and who returned to it when it came by a rollback. */
function signedBy({ approvedBy, kind, by }: ModelOverview["live"][number]): string {
  const signed = approvedBy.length > 0 ? `signed by ${listed(approvedBy.map(({ name }) => name))}` : "signed by nobody";
  return kind === "rollback" ? `${signed}, returned to by ${by.name}` : signed;
}

function LastMove({ move: { stage, kind, from, to, by, at, promotionId } }: { move: NonNullable<ModelOverview["lastMove"]> }) {
  const act = kind === "rollback" ? `Return of ${stage} to v${to}` : kind === "remove" ? `v${from} out of ${stage}` : `v${to} to ${stage}`;
  return (
    <p className="mt-2 border-t border-line pt-2 text-small text-ink-soft">
      Last move: <Link href={`/promotions/${promotionId}`} className="link">{act}</Link>, <RelativeTime at={at} />, by {by.name}
    </p>
  );
}
