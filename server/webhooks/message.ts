import type { RegistryEvent } from "../outbox/catalogue.ts";
import type { WebhookKind } from "./schema.ts";
import { signedHeaders } from "./standard.ts";

/** What receivers are told: an event as the feed serves it, or a test that looks like one. */
export interface Told extends Omit<RegistryEvent, "type" | "data"> {
  type: string;
  data: object;
}

/** Where a webhook goes, with its secrets opened. */
export interface Destination {
  kind: WebhookKind;
  url: string;
  settings: Record<string, string>;
  /** Null where the kind has none. */
  credential: string | null;
  /** Those that are good now. */
  secrets: readonly string[];
}

export interface Message {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** The same as it may be kept and shown: without what is secret. */
  shown: { url: string; headers: Record<string, string>; body: string };
}

/** Stands where something secret was. */
export const hidden = "•••";

/**
 * What hides the credential in an answer: some receivers repeat the address or the token that they were asked with.
 * @returns a text without it
 */
export function hides({ kind, credential }: Pick<Destination, "kind" | "credential">): (text: string) => string {
  const secrets = (credential === null ? [] : kind === "slack" ? secretsOfAddress(new URL(credential)) : [credential]).flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text);
}

/** Of an address that is a credential: all behind the server's name, and what of it is guessed from nothing else. */
function secretsOfAddress({ pathname, search, searchParams }: URL): string[] {
  const parts = [pathname.split("/").findLast((each) => each !== "") ?? "", ...searchParams.values()];
  return [pathname + search, pathname, search, ...parts].filter((each) => each.length >= 8);
}

const agent = { "user-agent": "Countersign-Webhooks/1" };
const json = { ...agent, "content-type": "application/json" };

/**
 * The request that tells a receiver of an event.
 * @param id the same for every try
 * @param origin where people open the registry, for links; null where that is not known
 */
export function messageOf(to: Destination, id: string, told: Told, now: Date, origin: string | null): Message {
  if (to.kind === "github") return toGitHub(to, told);
  if (to.kind === "gitlab") return toGitLab(to, told);
  if (to.kind === "slack") return toSlack(to, told, origin);
  const body = JSON.stringify(told);
  const headers = { ...json, ...signedHeaders(to.secrets, { id, at: now, body }) };
  return { url: to.url, headers, body, shown: { url: to.url, headers, body } };
}

/**
 * Starts the workflows that wait for `repository_dispatch` with the event's type
 * (https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event): at most 100 characters of type, and at most
 * ten keys of payload.
 */
function toGitHub({ url, settings, credential }: Destination, told: Told): Message {
  const address = `${withoutSlash(url)}/repos/${part(settings["owner"])}/${part(settings["repository"])}/dispatches`;
  const body = JSON.stringify({ event_type: told.type, client_payload: told });
  const headers = { ...json, accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };
  return { url: address, headers: { ...headers, authorization: `Bearer ${credential}` }, body, shown: { url: address, headers: { ...headers, authorization: `Bearer ${hidden}` }, body } };
}

/** Starts a pipeline by a trigger token (https://docs.gitlab.com/api/pipeline_triggers/#trigger-a-pipeline-with-a-token); its jobs find the event in variables. */
function toGitLab({ url, settings, credential }: Destination, told: Told): Message {
  const address = `${withoutSlash(url)}/api/v4/projects/${part(settings["project"])}/trigger/pipeline`;
  const form = (token: string | null) =>
    new URLSearchParams({
      token: token ?? "",
      ref: settings["ref"] ?? "",
      "variables[COUNTERSIGN_EVENT]": told.type,
      "variables[COUNTERSIGN_EVENT_ID]": String(told.id),
      "variables[COUNTERSIGN_MODEL]": told.model ?? "",
      "variables[COUNTERSIGN_PAYLOAD]": JSON.stringify(told),
    }).toString();
  const headers = { ...agent, "content-type": "application/x-www-form-urlencoded" };
  return { url: address, headers, body: form(credential), shown: { url: address, headers, body: form(hidden) } };
}

/** The most that a section's text may have is 3,000 characters. */
const mostOfText = 2000;

/** A message in a channel (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks): `text` is for those who see no blocks. */
function toSlack({ url, credential }: Destination, told: Told, origin: string | null): Message {
  const about = aboutOf(told);
  const by = told.actor === null ? "" : ` by ${told.actor.name}`;
  const sentence = `${titleOf(told.type)}: ${about}${by}`.slice(0, mostOfText);
  const reason = "reason" in told.data ? String(told.data.reason).slice(0, mostOfText) : "";
  const link = origin === null || told.model === null ? "" : `\n<${origin}/models/${told.model}|Open it in Countersign>`;
  const text = `*${escaped(titleOf(told.type))}* \`${escaped(about)}\`${escaped(by)}${reason === "" ? "" : `\n>${escaped(reason).replaceAll("\n", "\n>")}`}${link}`;
  const blocks = [
    { type: "section", text: { type: "mrkdwn", text } },
    { type: "context", elements: [{ type: "mrkdwn", text: escaped(`${told.type} · ${told.at} · event ${told.id}`) }] },
  ];
  const body = JSON.stringify({ text: escaped(sentence), blocks });
  return { url: credential ?? url, headers: json, body, shown: { url, headers: json, body } };
}

/** What it is about, in a few words: the exact version and the stage, where it tells of them. */
function aboutOf({ model, subject, data }: Told): string {
  if (model === null) return subject;
  const version = "version" in data && typeof data.version === "number" ? `@${data.version}` : "";
  const stage = "stage" in data && typeof data.stage === "string" ? ` → ${data.stage}` : "";
  return `${model}${version}${stage}`;
}

/** `promotion.applied` as a title: `Promotion applied`. */
function titleOf(type: string): string {
  const words = type.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The three characters that mean something in Slack's texts. */
function escaped(given: string): string {
  return given.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const part = (given: string | undefined) => encodeURIComponent(given ?? "");
const withoutSlash = (url: string) => url.replace(/\/+$/, "");
