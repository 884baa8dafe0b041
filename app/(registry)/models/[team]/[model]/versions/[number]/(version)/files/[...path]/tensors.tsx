import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { Bytes, Count } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Inspection, Tensor } from "#server/inspect/schema.ts";
import { formatShape } from "../tensor-words.ts";
import { SearchTensors } from "./search-tensors.tsx";
import { tensorHref, tensorPage, type TensorOrder, type TensorQuery } from "./tensor-list.ts";

/** Tensors so few that nobody searches them. */
const fewTensors = 20;

/** The tensors of a file: searched, ordered and paged by the address. */
export function Tensors({ inspection: { tensors, tensorCount }, query }: { inspection: Inspection; query: TensorQuery }) {
  if (tensorCount === 0) return null;
  const { tensors: listed, found, pages, page } = tensorPage(tensors, query);
  // Not every format sees to it that a name comes once.
  const rows = listed.map((tensor, index) => ({ ...tensor, key: `${index} ${tensor.name}` }));
  const href = (change: Partial<TensorQuery>) => tensorHref({ ...query, page: 1, ...change });
  return (
    <Panel title="Tensors" count={tensorCount} flush>
      {tensorCount > fewTensors && (
        <div className="flex flex-wrap items-center justify-between gap-3 pb-2">
          <SearchTensors words={query.words} />
          <p role="status" className="text-small text-ink-soft">{query.words !== "" && `${formatCount(found)} of ${formatCount(tensors.length)} found`}</p>
        </div>
      )}
      {tensorCount > tensors.length && <p className="pb-2 text-small text-ink-soft">The first {formatCount(tensors.length)} are listed; the sums count all.</p>}
      {rows.length > 0
        ? <Table caption="Tensors" columns={columnsFor(query, href)} rows={rows} rowKey={({ key }) => key} />
        : <EmptyState icon="search" title={`No tensor has “${query.words}” in its name or dtype`} action={<LinkButton href={href({ words: "" })}>All tensors</LinkButton>}>Every word has to be found, in any order.</EmptyState>}
      {pages > 1 && (
        <nav aria-label="Pages of tensors" className="mt-4 flex flex-wrap items-center gap-2">
          {page > 1 && <LinkButton href={href({ page: page - 1 })} scroll={false} icon="arrow-up">The 200 before</LinkButton>}
          {page < pages && <LinkButton href={href({ page: page + 1 })} scroll={false} icon="arrow-down">The next 200</LinkButton>}
          <span className="text-small text-ink-soft">page {formatCount(page)} of {formatCount(pages)}</span>
        </nav>
      )}
    </Panel>
  );
}

function columnsFor(query: TensorQuery, href: (change: Partial<TensorQuery>) => string): Column<Tensor>[] {
  const sort = (order: TensorOrder): Column<Tensor>["sort"] => {
    const isThis = query.order === order;
    // Once more turns it around, and a third time leaves it as the file has it.
    if (!isThis) return { href: href({ order, descending: false }) };
    return query.descending
      ? { href: href({ order: null, descending: false }), direction: "descending" }
      : { href: href({ order, descending: true }), direction: "ascending" };
  };
  return [
    { key: "name", header: "Name", mono: true, sort: sort("name"), cell: ({ name }) => <span className="font-medium break-all">{name}</span> },
    { key: "dtype", header: "Dtype", mono: true, sort: sort("dtype"), cell: ({ dtype }) => dtype },
    { key: "shape", header: "Shape", mono: true, align: "end", sort: sort("shape"), cell: ({ shape }) => formatShape(shape) },
    { key: "parameters", header: "Parameters", align: "end", sort: sort("parameters"), cell: ({ parameters }) => <Count value={parameters} /> },
    { key: "bytes", header: "Size", align: "end", sort: sort("bytes"), cell: ({ bytes }) => (bytes === null ? <span className="text-ink-soft" title="The bytes lie in another file, or can’t be told.">elsewhere</span> : <Bytes value={bytes} />) },
  ];
}
