import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Markdown } from "#app/_ui/markdown.tsx";
import { Notice } from "#app/_ui/notice.tsx";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Card of ${team}/${model} v${number}` };
}

export default async function CardPage({ params }: { params: Params }) {
  const { team, model, number } = await params;
  const reference = `${team}/${model}@${number}`;
  const card = await load((await api()).versions.card({ reference }));
  if (card === null) {
    return (
      <EmptyState icon="book" title="No card">
        v{number} was registered without a <code>README.md</code>. A card says what the model is for, what it was trained on and where it fails: put a README.md into the folder before the next push.
      </EmptyState>
    );
  }
  return (
    <div>
      <Markdown text={card.markdown} />
      {card.truncated && <div className="mt-6"><Notice title="The card is longer than 512 KiB">Its beginning is shown. The whole of it is the README.md among the files.</Notice></div>}
    </div>
  );
}
