import { api } from "#app/_trpc/server.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { CardText } from "./card-text.tsx";
import { CardFacts } from "./card-facts.tsx";
import { unfitWords } from "./unfit-words.ts";

/** The card of what is live, since that is what people use; of the newest while nothing is. */
export async function CardPanel({ model, number, stage, newest, mayWrite }: { model: string; number: number; stage: string | null; newest: number; mayWrite: boolean }) {
  const { card, unfit } = await (await api()).cards.get({ reference: `${model}@${number}` });
  const base = `/models/${model}/versions`;
  return (
    <Panel
      title={`Card of v${number}`}
      actions={(
        <span className="text-small text-ink-soft">
          {stage ? `live in ${stage}` : "the newest"}
          {newest !== number && <>, <Link href={`${base}/${newest}/card`} className="link">v{newest} is newer</Link></>}
        </span>
      )}
    >
      {card === null
        ? <p className="text-ink-soft">{unfitWords(number, unfit)} {mayWrite && <Link href={`${base}/${number}/card/edit`} className="link">Write one</Link>}</p>
        : <div className="grid grid-cols-[minmax(0,1fr)] gap-4"><CardFacts front={card.front} /><CardText model={model} number={number} markdown={card.shown.markdown} /></div>}
    </Panel>
  );
}
