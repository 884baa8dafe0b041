import type { ReactNode } from "react";
import { Link } from "#app/_ui/link.tsx";
import type { TimelineEntry } from "#app/_ui/timeline.tsx";
import type { Action, AuditEntry } from "#server/audit/schema.ts";
import { reportedWords } from "./words.ts";

type Told = Pick<TimelineEntry, "icon" | "tone" | "title" | "children">;

export const deploymentActions = ["deployment.opened", "deployment.reported", "deployment.succeeded", "deployment.failed", "deployment.rolled_back", "deployment.superseded"] as const satisfies readonly Action[];
type DeploymentAction = (typeof deploymentActions)[number];

export function isOfDeployment(entry: AuditEntry): entry is AuditEntry & { action: DeploymentAction } {
  return (deploymentActions as readonly Action[]).includes(entry.action);
}

/** An audit entry of a deployment as a sentence. */
export function tellOfDeployment({ action, actor, target, details }: AuditEntry & { action: DeploymentAction }): Told {
  const who = <span className="font-medium">{actor.name}</span>;
  const text = (name: string) => (typeof details[name] === "string" || typeof details[name] === "number" ? String(details[name]) : "");
  const what = details["version"] === null ? <>an empty {text("stage")}</> : <>v{text("version")} to {text("stage")}</>;
  const its = (begins: string) => <><Link href={`/deployments/${target}`} className="link">{begins} deployment</Link> of {what}</>;
  switch (action) {
    case "deployment.opened":
      return { icon: "deployments", title: <>{its("The")} began{details["gates"] === true && <>: {text("stage")} moves when it has succeeded</>}</> };
    case "deployment.reported":
      return {
        icon: "info",
        title: <span className="text-ink-soft *:font-normal">{who} reported {its("the")}: {reportedWords[text("state")] ?? text("state")}{text("environment") !== text("stage") && ` in ${text("environment")}`}{details["counts"] === false && ", again"}</span>,
        children: <>{details["isWrong"] === true && <p className="text-refuse">Another version is served: the digest is not that of v{text("version")}.</p>}<Because>{text("summary")}</Because></>,
      };
    case "deployment.succeeded":
      return { icon: "check", tone: "allow", title: <>{its("The")} succeeded</> };
    case "deployment.rolled_back":
    case "deployment.failed":
      return {
        icon: action === "deployment.failed" ? "stop" : "undo", tone: "refuse",
        title: <>{its("The")} {action === "deployment.failed" ? "failed" : "was rolled back"}</>,
        children: <><Because>{text("because")}</Because>{text("stays") !== "" && <p className="text-ink-soft">{text("stage")} stays: {text("stays")}.</p>}{text("backTo") !== "" && <p className="text-ink-soft">{text("stage")} goes back to v{text("backTo")} by itself.</p>}</>,
      };
    case "deployment.superseded":
      return { icon: "arrow-right", title: <span className="text-ink-soft">{its("The")} was overtaken: {text("because")}</span> };
  }
}

function Because({ children }: { children: string }): ReactNode {
  return children === "" ? null : <p className="break-words whitespace-pre-wrap text-ink-soft">{children[0]?.toUpperCase()}{children.slice(1)}</p>;
}
