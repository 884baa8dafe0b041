import type { ReactNode } from "react";
import { Digest } from "#app/_ui/digest.tsx";
import { Icon, type IconName } from "#app/_ui/icon.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import { capital, counted } from "../../words.ts";
import { aboutOf } from "../about.ts";
import { AboutButton } from "../conversation/about-button.tsx";
import { Fold } from "../fold.tsx";
import { differing, type Change } from "./fact-changes.ts";
import type { Names } from "./metrics-panel.tsx";

/** Facts of the candidate beside the same ones of what is live: what differs as a table, the rest folded. */
export function ChangedFacts({
  part, title, one, changes, names, children,
}: { part: string; title: string; one: string; changes: readonly Change[]; names: Names; children?: ReactNode }) {
  const rows = differing(changes);
  const same = changes.filter((change) => change.kind === "same");
  const columns: Column<Change>[] = [
    { key: "name", header: capital(one), cell: (change) => <Changed kind={change.kind} name={change.name} />, width: "30%" },
    { key: "live", header: names.live ?? "", cell: (change) => <Value text={change.live} />, width: "35%" },
    { key: "candidate", header: names.candidate, cell: (change) => <Value text={change.candidate} strong />, width: "35%" },
    { key: "about", header: "Comments", quiet: true, corner: true, align: "end", cell: (change) => <AboutButton about={aboutOf(part, change.name)} quiet /> },
  ];
  return (
    <Panel title={title} count={rows.length} anchor={`part-${part}`} actions={<AboutButton about={part} />}>
      {children}
      {rows.length > 0 && <Table caption={`${title} that change`} columns={columns} rows={rows} rowKey={(change) => change.name} />}
      {same.length > 0 && (
        <Fold summary={<span className="text-ink-soft">{counted(same.length, one)} unchanged</span>}>
          <FactList values={same} />
        </Fold>
      )}
    </Panel>
  );
}

/** Facts with nothing to compare them with. */
export function FactList({ values }: { values: readonly Pick<Change, "name" | "candidate">[] }) {
  return (
    <dl className="divide-y divide-line">
      {values.map(({ name, candidate }) => (
        <div key={name} className="grid gap-x-4 px-2 py-1.5 sm:grid-cols-[30%_minmax(0,1fr)]">
          <dt className="break-words text-ink-soft">{name}</dt>
          <dd className="min-w-0"><Value text={candidate} /></dd>
        </div>
      ))}
    </dl>
  );
}

const signs: Record<Change["kind"], { icon: IconName; word: string }> = {
  added: { icon: "plus", word: "added" },
  removed: { icon: "minus", word: "removed" },
  changed: { icon: "edit", word: "changed" },
  same: { icon: "equal", word: "the same" },
};

/** A name with the sign of what became of it. */
export function Changed({ kind, name, mono = false }: { kind: Change["kind"]; name: string; mono?: boolean }) {
  const { icon, word } = signs[kind];
  return (
    <span className="inline-flex items-start gap-1.5">
      <span title={word} className="text-ink-soft"><Icon name={icon} size={12} label={word} className="mt-1" /></span>
      <span className={mono ? "min-w-0 font-mono text-[0.8125rem] break-all" : "min-w-0 break-words"}>{name}</span>
    </span>
  );
}

/** A fact as it is written; a digest by its beginning. */
export function Value({ text, strong = false }: { text: string | undefined; strong?: boolean }) {
  if (text === undefined) return <span className="text-ink-faint">none</span>;
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return <Digest value={text} />;
  return <span className={`font-mono text-[0.8125rem] break-words whitespace-pre-wrap ${strong ? "" : "text-ink-soft"}`}>{text === "" ? "“”" : text}</span>;
}
