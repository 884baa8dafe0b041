import type { ReactNode } from "react";
import { Icon } from "#app/_ui/icon.tsx";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SealMark } from "#app/_ui/seal.tsx";
import type { ModelDetail } from "#server/models/schema.ts";
import type { VersionDetail } from "#server/versions/schema.ts";
import { EditTags } from "../../../../edit-tags.tsx";
import { AliasBadge } from "../../../../stage-badge.tsx";
import { TagList } from "../../../../tag-badge.tsx";
import { WhyNot } from "../../../../why-not.tsx";
import { loadMoves } from "../../loaded-model.ts";
import { Signers } from "../../signers.tsx";
import { AliasDialog } from "./alias-dialog.tsx";
import { OutsideLink } from "./outside-link.tsx";

/** The right column of a version: where it is live and waiting, and the facts that every tab needs. */
export function VersionFacts({ model, version }: { model: ModelDetail; version: VersionDetail }) {
  const held = model.stages.filter((holder) => holder.version === version.number);
  return (
    <>
      {(held.length > 0 || version.openPromotions.length > 0) && (
        <Panel kind="boxed" title={held.length > 0 ? "Live" : "Waiting for a signature"}>
          <ul className="-my-1 divide-y divide-line">
            {held.map(({ stage, since }) => <LiveIn key={stage} model={model} stage={stage} since={since} version={version.number} />)}
            {version.openPromotions.map(({ id, stage }) => (
              <li key={id} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5 py-2">
                <Icon name="hourglass" className="mt-0.5 text-wait" />
                <span><Link href={`/promotions/${id}`} className="link">Promotion to {stage}</Link><span className="text-ink-soft"> waits for a signature</span></span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel
        title="Facts"
        actions={model.can.includes("alias:move") && <AliasDialog model={model.reference} number={version.number} aliases={model.aliases} />}
      >
        <KeyValues facts={factsOf(version, model.can.includes("model:tag"))} />
        <p className="flex flex-wrap gap-x-4 pt-1.5 empty:hidden">
          {!model.can.includes("alias:move") && <WhyNot model={model.reference} permission="alias:move" act="set an alias" />}
          {!model.can.includes("version:delete") && <WhyNot model={model.reference} permission="version:delete" act="archive or delete it" />}
        </p>
      </Panel>
      <Environment version={version} />
    </>
  );
}

async function LiveIn({ model, stage, since, version }: { model: ModelDetail; stage: string; since: string; version: number }) {
  const moves = await loadMoves(model.team, model.name, stage);
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5 py-2">
      <span className="pt-0.5"><SealMark size={18} /></span>
      <div>
        <span className="font-medium">{stage}</span>
        <p className="text-small text-ink-soft">since <RelativeTime at={since} />, <Signers moves={moves} version={version} /></p>
      </div>
    </li>
  );
}

function factsOf(version: VersionDetail, mayTag: boolean): Fact[] {
  const { metadata } = version;
  const facts: (Fact | false)[] = [
    { label: "Aliases", value: version.aliases.length > 0 ? <Words words={version.aliases.map((alias) => <AliasBadge key={alias} alias={alias} />)} /> : <span className="text-ink-soft">none</span> },
    {
      label: "Tags",
      value: (
        <span className="inline-flex flex-wrap items-center gap-1">
          {version.tags.length > 0 ? <TagList tags={version.tags} /> : <span className="text-ink-soft">none</span>}
          {mayTag && <EditTags model={version.model} version={version.reference} tags={version.tags} />}
        </span>
      ),
    },
    { label: "Task", value: version.task },
    { label: "Framework", value: version.framework },
    { label: "Author", value: version.author.name },
    { label: "Size", value: <><Bytes value={version.bytes} /> <span className="text-ink-soft">in {version.files} {version.files === 1 ? "file" : "files"}</span></> },
    metadata.run !== undefined && { label: "Run", value: <Run run={metadata.run} /> },
    metadata.code !== undefined && { label: "Code", value: <Code code={metadata.code} /> },
    metadata.description !== "" && { label: "Description", value: metadata.description },
  ];
  return facts.filter((fact) => fact !== false);
}

function Words({ words }: { words: ReactNode[] }) {
  return <span className="flex flex-wrap gap-1">{words}</span>;
}

function Run({ run: { tracker, id, url } }: { run: NonNullable<VersionDetail["metadata"]["run"]> }) {
  const name = <span className="font-mono text-[0.8125rem] break-all">{id}</span>;
  return <>{url ? <OutsideLink href={url}>{name}</OutsideLink> : name} <span className="text-ink-soft">in {tracker}</span></>;
}

function Code({ code: { repository, commit } }: { code: NonNullable<VersionDetail["metadata"]["code"]> }) {
  return (
    <>
      <OutsideLink href={repository}><span className="break-all">{repository.replace(/^https?:\/\//, "")}</span></OutsideLink>
      <br />
      <span className="text-ink-soft">at </span><code title={commit}>{commit.slice(0, 12)}</code>
    </>
  );
}

function Environment({ version }: { version: VersionDetail }) {
  const facts = Object.entries(version.metadata.environment).map(([label, value]): Fact => ({ label, value, mono: true }));
  if (facts.length === 0) return null;
  return <Panel title="Environment" count={facts.length}><KeyValues facts={facts} /></Panel>;
}
