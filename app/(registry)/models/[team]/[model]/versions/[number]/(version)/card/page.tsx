import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Card } from "#server/cards/schema.ts";
import { queryParam, type SearchParams } from "../../../../../../query-param.ts";
import { WhyNot } from "../../../../../../why-not.tsx";
import { CardFacts } from "../../../../card-facts.tsx";
import { CardText } from "../../../../card-text.tsx";
import { loadModel } from "../../../../loaded-model.ts";
import { unfitWords } from "../../../../unfit-words.ts";
import { Revisions } from "./revisions.tsx";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Card of ${team}/${model} v${number}` };
}

export default async function CardPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model: name, number } = await params;
  const wanted = Number(await queryParam(searchParams, "revision"));
  const revision = Number.isSafeInteger(wanted) && wanted > 0 ? wanted : undefined;
  const [model, { card, unfit }] = await Promise.all([loadModel(team, name), load((await api()).cards.get({ reference: `${team}/${name}@${number}`, revision }))]);
  const base = `/models/${model.reference}/versions/${number}/card`;
  const mayWrite = model.can.includes("card:edit");
  const write = (words: string) => (mayWrite ? <LinkButton href={`${base}/edit`} icon="edit">{words}</LinkButton> : <WhyNot model={model.reference} permission="card:edit" act="write the card" />);
  if (card === null) {
    return <EmptyState icon="book" title="No card" action={write("Write a card")}>{unfitWords(Number(number), unfit)}</EmptyState>;
  }
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-ink-soft">{said(card)}, <RelativeTime at={card.createdAt} /></p>
          {write("Edit the card")}
        </div>
        {card.revision < card.newest && <Notice tone="wait" title={`Revision ${card.revision} of ${card.newest}`}>It says what was written then. <Link href={base} className="link">Read the card as it is now</Link></Notice>}
        <Faults card={card} />
        <CardFacts front={card.front} />
        <CardText model={model.reference} number={Number(number)} markdown={card.shown.markdown} />
      </div>
      <Revisions reference={card.reference} base={base} shown={card.revision} newest={card.newest} />
    </>
  );
}

function said({ revision, source, author }: Card): string {
  return source === "file" ? `Revision ${revision}, from the README.md that ${author.name} registered` : `Revision ${revision}, by ${author.name}`;
}

/** What of the card can't be read as it was meant: those who read it see where. */
function Faults({ card: { shown: { faults } } }: { card: Card }) {
  if (faults.length === 0) return null;
  return (
    <Notice tone="wait" title={faults.length === 1 ? "Something in this card can’t be read" : `${faults.length} things in this card can’t be read`}>
      <ul>{faults.slice(0, 10).map(({ line, message }, at) => <li key={at}>Line {line}: {message}</li>)}</ul>
    </Notice>
  );
}
