import type { ReactNode } from "react";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Action, AuditEntry } from "#server/audit/schema.ts";
import { promotionKinds } from "#server/promotions/schema.ts";
import { listed } from "../../signers.tsx";
import { Name, PromotionLink, Quiet, Quote, VersionLink, wordOf, wordsOf, type PromotionName, type Told } from "./sentence-parts.tsx";

type PromotionEntry = AuditEntry & { action: Extract<Action, `promotion.${string}`> };

/** What happened to a promotion, as a sentence. */
export function tellOfPromotion(entry: PromotionEntry, model: string, promotions: ReadonlyMap<string, PromotionName>): Told {
  const { action, actor, target, details } = entry;
  const who = <span className="font-medium">{actor.name}</span>;
  const name = promotions.get(target) ?? nameIn(details);
  const promotion = <PromotionLink id={target} name={name} />;
  const subject = <PromotionLink id={target} name={name} begins />;
  switch (action) {
    case "promotion.requested":
      return {
        icon: details["kind"] === "rollback" ? "undo" : details["kind"] === "remove" ? "minus" : "arrow-up",
        tone: details["kind"] === "promote" ? undefined : "wait",
        title: <>{who} requested {promotion}</>,
        children: <Quote text={details["reason"]} />,
      };
    case "promotion.described":
      return { icon: "edit", title: <Quiet>{who} changed what is said of {promotion}</Quiet>, children: <Quote text={details["reason"]} /> };
    case "promotion.submitted":
      return { icon: "reviews", title: <>{who} asked for reviews of {promotion}</> };
    case "promotion.reviewed":
      return reviewed(details["verdict"], who, promotion);
    case "promotion.reviewers_asked":
      return { icon: "people", title: <>{who} asked {listed([...wordsOf(details["people"]), ...wordsOf(details["teams"]).map((team) => `the team ${team}`)])} to review {promotion}</> };
    case "promotion.review_dismissed":
      return {
        icon: "close", tone: "wait",
        title: <>{who} dismissed {details["verdict"] === "approve" ? "the approval" : "the objection"} of {wordOf(details["reviewer"])} to {promotion}</>,
        children: <Quote text={details["reason"]} />,
      };
    case "promotion.commented":
      return { icon: "comment", title: <>{who} commented on {promotion}</> };
    case "promotion.comment_edited":
      return { icon: "edit", title: <Quiet>{who} edited a comment on {promotion}</Quiet> };
    case "promotion.thread_resolved":
      return { icon: "check", title: <Quiet>{who} resolved a thread about {promotion}</Quiet> };
    case "promotion.thread_reopened":
      return { icon: "comment", title: <Quiet>{who} opened a thread about {promotion} again</Quiet> };
    case "promotion.approved":
      return { icon: "seal", title: <>Everything that policy demands of {promotion} is there</> };
    case "promotion.reopened":
      return { icon: "hourglass", tone: "wait", title: <>What policy demands of {promotion} is not there any more</> };
    case "promotion.scheduled":
      return { icon: "clock", title: <>{subject} is applied {typeof details["appliesAt"] === "string" ? <RelativeTime at={details["appliesAt"]} /> : "later"}</> };
    case "promotion.evidence_changed":
      return {
        icon: "warning", tone: "wait",
        title: <>The evidence of {promotion} changed: round {wordOf(details["round"])}</>,
        children: <span className="text-ink-soft">{wordOf(details["because"])}. Earlier approvals don’t count any more.</span>,
      };
    case "promotion.withdrawn":
      return { icon: "close", title: <>{who} withdrew {promotion}</> };
    case "promotion.rejected":
      return { icon: "stop", tone: "refuse", title: <>{who} rejected {promotion}</>, children: <Quote text={details["reason"]} /> };
    case "promotion.expired":
      return { icon: "clock", tone: "wait", title: <>{subject} expired: nobody decided it in time</> };
    case "promotion.superseded":
      return { icon: "minus", title: <>{subject} was superseded by <PromotionLink id={wordOf(details["by"])} name={promotions.get(wordOf(details["by"]))} /></> };
    case "promotion.failed":
      return { icon: "alert", tone: "refuse", title: <>{subject} failed</>, children: <Quote text={details["reason"]} /> };
    case "promotion.applied":
      return applied(details, model, who);
    case "promotion.bypassed":
      return {
        icon: "warning", tone: "refuse",
        title: <>{who} applied {promotion} over its policy</>,
        children: <><Quote text={details["reason"]} /><Overridden blockers={wordsOf(details["overridden"])} /></>,
      };
  }
}

/** What the entry itself says that the promotion is about. */
function nameIn({ version, stage, kind }: Record<string, unknown>): PromotionName | undefined {
  const known = promotionKinds.find((each) => each === kind);
  return typeof version === "number" && typeof stage === "string" && known ? { version, stage, kind: known } : undefined;
}

function reviewed(verdict: unknown, who: ReactNode, promotion: ReactNode): Told {
  if (verdict === "approve") return { icon: "check", tone: "allow", title: <>{who} approved {promotion}</> };
  if (verdict === "request_changes") return { icon: "stop", tone: "refuse", title: <>{who} requested changes to {promotion}</> };
  return { icon: "comment", title: <>{who} commented on {promotion}</> };
}

function applied(details: Record<string, unknown>, model: string, who: ReactNode): Told {
  const stage = <Name>{wordOf(details["stage"])}</Name>;
  const version = (value: unknown) => <VersionLink model={model} number={value} />;
  if (details["kind"] === "remove") return { icon: "minus", tone: "wait", title: <>{version(details["from"])} was taken out of {stage}: it names nothing now</> };
  if (details["kind"] === "rollback") return { icon: "undo", tone: "wait", title: <>{who} rolled {stage} back from {version(details["from"])} to {version(details["to"])}</> };
  return { icon: "seal", title: <>{stage} names {version(details["to"])}<span className="text-ink-soft">{typeof details["from"] === "number" ? <> instead of {version(details["from"])}</> : ", its first version"}</span></> };
}

function Overridden({ blockers }: { blockers: readonly string[] }) {
  if (blockers.length === 0) return null;
  return (
    <ul aria-label="What stood in the way" className="mt-1 list-disc ps-5 text-ink-soft">
      {blockers.map((blocker) => <li key={blocker}>{blocker}</li>)}
    </ul>
  );
}
