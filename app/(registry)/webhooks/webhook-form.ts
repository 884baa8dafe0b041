import { publicTypes } from "#server/outbox/catalogue.ts";
import type { ChangedTarget, Target, Webhook, WebhookKind } from "#server/webhooks/schema.ts";

/** What is typed into the form of a webhook. */
export interface Typed {
  name: string;
  kind: WebhookKind;
  url: string;
  owner: string;
  repository: string;
  project: string;
  ref: string;
  token: string;
  /** `*`, or families such as `promotion.*`. */
  families: readonly string[];
  /** Single types, between spaces or commas. */
  types: string;
  verifyTls: boolean;
}

export const families: readonly string[] = [...new Set(publicTypes.map((type) => `${type.split(".", 1)[0]}.*`))];

export const empty: Typed = { name: "", kind: "generic", url: "", owner: "", repository: "", project: "", ref: "main", token: "", families: ["stage.*", "promotion.*", "deployment.*"], types: "", verifyTls: true };

/** The form of a webhook that there is; what is secret in it stays away. */
export function typedOf({ name, kind, url, settings, events, verifyTls }: Webhook): Typed {
  const whole = (event: string) => event === "*" || event.endsWith(".*");
  return {
    ...empty, name, kind, verifyTls, url: kind === "slack" ? "" : url,
    ...settings, families: events.filter(whole), types: events.filter((event) => !whole(event)).join(" "),
  };
}

export function eventsOf({ families: chosen, types }: Typed): string[] {
  return chosen.includes("*") ? ["*"] : [...chosen, ...types.split(/[\s,]+/).filter(Boolean)];
}

/** Where to, of a webhook that is made. */
export function targetOf({ kind, url, owner, repository, project, ref, token }: Typed): Target {
  const own = url === "" ? {} : { url };
  if (kind === "github") return { kind, ...own, owner, repository, token } as Target;
  if (kind === "gitlab") return { kind, ...own, project, ref, token } as Target;
  return { kind, url };
}

/** Where to, of one that is changed: a secret that was not typed stays. */
export function changedTargetOf(typed: Typed): ChangedTarget {
  const target = targetOf(typed);
  if (target.kind === "slack" && typed.url === "") return { kind: "slack" };
  if ("token" in target && typed.token === "") {
    const { token: _token, ...rest } = target;
    return rest;
  }
  return target;
}
