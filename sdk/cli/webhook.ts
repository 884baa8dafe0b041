import { type Command, InvalidArgumentError } from "commander";
import type { Registry } from "../registry.ts";
import type { Delivery, Inputs, Webhook, WebhookPlace } from "../wire.ts";
import { act, addCommand, gather, type CommonOptions } from "./command.ts";
import { columns, counted, facts, time } from "./layout.ts";
import { readSecret } from "./secret-prompt.ts";

type Target = Inputs["webhooks"]["create"]["target"];

interface CreateOptions extends CommonOptions {
  kind: Target["kind"];
  /** Not `url`, which is the registry's address everywhere. */
  to?: string;
  event?: string[];
  owner?: string;
  repository?: string;
  project?: string;
  ref?: string;
  insecure?: boolean;
}

interface DeliveriesOptions extends CommonOptions {
  state?: Delivery["state"][];
  type?: string;
  limit: number;
}

interface RedeliverOptions extends CommonOptions {
  since?: string;
  until?: string;
  fromEvent?: number;
  toEvent?: number;
  all?: boolean;
}

export function addWebhookCommands(program: Command): void {
  const group = program.command("webhook").description("who is told what happens");

  addCommand(group, "list <place>", "the webhooks of a model (team/model), of a team (its name), or of all models (all)").action(
    act(async ({ registry }, [place = ""]) => {
      const webhooks: Webhook[] = [];
      for await (const webhook of registry.webhooks.list(placeOf(place))) webhooks.push(webhook);
      return { text: webhooks.length === 0 ? `No webhook of ${place} is kept. countersign webhook create makes one.` : webhookTable(webhooks), json: { webhooks } };
    }),
  );

  addCommand(group, "create <place> <name>", "make a webhook; of a ready-made kind its token, or for slack its address, is asked for or read from stdin")
    .option("--kind <kind>", "generic, github, gitlab or slack", "generic")
    .option("--to <address>", "where to: of the receiver, or of one's own GitHub API or GitLab")
    .option("--event <type>", "what it is told: promotion.applied, promotion.*, or * for all; can be given several times", gather)
    .option("--owner <name>", "github: who owns the repository")
    .option("--repository <name>", "github: the repository")
    .option("--project <id>", "gitlab: the project's number or path")
    .option("--ref <ref>", "gitlab: the branch or tag to run")
    .option("--insecure", "do not look at the receiver's TLS certificate: who stands between can read along")
    .action(
      act<CreateOptions>(async ({ registry, paint }, [place = "", name = ""], options) => {
        const made = await registry.webhooks.create({ place: placeOf(place), name, target: await targetOf(options), events: options.event ?? ["*"], verifyTls: !options.insecure });
        const secret = made.secret === null ? "" : `\nIts deliveries are signed with this secret, which is not shown again:\n${made.secret}`;
        return { text: `${paint.strong(name)} is made: ${made.id}${secret}`, json: made };
      }),
    );

  addCommand(group, "show <id>", "one webhook").action(
    act(async ({ registry, paint }, [id = ""]) => {
      const webhook = await registry.webhooks.get(id);
      return { text: webhookText(webhook, paint.strong(webhook.name)), json: webhook };
    }),
  );

  addCommand(group, "test <id>", "send a test, and say what came of it").action(
    act(async ({ registry }, [id = ""]) => {
      const { delivery, tries } = await registry.webhooks.test(id);
      const [last] = tries;
      const said = delivery.state === "delivered" ? `It has arrived: the receiver answered ${last?.status} after ${last?.durationMs} ms.` : (last?.error ?? "Nothing has come of it yet.");
      return { text: said, json: { delivery, tries }, isBad: delivery.state !== "delivered" };
    }),
  );

  for (const [verb, what, done] of [
    ["pause", "send nothing until it is resumed: what happens in the meantime waits", "is paused"],
    ["resume", "send again, what waits first", "sends again"],
    ["remove", "remove a webhook with its secrets; what waits is dropped", "is removed"],
  ] as const) {
    addCommand(group, `${verb} <id>`, what).action(
      act(async ({ registry }, [id = ""]) => {
        await registry.webhooks[verb](id);
        return { text: `The webhook ${id} ${done}.`, json: { id } };
      }),
    );
  }

  addCommand(group, "rotate <id>", "give a webhook another secret to sign with")
    .option("--overlap <hours>", "how long the old one signs beside it", readWhole, 24)
    .action(
      act<CommonOptions & { overlap: number }>(async ({ registry }, [id = ""], { overlap }) => {
        const rotated = await registry.webhooks.rotate(id, { overlapHours: overlap });
        return { text: `The new secret, which is not shown again; the old one signs beside it until ${time(rotated.oldEndsAt)}:\n${rotated.secret}`, json: rotated };
      }),
    );

  addCommand(group, "deliveries <id>", "what a webhook was told, the latest first")
    .option("--state <state>", "pending, delivered, given_up or dropped; can be given several times", gather)
    .option("--type <type>", "only of this type of event")
    .option("--limit <count>", "at most so many", readWhole, 50)
    .action(
      act<DeliveriesOptions>(async ({ registry }, [id = ""], { state, type, limit }) => {
        const deliveries = await first(registry.webhooks.deliveries(id, { states: state, type }), limit);
        return { text: deliveries.length === 0 ? "It was told nothing yet." : deliveryTable(deliveries), json: { deliveries } };
      }),
    );

  addCommand(group, "redeliver <id>", "send a delivery again by its id; with a range, those of the webhook with this id that never arrived")
    .option("--since <instant>", "noted at or after it, such as 2026-05-03T10:00:00Z")
    .option("--until <instant>", "noted at or before it")
    .option("--from-event <id>", "of this event or a later one", readWhole)
    .option("--to-event <id>", "of this event or an earlier one", readWhole)
    .option("--all", "also what has arrived")
    .action(act<RedeliverOptions>(({ registry }, [id = ""], options) => redeliver(registry, id, options)));
}

async function redeliver(registry: Registry, id: string, { since, until, fromEvent, toEvent, all = false }: RedeliverOptions) {
  const range = { since, until, firstEvent: fromEvent, lastEvent: toEvent };
  if (Object.values(range).every((end) => end === undefined)) {
    const delivery = await registry.webhooks.redeliver(id);
    return { text: `It is sent again: ${delivery}`, json: { delivery } };
  }
  const deliveries = await registry.webhooks.redeliverRange({ id, ...range, undeliveredOnly: !all });
  return { text: deliveries === 0 ? "Nothing in this range has to be sent again." : `${counted(deliveries, "event")} will be sent again.`, json: { deliveries } };
}

function readWhole(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}

/** `all`, the name of a team, or `team/model`. */
function placeOf(place: string): WebhookPlace {
  if (place === "all") return { kind: "site" };
  return place.includes("/") ? { kind: "model", model: place } : { kind: "team", team: place };
}

async function targetOf({ kind, to, owner = "", repository = "", project = "", ref = "" }: CreateOptions): Promise<Target> {
  if (kind === "github") return { kind, ...(to === undefined ? {} : { url: to }), owner, repository, token: await readSecret("Token: ") };
  if (kind === "gitlab") return { kind, ...(to === undefined ? {} : { url: to }), project, ref, token: await readSecret("Trigger token: ") };
  if (kind === "slack") return { kind, url: to ?? (await readSecret("Address of the incoming webhook: ")) };
  return { kind, url: to ?? "" };
}

async function first<Item>(items: AsyncGenerator<Item>, limit: number): Promise<Item[]> {
  const found: Item[] = [];
  if (limit === 0) return found;
  for await (const item of items) if (found.push(item) >= limit) break;
  return found;
}

function webhookTable(webhooks: readonly Webhook[]): string {
  return columns([["NAME", "KIND", "STATE", "WAITING", "TOLD OF", "WHERE TO", "ID"], ...webhooks.map(({ name, kind, state, pending, events, url, id }) => [name, kind, state, String(pending), events.join(","), url, id])]);
}

function webhookText({ id, kind, url, settings, events, state, failingSince, failures, pending, lastDeliveredAt, verifyTls, createdBy, createdAt }: Webhook, title: string): string {
  const failing = failingSince === null ? null : `since ${time(failingSince)}, ${counted(failures, "try").replace("trys", "tries")}`;
  return `${title}\n${facts([
    ["id", id],
    ["kind", kind],
    ["where to", [url, ...Object.entries(settings).map(([name, value]) => `${name} ${value}`)].join(", ")],
    ["told of", events.join(", ")],
    ["state", state],
    ["failing", failing],
    ["waiting", String(pending)],
    ["last arrived", lastDeliveredAt === null ? null : time(lastDeliveredAt)],
    ["TLS", verifyTls ? null : "NOT VERIFIED: who stands between can read along"],
    ["made", `${time(createdAt)} by ${createdBy.name}`],
  ])}`;
}

function deliveryTable(deliveries: readonly Delivery[]): string {
  const rows = deliveries.map(({ id, event, type, model, state, attempts, createdAt, lastError }) => [time(createdAt), type, event === null ? "-" : String(event), model ?? "-", state, String(attempts), id, lastError ?? ""]);
  return columns([["WHEN", "TYPE", "EVENT", "MODEL", "STATE", "TRIES", "ID", "WHY NOT"], ...rows]);
}
