/** What a query of the search is when it has been read. */
import { DomainError } from "../errors.ts";
import type { QueryFault } from "./schema.ts";

/** A stretch of the query's text. */
export interface Span {
  /** Where it begins, from 0. */
  at: number;
  length: number;
}

export type Expression = Leaf | { kind: "all"; parts: Expression[] } | { kind: "any"; parts: Expression[] } | { kind: "not"; part: Expression };

export type Leaf =
  /** Words that follow each other in a text; with `prefix`, the last one may go on. */
  | { kind: "words"; text: string; prefix: boolean }
  /** A fact of which it holds one of the values: `tag:nlp,vision`. Values in lower case. */
  | { kind: "term"; field: string; values: string[]; span: Span }
  /** A number between two bounds, either of which may be missing: `metric.auc>=0.9`. */
  | { kind: "number"; key: string; from: Bound | null; to: Bound | null }
  /** An instant from one on (inclusive) and before another. */
  | { kind: "date"; field: "created" | "updated"; from: Date | null; before: Date | null };

export interface Bound {
  value: number;
  /** The bound itself is no match. */
  open: boolean;
}

export type Direction = "ascending" | "descending";
/** What results are ordered by: `metric.auc`, `created`; the fastest order where nothing was said and no word ranks them. */
export interface Sort {
  by: string;
  direction: Direction;
}

export interface Query {
  in: "models" | "versions";
  where: Expression;
  sort: Sort;
}

/** A query that can't be read: what is wrong, where, and how it was probably meant. */
export class QueryError extends DomainError {
  constructor(fault: QueryFault) {
    super("invalid_query", `${fault.message}${fault.suggestion === null ? "" : ` Did you mean: ${fault.suggestion}`}`, { ...fault });
  }
}

/** The expressions that everything must meet: of one that is no conjunction, itself. */
export function conjuncts(where: Expression): readonly Expression[] {
  return where.kind === "all" ? where.parts : [where];
}

/** Every expression in it that has no parts, with whether it is excluded. */
export function leavesOf(where: Expression, excluded = false): { leaf: Leaf; excluded: boolean }[] {
  if (where.kind === "not") return leavesOf(where.part, !excluded);
  if (where.kind === "all" || where.kind === "any") return where.parts.flatMap((part) => leavesOf(part, excluded));
  return [{ leaf: where, excluded }];
}
