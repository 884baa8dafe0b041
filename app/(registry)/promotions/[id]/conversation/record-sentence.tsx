import type { ReactNode } from "react";
import { formatInstant } from "#app/_ui/format.ts";
import { Link } from "#app/_ui/link.tsx";
import { Markdown } from "#app/_ui/markdown.tsx";
import type { TimelineEntry } from "#app/_ui/timeline.tsx";
import type { Action, AuditEntry } from "#server/audit/schema.ts";
import type { Promotion } from "#server/promotions/schema.ts";
import { isOfDeployment, tellOfDeployment } from "../../../deployments/deployment-sentences.tsx";
import { capital, inWords } from "../../words.ts";

type Told = Pick<TimelineEntry, "icon" | "tone" | "title" | "children">;

interface Context {
  who: ReactNode;
  promotion: Promotion;
  /** A text, or a list of texts, of the entry's details; empty where there is none. */
  text: (name: string) => string;
  list: (name: string) => string[];
}

const sentences: Partial<Record<Action, (context: Context) => Told>> = {
  "promotion.requested": requested,
  "promotion.submitted": ({ who }) => ({ icon: "arrow-up", title: <>{who} submitted it: the review began</> }),
  "promotion.described": ({ who }) => ({ icon: "edit", title: <>{who} changed the reason, or when it may be applied</> }),
  "promotion.reviewers_asked": ({ who, list }) => ({ icon: "people", title: <>{who} asked {inWords([...list("people"), ...list("teams").map((team) => `the team ${team}`)])} for a review</> }),
  "promotion.review_dismissed": ({ who, text }) => ({
    icon: "close", tone: "wait", title: <>{who} dismissed {text("verdict") === "approve" ? "the approval" : "the request for changes"} of {text("reviewer")}</>, children: <Said text={text("reason")} />,
  }),
  "promotion.approved": () => ({ icon: "check", tone: "allow", title: "Nothing but time, or somebody’s word, is left in the way" }),
  "promotion.reopened": () => ({ icon: "undo", tone: "wait", title: "Something stands in the way again" }),
  "promotion.scheduled": ({ text }) => ({ icon: "clock", tone: "wait", title: <>It was scheduled for <Instant at={text("appliesAt")} /></> }),
  "promotion.evidence_changed": ({ text }) => ({
    icon: "history", tone: "wait", title: <>The evidence changed: round {text("round")} began</>,
    children: <p className="text-ink-soft">{capital(text("because"))}. Approvals of earlier evidence no longer count.</p>,
  }),
  "promotion.applied": ({ promotion }) => ({ icon: "deployments", tone: "allow", title: <Moved promotion={promotion} /> }),
  "promotion.bypassed": ({ who, promotion, text, list }) => ({
    icon: "warning", tone: "refuse", title: <>{who} bypassed the policy: <Moved promotion={promotion} /></>,
    children: <><Said text={text("reason")} /><Passed what={list("overridden")} /></>,
  }),
  "promotion.withdrawn": ({ who }) => ({ icon: "undo", title: <>{who} withdrew it</> }),
  "promotion.rejected": ({ who, text }) => ({ icon: "stop", tone: "refuse", title: <>{who} rejected it</>, children: <Said text={text("reason")} /> }),
  "promotion.expired": () => ({ icon: "hourglass", title: "It expired: nobody decided in time" }),
  "promotion.superseded": ({ text }) => ({ icon: "arrow-right", title: <>It was superseded by <Link className="link" href={`/promotions/${text("by")}`}>another promotion</Link></> }),
  "promotion.failed": ({ text }) => ({ icon: "stop", tone: "refuse", title: "It can’t come about any more", children: <Said text={text("reason")} /> }),
};

/** An entry of the record of a promotion, as a sentence. */
export function recordSentence(entry: AuditEntry, promotion: Promotion): Told {
  if (isOfDeployment(entry)) return tellOfDeployment(entry);
  const { action, actor, details } = entry;
  const who = <By name={actor.name} />;
  const tell = sentences[action] ?? (() => ({ icon: "info" as const, title: <>{who}: {action.replaceAll(/[._]/g, " ")}</> }));
  return tell({ who, promotion, text: (name) => textOf(details[name]), list: (name) => listOf(details[name]) });
}

function requested({ who, promotion: { kind, stage, version }, text }: Context): Told {
  const notBefore = text("notBefore");
  const what = { promote: `asked that ${stage} name v${version}`, rollback: `asked to return ${stage} to v${version}`, remove: `asked that ${stage} name nothing` }[kind];
  const icons = { promote: "arrow-up", rollback: "undo", remove: "minus" } as const;
  return { icon: icons[kind], title: <>{who} {what}{notBefore !== "" && <>, not before <Instant at={notBefore} /></>}</> };
}

function Moved({ promotion: { kind, stage, model, version } }: { promotion: Promotion }) {
  if (kind === "remove") return <>v{version} left {stage}</>;
  return <>{stage} named <Link className="link" href={`/models/${model}/versions/${version}`}>v{version}</Link></>;
}

/** A time in the record stays what it was, however long ago that is. */
function Instant({ at }: { at: string }) {
  return <time dateTime={at}>{formatInstant(Date.parse(at))}</time>;
}

/** What somebody wrote, in a frame of its own. */
export function Said({ text }: { text: string }) {
  if (text === "") return null;
  return <div className="rounded-sm border border-line bg-surface px-3.5 py-2.5"><Markdown text={text} /></div>;
}

function Passed({ what }: { what: readonly string[] }) {
  if (what.length === 0) return null;
  return <p className="mt-1.5 text-ink-soft">In the way stood: {what.join("; ")}.</p>;
}

export function By({ name }: { name: string }) {
  return <span className="font-medium">{name}</span>;
}

const textOf = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const listOf = (value: unknown) => (Array.isArray(value) ? value.filter((each) => typeof each === "string") : []);
