import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { api, load } from "#app/_trpc/server.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { queryParam, type SearchParams } from "../../../../../../../query-param.ts";
import { TextDiff } from "../../../../../../../../text-diff.tsx";
import { Choose } from "../revisions.tsx";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Changes of the card of ${team}/${model} v${number}` };
}

/** What differs between two revisions of a card, as they were written. */
export default async function CardChangesPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model, number } = await params;
  const reference = `${team}/${model}@${number}`;
  const base = `/models/${team}/${model}/versions/${number}/card`;
  const [from, to] = [await revisionOf(searchParams, "from"), await revisionOf(searchParams, "to")];
  const { cards } = await api();
  const [diff, { items }] = await Promise.all([load(cards.diff({ from: { reference, revision: from }, to: { reference, revision: to } })), load(cards.history({ reference, limit: 100 }))]);
  if (diff.from === null || diff.to === null) notFound();
  const isSame = diff.lines.every(({ kind }) => kind === "same");
  return (
    <Panel title={`What changed from revision ${diff.from.revision} to ${diff.to.revision}`} actions={<Link href={base} className="link text-small">Read the card</Link>}>
      <div className="grid gap-4">
        {isSame ? <p className="text-ink-soft">The two say the same.</p> : <TextDiff label="Lines of the card" lines={diff.lines} />}
        <Choose base={base} revisions={items.map(({ revision }) => revision)} from={diff.from.revision} to={diff.to.revision} />
      </div>
    </Panel>
  );
}

async function revisionOf(params: SearchParams, name: string): Promise<number> {
  const revision = Number(await queryParam(params, name));
  if (!Number.isSafeInteger(revision) || revision < 1) notFound();
  return revision;
}
