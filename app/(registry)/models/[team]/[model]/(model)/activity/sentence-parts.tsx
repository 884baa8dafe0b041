import type { ReactNode } from "react";
import { Link } from "#app/_ui/link.tsx";
import type { TimelineEntry } from "#app/_ui/timeline.tsx";
import type { PromotionKind } from "#server/promotions/schema.ts";

export type PromotionName = { version: number; stage: string; kind: PromotionKind };
export type Told = Pick<TimelineEntry, "icon" | "tone" | "title" | "children">;

export function VersionLink({ model, number }: { model: string; number: unknown }) {
  if (typeof number !== "number") return <>a version</>;
  return <Link href={`/models/${model}/versions/${number}`} className="link font-mono text-[0.8125rem]">v{number}</Link>;
}

/** `begins` where it is the first word of its sentence. */
export function PromotionLink({ id, name, begins = false }: { id: string; name: PromotionName | undefined; begins?: boolean }) {
  return <Link href={`/promotions/${id}`} className="link">{name ? <PromotionWords {...name} the={begins ? "The" : "the"} /> : begins ? "A promotion" : "a promotion"}</Link>;
}

function PromotionWords({ version, stage, kind, the }: PromotionName & { the: string }) {
  const number = <span className="font-mono text-[0.8125rem]">v{version}</span>;
  if (kind === "remove") return <>{the} removal of {number} from {stage}</>;
  return kind === "rollback" ? <>{the} rollback of {stage} to {number}</> : <>{the} promotion of {number} to {stage}</>;
}

export function Name({ children }: { children: ReactNode }) {
  return <span className="font-medium">{children}</span>;
}

/** What need not be read unless it is looked for. */
export function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-ink-soft *:font-normal">{children}</span>;
}

export function Quote({ text }: { text: unknown }) {
  if (typeof text !== "string" || text === "") return null;
  return <p className="border-s-2 border-line-strong ps-3 break-words whitespace-pre-wrap text-ink-soft">{text}</p>;
}

/** What a change has made of something: older entries hold that alone. */
export function becomeOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "to" in value ? value.to : value;
}

/** What the details of an entry hold, as a word: they are not typed. */
export function wordOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The words that the details hold as a list. */
export function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(wordOf).filter((word) => word !== "") : [];
}
