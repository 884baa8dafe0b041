/** Work that is done after the transaction that asks for it has committed, on any instance, also after a crash. */
import { sql } from "drizzle-orm";
import type { Executor } from "./client.ts";

/** What each job takes. server/worker.ts does them. */
export interface Jobs {
  /** Looks into the headers of a version's files, and reads its README.md as its card. */
  inspect_version: { versionId: string };
  /** Reads every README.md that nobody has read as a card. */
  read_cards: Record<string, never>;
  /** Keeps words that stand in what a search finds, for those that are misspelt. */
  learn_words: { words: string[] };
  /** Writes what a search finds of models and versions where that is missing or of an older edition. */
  reindex: Record<string, never>;
  /** Looks at a promotion again: its time may have come, to be applied or to expire. */
  tend_promotion: { promotionId: string };
  /** Looks for promotions whose time came while nobody looked. */
  tend_promotions: Record<string, never>;
  /** Looks at all promotions to a stage that are open (null: to any): what a policy wants, or who may sign, is another thing now. */
  tend_open: { stage: string | null };
  /** Ends a deployment of which nobody has said in time how it ended. */
  end_deployment: { deploymentId: string };
  /** Looks for deployments whose time was over while nobody looked. */
  end_deployments: Record<string, never>;
  /** Forgets instances of services that are gone. */
  forget_instances: Record<string, never>;
  /** Gives back the jobs of workers that were killed. */
  release_jobs: Record<string, never>;
  /** Sends a letter, which is sealed: it may hold a secret. */
  send_letter: { sealed: string };
  /** Mails a link for a new password to the address that is sealed here, if it belongs to an account that may have one. */
  mail_reset_link: { sealed: string };
  /** Deals with what happened while nobody woke those who are fed by the outbox. */
  relay_events: Record<string, never>;
  /** Tells of promotions and tokens that are about to expire. */
  tell_of_ends: Record<string, never>;
  /** Writes the letters of the day. */
  mail_digests: Record<string, never>;
  /** Removes notifications of long ago. */
  trim_notifications: Record<string, never>;
  /** Sends what waits for a webhook, of one model or (null) of none: one after the other. One without a lane was asked for when every line had a queue of its own. */
  deliver: { webhookId: string; modelId: string | null; lane?: number };
  /** Sends a test to a webhook, whatever waits. */
  deliver_test: { deliveryId: string };
  /** Tries whether a broken webhook answers again. */
  probe_webhook: { webhookId: string };
  /** Has sent what waits for webhooks and nobody was asked to send. */
  wake_deliveries: Record<string, never>;
  /** Removes deliveries that ended long ago. */
  trim_deliveries: Record<string, never>;
  /** Removes what nothing needs any more. */
  collect_garbage: { startedBy: string; dryRun: boolean };
  /** Signs how the record ends, when that is due. */
  checkpoint_audit: Record<string, never>;
  /** Removes what is older than the record is kept. */
  trim_audit: Record<string, never>;
}

/**
 * Asks for a job: it is done at least once if, and only if, the transaction commits.
 * @param options.key at most one job of a key waits; asking again replaces what it takes, and when
 * @param options.at not before then; left out: as soon as it can be
 * @param options.queue of those in the same one, no two are done at the same time, on whatever instances
 */
export async function addJob<Name extends keyof Jobs>(tx: Executor, name: Name, payload: Jobs[Name], { key, at, queue }: { key?: string; at?: Date; queue?: string } = {}): Promise<void> {
  await tx.execute(
    sql`select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json, queue_name := ${queue ?? null}::text, job_key := ${key ?? null}::text, run_at := ${at?.toISOString() ?? null}::timestamptz, max_attempts := 8)`,
  );
}

/** Asks for many jobs of a kind: each is done at least once if, and only if, the transaction commits. */
export async function addJobs<Name extends keyof Jobs>(tx: Executor, name: Name, payloads: readonly Jobs[Name][]): Promise<void> {
  if (payloads.length === 0) return;
  await tx.execute(sql`select count(graphile_worker.add_job(${name}::text, each.payload, max_attempts := 8)) from json_array_elements(${JSON.stringify(payloads)}::json) each (payload)`);
}
