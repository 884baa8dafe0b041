import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

export type Column<Row> = {
  key: string;
  /** The column's head, and the value's label where rows become cards. */
  header: string;
  /** What is drawn as its head, where that is more than the word. */
  head?: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: "end";
  mono?: boolean;
  width?: string;
  /** The server's other order of this column; `direction` is the present one, if it is ordered by this. */
  sort?: { href: string; direction?: "ascending" | "descending" };
  /** Its head is spoken and not drawn: actions, selection. */
  quiet?: boolean;
  /** Where rows become cards it stands in their corner: one small thing that can be pressed. */
  corner?: boolean;
  /** It names the row and carries its link. By default the first that is not quiet. */
  lead?: boolean;
};

/**
 * A dense table. With `rowHref` the whole row is one link, and what can be pressed in it stays above that link.
 * Where there is no room, each row becomes a card with every value; the roles are written out because browsers drop those of
 * a table that is displayed as something else. `wide` scrolls inside its own frame instead of wrapping; between the phone
 * and the desk every table does where it is wider than its place, so that the page does not.
 */
export function Table<Row>({
  caption, columns, rows, rowKey, rowHref, isSelected, wide = false,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string | undefined;
  isSelected?: (row: Row) => boolean;
  wide?: boolean;
}) {
  const lead = columns.find((column) => column.lead) ?? columns.find((column) => !column.quiet);
  return (
    <div className="ledger-frame max-[70rem]:overflow-x-auto max-[70rem]:[--sticky-top:0px]" data-wide={wide} {...(wide ? { tabIndex: 0, role: "group", "aria-label": caption } : {})}>
      <table className="ledger" role="table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" aria-sort={column.sort?.direction} data-align={column.align} style={{ width: column.width }}>
                <Head column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => {
            const href = rowHref?.(row);
            return (
              <tr key={rowKey(row)} role="row" data-link={href ? true : undefined} data-selected={isSelected?.(row) || undefined}>
                {columns.map((column) => {
                  const value = column.cell(row);
                  return (
                    <td
                      key={column.key} role="cell" data-label={column.header} data-align={column.align}
                      data-mono={column.mono} data-quiet={column.quiet} data-corner={column.corner} data-lead={column === lead || undefined}
                    >
                      {column === lead && href ? <Link href={href} className="row-link">{value}</Link> : value}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({ column }: { column: Column<Row> }) {
  if (column.quiet) return <span className="sr-only">{column.header}</span>;
  if (!column.sort) return column.head ?? column.header;
  return (
    <Link href={column.sort.href} scroll={false} className="inline-flex items-center gap-1 hover:text-ink">
      {column.header}
      {column.sort.direction && <Icon name={column.sort.direction === "ascending" ? "arrow-up" : "arrow-down"} size={12} className="text-ink" />}
    </Link>
  );
}

/** What can be done to a row, at its end: shown on hover and on focus, and always where there is no hover. */
export function RowActions({ children }: { children: ReactNode }) {
  return <div className="row-actions">{children}</div>;
}
