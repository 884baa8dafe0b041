import type { ReactNode } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Recipe } from "#server/lineage/schema.ts";
import { OutsideLink } from "../../outside-link.tsx";

/** What the version came out of, with what lineage events have said of it since it was registered. */
export function MadeOf({ recipe: { runs, code, parents, data, command } }: { recipe: Recipe }) {
  const told = data.filter(({ source }) => source === "event");
  const facts: (Fact | false)[] = [
    runs.length > 0 && { label: "Runs", value: <Lines>{runs.map((run) => <li key={`${run.tracker} ${run.id}`}><Run run={run} /> <Source of={run.source} /></li>)}</Lines> },
    code !== null && { label: "Code", value: <><OutsideLink href={code.repository}><span className="break-all">{code.repository.replace(/^https?:\/\//, "")}</span></OutsideLink> <span className="text-ink-soft">at</span> <code className="break-all">{code.commit.slice(0, 12)}</code> {code.dirty && <Badge>changed beside it</Badge>} <Source of={code.source} /></> },
    command !== null && { label: "Command", value: <span className="break-words whitespace-pre-wrap">{command}</span>, mono: true },
    parents.length > 0 && { label: "Made from", value: <Lines>{parents.map(({ relation, reference, source }) => <li key={`${relation} ${reference}`}><span className="text-ink-soft">{relation}</span> <Parent reference={reference} /> <Source of={source} /></li>)}</Lines> },
    told.length > 0 && { label: "More data", value: <Lines>{told.slice(0, 20).map(({ name, version }, at) => <li key={at} className="break-all">{name}{version !== null && <span className="text-ink-soft"> {version}</span>} <Source of="event" /></li>)}{told.length > 20 && <li className="text-ink-soft">and {told.length - 20} more</li>}</Lines> },
  ];
  const known = facts.filter((fact) => fact !== false);
  return known.length > 0 && <Panel title="Made by"><KeyValues facts={known} /></Panel>;
}

function Lines({ children }: { children: ReactNode }) {
  return <ul className="grid gap-1">{children}</ul>;
}

function Run({ run: { tracker, id, url } }: { run: Recipe["runs"][number] }) {
  const name = <span className="font-mono text-[0.8125rem] break-all">{id}</span>;
  return <>{url === null ? name : <OutsideLink href={url}>{name}</OutsideLink>} <span className="text-ink-soft">in {tracker}</span></>;
}

function Parent({ reference }: { reference: string }) {
  const [, model, number] = /^([a-z0-9-]+\/[a-z0-9-]+)@(\d+)$/.exec(reference) ?? [];
  if (model === undefined) return <OutsideLink href={reference}>{reference}</OutsideLink>;
  return <Link href={`/models/${model}/versions/${number}`} className="link">{reference}</Link>;
}

function Source({ of }: { of: Recipe["runs"][number]["source"] }) {
  return of === "event" && <Badge title="A lineage event said so after the version was registered.">event</Badge>;
}
