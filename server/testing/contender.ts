/**
 * A process of its own over a database that others use too: it does what it is told, or the jobs that wait.
 *   node server/testing/contender.ts <database url> [folder of the store, to do jobs] [the registry's secret, to deliver fast and to this machine]
 */
import { openFileStore } from "../blobs/file-store.ts";
import { openRegistry } from "../context.ts";
import { connect, type Transaction } from "../db/client.ts";
import { endOverdue, reportDeployment } from "../deployments/commands.ts";
import { systemActor, type Actor } from "../identity/actor.ts";
import { applyByHand, withdrawPromotion } from "../promotions/commands.ts";
import { outgoingAgents } from "../outgoing/agents.ts";
import { rollback } from "../promotions/rollback.ts";
import { tendPromotion } from "../promotions/tend.ts";
import { giveVerdict } from "../reviews/commands.ts";
import type { Pace } from "../webhooks/retry.ts";
import { startWorker } from "../worker.ts";
import { reasonOf } from "./fixture.ts";

/** What a contender is told to do, and who does it; nobody needs to tend, or to notice that a deployment is overdue. */
export interface Order {
  number: number;
  act: "approve" | "apply" | "withdraw" | "tend" | "rollback" | "succeed" | "fail" | "overdue";
  actor: Actor | null;
  /** Of a promotion or a deployment; of a rollback, the model. */
  id: string;
  evidenceDigest: string;
}

/** What has become of it: `was not refused`, or why it was. */
export interface Answer {
  number: number;
  reason: string;
}

async function obey(tx: Transaction, { act, actor, id, evidenceDigest }: Order): Promise<void> {
  const who = actor ?? systemActor("contender");
  if (act === "approve") await giveVerdict(tx, who, { id, verdict: "approve", comment: "", evidenceDigest });
  else if (act === "apply") await applyByHand(tx, who, { id });
  else if (act === "withdraw") await withdrawPromotion(tx, who, { id });
  else if (act === "rollback") await rollback(tx, who, { model: id, stage: "production", reason: "x" });
  else if (act === "succeed" || act === "fail") await reportDeployment(tx, who, { id, state: act === "succeed" ? "succeeded" : "failed", summary: "" });
  else if (act === "overdue") await endOverdue(tx, who, id);
  else await tendPromotion(tx, who, id);
}

const [url = "", folder, secret] = process.argv.slice(2);
if (folder === undefined) {
  const { db } = connect(url, { max: 12 });
  process.on("message", (order: Order) => {
    void reasonOf(db.transaction((tx) => obey(tx, order))).then((reason) => process.send?.({ number: order.number, reason } satisfies Answer));
  });
} else {
  // One try after the other, and for ever.
  const pace: Pace = { waitsMs: Array.from({ length: 1000 }, () => 20), breaks: { failures: Infinity, afterMs: Infinity }, probeMs: Infinity, pollMs: 50 };
  const outgoing = secret === undefined ? {} : { agents: outgoingAgents(["127.0.0.1"]), pace };
  await startWorker(openRegistry(url, await openFileStore(folder), secret ?? "no secret", 6), url, { outgoing });
}
process.send?.("ready");
