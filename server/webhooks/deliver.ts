import type { Database } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { unseal } from "../identity/seal.ts";
import type { OutgoingAgents } from "../outgoing/agents.ts";
import { requestOutside } from "../outgoing/request.ts";
import { askToGoOn, firstInLine, firstOfBroken, noteProbe, noteTest, noteTry, waitingTest, type Due, type Tried } from "./attempts.ts";
import { hides, messageOf } from "./message.ts";
import { askToDeliver, laneOf, type Line } from "./queue.ts";
import { messageIdOf, toldOf } from "./told.ts";
import { verdictOf, type Pace } from "./retry.ts";
import { secretsAt } from "./standard.ts";

/** How long a receiver has to answer, in milliseconds: what Standard Webhooks proposes at least. */
const patienceMs = 15_000;
/** So much of an answer is kept, in bytes. */
const mostOfAnswer = 16 * 1024;
/** How long one job sends before another gets its turn, in milliseconds. */
const turnMs = 30_000;

/** What it takes to send. */
export interface Sender {
  db: Database;
  /** The registry's own. */
  secret: string;
  agents: OutgoingAgents;
  /** Where people open the registry; null where that is not known. */
  origin: string | null;
  pace: Pace;
  stopping: AbortSignal;
}

const timing = ({ pace }: Sender) => ({ pace, chance: Math.random() });

/** Sends what waits in a line, the oldest first, until none is left or one fails. What comes by another lane is sent on its way to the right one. */
export async function deliver(sender: Sender, { lane, ...line }: Line & { lane?: number }): Promise<void> {
  const { db, stopping } = sender;
  if (lane !== laneOf(line)) return await db.transaction((tx) => askToDeliver(tx, line));
  const turnEnds = Date.now() + turnMs;
  for (;;) {
    const due = await firstInLine(db, line);
    if (!due) return;
    const { nextAttemptAt } = due.delivery;
    if (stopping.aborted || Date.now() > turnEnds || nextAttemptAt.getTime() > Date.now()) {
      await db.transaction((tx) => askToGoOn(tx, line));
      return;
    }
    const tried = await send(sender, due);
    if (!(await db.transaction((tx) => noteTry(tx, due, tried, timing(sender))))) return;
  }
}

/** Tries whether a webhook that is broken answers again, with the first that waits for it. */
export async function probe(sender: Sender, webhookId: string): Promise<void> {
  const due = await firstOfBroken(sender.db, webhookId);
  if (!due) return;
  const tried = await send(sender, due);
  await sender.db.transaction((tx) => noteProbe(tx, due, tried, timing(sender)));
}

/** Sends a test. */
export async function deliverTest(sender: Sender, deliveryId: string): Promise<void> {
  const due = await waitingTest(sender.db, deliveryId);
  if (!due) return;
  const tried = await send(sender, due);
  await sender.db.transaction((tx) => noteTest(tx, due, tried));
}

/** Sends once. Whatever goes wrong is what came of it. */
async function send(sender: Sender, { webhook, delivery }: Due): Promise<Tried> {
  const told = await toldOf(sender.db, webhook, delivery);
  const at = new Date();
  const tried: Tried = { at, durationMs: 0, url: webhook.url, requestHeaders: {}, requestBody: JSON.stringify(told), responseHeaders: {}, responseBody: "" };
  try {
    const destination = destinationOf(sender, webhook, at);
    const shown = hides(destination);
    const message = messageOf(destination, messageIdOf(delivery), told, at, sender.origin);
    Object.assign(tried, { url: message.shown.url, requestHeaders: message.shown.headers, requestBody: message.shown.body });
    const { url, headers, body } = message;
    const answer = await requestOutside(sender.agents, url, { method: "POST", headers, body, timeoutMs: patienceMs, mostBytes: mostOfAnswer, cut: true, verifyTls: webhook.verifyTls });
    tried.status = answer.status;
    tried.error = faultOf(answer.status);
    tried.responseHeaders = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, shown(String(value))]));
    // Postgres holds no zero byte in a text.
    tried.responseBody = shown(answer.body.toString("utf8").replaceAll("\0", "\uFFFD"));
  } catch (error) {
    tried.error = wordsOf(error);
  }
  tried.durationMs = Date.now() - at.getTime();
  return tried;
}

function destinationOf({ secret }: Sender, webhook: Due["webhook"], now: Date) {
  const { kind, url, settings, credential, signing } = webhook;
  const open = (sealed: string) => unseal(secret, "webhook", sealed);
  return { kind, url, settings, credential: credential === null ? null : open(credential), secrets: secretsAt(signing, now).map(({ sealed }) => open(sealed)) };
}

function faultOf(status: number): string | null {
  if (verdictOf(status) === "arrived") return null;
  if (status >= 300 && status <= 399) return `It answered ${status}, a redirect, which is not followed. Give the address that it leads to.`;
  return `It answered ${status}; an answer from 200 to 299 says that it has arrived.`;
}

function wordsOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  if (!(error instanceof Error)) return "It could not be sent.";
  if (error.name === "TimeoutError" || error.name === "AbortError") return `There was no whole answer within ${patienceMs / 1000} seconds.`;
  return `There was no answer: ${error.message}`.slice(0, 500);
}
