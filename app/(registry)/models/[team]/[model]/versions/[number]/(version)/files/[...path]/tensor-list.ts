import type { Tensor } from "#server/inspect/schema.ts";

/** How tensors can be ordered besides as they lie in the file. */
export const tensorOrders = ["name", "dtype", "shape", "parameters", "bytes"] as const;
export type TensorOrder = (typeof tensorOrders)[number];

/** What a page's address asks for of the tensors. */
export interface TensorQuery {
  /** Words that are all to be found in the name or the dtype. */
  words: string;
  /** Null: as they lie in the file. */
  order: TensorOrder | null;
  descending: boolean;
  /** From 1 on. */
  page: number;
}

const pageSize = 200;

/** Reads `q`, `sort` (a column, with `-` before it the greatest first) and `page`; what makes no sense is as if left out. */
export function readTensorQuery(given: { q?: string | undefined; sort?: string | undefined; page?: string | undefined }): TensorQuery {
  const sort = given.sort ?? "";
  const descending = sort.startsWith("-");
  const column = descending ? sort.slice(1) : sort;
  const page = Number(given.page);
  return {
    words: (given.q ?? "").trim().slice(0, 200),
    order: tensorOrders.find((each) => each === column) ?? null,
    descending,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The query of an address that asks for this; it starts with `?`. */
export function tensorHref({ words, order, descending, page }: TensorQuery): string {
  const params = new URLSearchParams();
  if (words !== "") params.set("q", words);
  if (order) params.set("sort", `${descending ? "-" : ""}${order}`);
  if (page > 1) params.set("page", String(page));
  return `?${params.toString()}`;
}

const names = new Intl.Collator("en", { numeric: true });
/** How each column is ordered; shapes by the number of their dimensions, then dimension by dimension. */
const comparisons: Record<TensorOrder, (one: Tensor, other: Tensor) => number> = {
  name: (one, other) => names.compare(one.name, other.name),
  dtype: (one, other) => names.compare(one.dtype, other.dtype),
  shape: (one, other) => one.shape.length - other.shape.length || compareShapes(one.shape, other.shape),
  parameters: (one, other) => one.parameters - other.parameters,
  bytes: (one, other) => (one.bytes ?? -1) - (other.bytes ?? -1),
};

function compareShapes(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((size, index) => size !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** One page of the tensors that a query asks for. */
export interface TensorPage {
  tensors: Tensor[];
  /** How many were found on all pages. */
  found: number;
  pages: number;
  /** The page that these are: the last one where the query asks for one beyond it. */
  page: number;
}

/** Finds, orders and cuts; 200 make a page. */
export function tensorPage(tensors: readonly Tensor[], query: TensorQuery): TensorPage {
  const wanted = query.words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = tensors.filter(({ name, dtype }) => wanted.every((word) => `${name} ${dtype}`.toLowerCase().includes(word)));
  if (query.order) {
    const compare = comparisons[query.order];
    found.sort(query.descending ? (one, other) => compare(other, one) : compare);
  }
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(query.page, pages);
  return { tensors: found.slice((page - 1) * pageSize, page * pageSize), found: found.length, pages, page };
}
