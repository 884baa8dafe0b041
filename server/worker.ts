import { EventEmitter } from "node:events";
import { Logger, parseCronItems, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { takeCheckpoint, trimRecord } from "./audit/upkeep.ts";
import { readFileCard, readFileCards } from "./cards/read-file.ts";
import type { Registry } from "./context.ts";
import { addJob, type Jobs } from "./db/jobs.ts";
import { openPresence, type Presence } from "./db/worker-presence.ts";
import { endOverdue } from "./deployments/commands.ts";
import { overdueDeployments } from "./deployments/queries.ts";
import { systemActor } from "./identity/actor.ts";
import { unseal } from "./identity/seal.ts";
import { inspectVersion } from "./inspect/read-header.ts";
import { log } from "./log.ts";
import { sendLetter } from "./mail/send.ts";
import { mailDigests } from "./notifications/digest.ts";
import { tellOf, tellOfEnds, trimNotifications } from "./notifications/notices.ts";
import { openRelays, type Relays } from "./outbox/relays.ts";
import { outgoingAgents } from "./outgoing/agents.ts";
import { mailResetLink } from "./passwords/commands.ts";
import { duePromotions, openPromotions, tendPromotion, tendVersion } from "./promotions/tend.ts";
import { forgetInstances } from "./runtime/commands.ts";
import { learnWords, refreshInspected } from "./search/entries.ts";
import { reindex } from "./search/reindex.ts";
import { collect } from "./storage/collect.ts";
import { deliver, deliverTest, probe, type Sender } from "./webhooks/deliver.ts";
import { feedWebhooks } from "./webhooks/fan-out.ts";
import { trimDeliveries, wakeForgotten } from "./webhooks/queue.ts";
import { standardPace, type Pace } from "./webhooks/retry.ts";

type Tasks = { [Name in keyof Jobs]: (payload: Jobs[Name]) => Promise<void> };

const jobsAtOnce = 2;
/** Who delivers mostly waits for somebody's answer, and must not hold up the other jobs. No webhook takes more than its lanes of these. */
const deliveriesAtOnce = 12;

/** What each job does. */
function tasksOf(registry: Registry, presence: Presence, relays: Relays, every: number, pace: Pace): Omit<Tasks, keyof Deliveries> {
  const { db, checkpoints } = registry;
  const tendAll = async (ids: readonly string[]) => {
    for (const id of ids) {
      // One that can't be tended must not hold up the others.
      await db.transaction((tx) => tendPromotion(tx, systemActor("tend_promotions"), id)).catch((error: unknown) => log.error(`the promotion ${id} could not be tended`, { error }));
    }
  };
  return {
    inspect_version: async ({ versionId }) => {
      const reading = [readFileCard(registry, versionId), inspectVersion(registry, versionId)];
      try {
        // What can't be read of one is no reason to give up the other.
        await Promise.allSettled(reading);
        await Promise.all(reading);
      } finally {
        // What was found is searched for, and is evidence.
        await db.transaction((tx) => refreshInspected(tx, versionId));
        await db.transaction((tx) => tendVersion(tx, systemActor("inspect_version"), versionId));
      }
    },
    read_cards: () => readFileCards(registry),
    learn_words: ({ words }) => db.transaction((tx) => learnWords(tx, words)),
    reindex: async () => {
      await reindex(db);
    },
    tend_promotion: ({ promotionId }) => db.transaction((tx) => tendPromotion(tx, systemActor("tend_promotion"), promotionId)),
    tend_promotions: async () => tendAll(await duePromotions(db, new Date())),
    tend_open: async ({ stage }) => tendAll(await openPromotions(db, stage)),
    end_deployment: ({ deploymentId }) => db.transaction((tx) => endOverdue(tx, systemActor("end_deployment"), deploymentId)),
    end_deployments: async () => {
      for (const id of await overdueDeployments(db, new Date())) {
        await db.transaction((tx) => endOverdue(tx, systemActor("end_deployments"), id)).catch((error: unknown) => log.error(`the deployment ${id} could not be ended`, { error }));
      }
    },
    forget_instances: () => forgetInstances(db),
    send_letter: async ({ sealed }) => {
      if (!registry.post) throw new Error("a letter waits, and SMTP_URL is not set");
      await sendLetter(registry.post, registry.secret, sealed);
    },
    mail_reset_link: ({ sealed }) => db.transaction((tx) => mailResetLink(tx, registry.mailing, unseal(registry.secret, "mail", sealed), registry.provider?.name ?? null)),
    relay_events: () => relays.run(),
    tell_of_ends: () => db.transaction((tx) => tellOfEnds(tx, registry.mailing, new Date())),
    trim_notifications: () => db.transaction((tx) => trimNotifications(tx)),
    mail_digests: async () => {
      await mailDigests(db, registry.mailing);
    },
    release_jobs: async () => {
      await presence.releaseDead();
    },
    wake_deliveries: async () => {
      await db.transaction((tx) => wakeForgotten(tx, pace));
    },
    trim_deliveries: () => trimDeliveries(db),
    collect_garbage: async ({ startedBy, dryRun }) => {
      await collect({ ...registry, startedBy, dryRun, now: new Date() });
    },
    checkpoint_audit: async () => {
      if (checkpoints) await takeCheckpoint({ db, checkpoints, now: new Date(), every });
    },
    trim_audit: async () => {
      if (checkpoints) await trimRecord({ db, checkpoints, now: new Date() });
    },
  };
}

type Deliveries = Pick<Tasks, "deliver" | "deliver_test" | "probe_webhook">;

/** What is done beside the other jobs. */
function deliveriesOf(sender: Sender): Deliveries {
  return {
    deliver: (line) => deliver(sender, line),
    deliver_test: ({ deliveryId }) => deliverTest(sender, deliveryId),
    probe_webhook: ({ webhookId }) => probe(sender, webhookId),
  };
}

/** What went wrong is told; that each job was done is not. */
const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") log[level === "error" ? "error" : "warn"](`job queue: ${message}`);
});

/** What is done by the clock. Each is done once, however many instances there are. */
const schedule = [
  { task: "collect_garbage", match: "17 * * * *", payload: { startedBy: "schedule", dryRun: false } satisfies Jobs["collect_garbage"] },
  { task: "tend_promotions", match: "* * * * *", payload: {} satisfies Jobs["tend_promotions"] },
  { task: "end_deployments", match: "* * * * *", payload: {} satisfies Jobs["end_deployments"] },
  { task: "forget_instances", match: "29 * * * *", payload: {} satisfies Jobs["forget_instances"] },
  // What nobody was told of: evidence that changed by way of other versions' files, clocks that were wrong.
  { task: "tend_open", match: "41 * * * *", payload: { stage: null } satisfies Jobs["tend_open"] },
  { task: "relay_events", match: "* * * * *", payload: {} satisfies Jobs["relay_events"] },
  { task: "tell_of_ends", match: "*/10 * * * *", payload: {} satisfies Jobs["tell_of_ends"] },
  { task: "trim_notifications", match: "53 3 * * *", payload: {} satisfies Jobs["trim_notifications"] },
  { task: "mail_digests", match: "0 8 * * *", payload: {} satisfies Jobs["mail_digests"] },
  { task: "checkpoint_audit", match: "* * * * *", payload: {} satisfies Jobs["checkpoint_audit"] },
  { task: "wake_deliveries", match: "* * * * *", payload: {} satisfies Jobs["wake_deliveries"] },
  { task: "trim_deliveries", match: "47 3 * * *", payload: {} satisfies Jobs["trim_deliveries"] },
  { task: "trim_audit", match: "23 3 * * *", payload: {} satisfies Jobs["trim_audit"] },
  { task: "release_jobs", match: "* * * * *", payload: {} satisfies Jobs["release_jobs"] },
];

/**
 * Does the jobs that transactions have asked for, and those of the schedule. Any number of instances may: each job is
 * done by one, and by another when that one dies.
 * @param url of the database
 * @param options.checkpointEvery so many entries of the record are signed together
 * @param options.outgoing how webhooks reach the outside, where people open the registry, and how often what fails is tried;
 *   left out: public addresses alone, no links, and what Standard Webhooks proposes
 * @returns what waits for the jobs at hand and stops
 */
export async function startWorker(
  registry: Registry,
  url: string,
  { checkpointEvery = 1000, outgoing = {} }: { checkpointEvery?: number; outgoing?: Partial<Pick<Sender, "agents" | "origin" | "pace">> } = {},
): Promise<{ stop: () => Promise<void> }> {
  const presence = openPresence(url);
  await presence.releaseDead();
  const events = new EventEmitter() as WorkerEvents;
  events.on("worker:create", ({ worker }) => {
    presence.appear(worker.workerId).catch((error: unknown) => log.error(`the worker ${worker.workerId} could not say that it is alive`, { error }));
  });
  const relays = openRelays(registry.db, registry.signals, { notifications: (tx, happened) => tellOf(tx, registry.mailing, happened), webhooks: feedWebhooks });
  const { db, secret, signals } = registry;
  const sender: Sender = { db, secret, agents: outgoingAgents([]), origin: null, pace: standardPace, stopping: signals.stopping, ...outgoing };
  const common = { connectionString: url, noHandleSignals: true, logger, events };
  const worker = await run({
    ...common,
    concurrency: jobsAtOnce,
    maxPoolSize: jobsAtOnce + 2,
    taskList: tasksOf(registry, presence, relays, checkpointEvery, sender.pace) as unknown as TaskList,
    parsedCronItems: parseCronItems(schedule.map(({ task, match, payload }) => ({ task, match, identifier: task, payload, options: { maxAttempts: 1 } }))),
  });
  const deliverer = await run({ ...common, concurrency: deliveriesAtOnce, maxPoolSize: deliveriesAtOnce + 2, pollInterval: sender.pace.pollMs, taskList: deliveriesOf(sender) as unknown as TaskList, parsedCronItems: [] });
  await addJob(db, "wake_deliveries", {}, { key: "wake_deliveries" });
  // Of versions that were there before cards were, and of those whose bytes could not be read.
  await addJob(registry.db, "read_cards", {}, { key: "read_cards" });
  await addJob(registry.db, "reindex", {}, { key: "reindex" });
  // What happened while no process ran; and a reader that is new begins now.
  await relays.run();
  return {
    stop: async () => {
      await relays.close();
      await Promise.all([worker.stop(), deliverer.stop()]);
      await presence.close();
    },
  };
}
