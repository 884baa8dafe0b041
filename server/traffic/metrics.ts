import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry as Metrics } from "prom-client";
import type { Connection, Database } from "../db/client.ts";
import { log } from "../log.ts";
import { deliveryStates } from "../webhooks/schema.ts";
import { limits as allLimits, type LimitCounts } from "./limits.ts";
import { countDeliveries, countJobs, measureOutbox } from "./measures.ts";
import type { Route } from "./routes.ts";

/** In seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How long the answer waits for the database, in milliseconds; what has not come by then is left out. */
const patienceMs = 5000;

/** What is counted in this process, for Prometheus to fetch. */
export interface ProcessMetrics {
  begun(route: Route): void;
  /** @param bytes that came in and went out for it, with heads */
  answered(route: Route, answer: { status: number; seconds: number; bytesIn: number; bytesOut: number }): void;
  /** The text format 0.0.4, with what the database knows. */
  text(): Promise<string>;
  contentType: string;
}

/**
 * @param process.load how the connections to the database stand now
 * @param process.limits what was refused because there was too much of it
 */
export function openMetrics({ db, load, limits }: { db: Database; load: Connection["load"]; limits: LimitCounts }): ProcessMetrics {
  const metrics = new Metrics();
  const registers = [metrics];
  collectDefaultMetrics({ register: metrics });
  const requests = new Counter({ name: "countersign_requests_total", help: "Requests answered, by kind, route and class of status.", labelNames: ["kind", "route", "status"], registers });
  const durations = new Histogram({ name: "countersign_request_duration_seconds", help: "How long answers took, by kind and route; streams are left out.", labelNames: ["kind", "route"], buckets, registers });
  const open = new Gauge({ name: "countersign_requests_open", help: "Requests under way; those of the kind stream are who watches.", labelNames: ["kind"], registers });
  const bytes = new Counter({ name: "countersign_bytes_total", help: "Bytes received and sent.", labelNames: ["direction"], registers });
  const connections = new Gauge({
    name: "countersign_database_connections",
    help: "Connections to the database: how many there may be, how many are busy, and how many transactions wait for one.",
    labelNames: ["state"],
    registers,
    collect() {
      const { connections: most, busy, waiting } = load();
      connections.set({ state: "most" }, most);
      connections.set({ state: "busy" }, busy);
      connections.set({ state: "waiting" }, waiting);
    },
  });
  const limited = new Counter({
    name: "countersign_limited_total",
    help: "What was refused because there was too much of it (429), by the limit that was reached.",
    labelNames: ["limit"],
    registers,
    collect() {
      limited.reset();
      for (const limit of allLimits) limited.inc({ limit }, limits.of(limit));
    },
  });
  const known = openDatabaseGauges(db, metrics);
  return {
    begun: ({ kind }) => open.inc({ kind }),
    answered({ kind, route }, { status, seconds, bytesIn, bytesOut }) {
      open.dec({ kind });
      requests.inc({ kind, route, status: `${Math.floor(status / 100)}xx` });
      if (kind !== "stream") durations.observe({ kind, route }, seconds);
      bytes.inc({ direction: "in" }, bytesIn);
      bytes.inc({ direction: "out" }, bytesOut);
    },
    async text() {
      await known();
      return await metrics.metrics();
    },
    contentType: metrics.contentType,
  };
}

/** @returns what reads them anew; asked while it does, it waits for the same reading */
function openDatabaseGauges(db: Database, metrics: Metrics): () => Promise<void> {
  const registers = [metrics];
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) => new Gauge({ name: `countersign_${name}`, help, labelNames, registers });
  const jobs = gauge("jobs", "Jobs by state; failed ones are tried no more.", ["state"]);
  const oldestJob = gauge("jobs_oldest_seconds", "For how long the oldest job that could be done has waited.", ["state"]);
  const unread = gauge("outbox_unread", "Events that a reader of the outbox has not read.", ["reader"]);
  const oldestEvent = gauge("outbox_oldest_seconds", "For how long the first unread event has waited.", ["reader"]);
  const deliveries = gauge("webhook_deliveries", "Deliveries to webhooks by state.", ["state"]);
  const oldestDelivery = gauge("webhook_deliveries_oldest_seconds", "For how long the first pending delivery has waited.", ["state"]);
  const failures = new Counter({ name: "countersign_metrics_failures_total", help: "Readings of the database for these metrics that failed; their series are absent then.", registers });

  const readings: { gauges: Gauge[]; read: () => Promise<void> }[] = [
    {
      gauges: [jobs, oldestJob],
      async read() {
        const { oldest, ...counts } = await countJobs(db);
        for (const state of ["waiting", "scheduled", "running", "failed"] as const) jobs.set({ state }, counts[state]);
        oldestJob.set({ state: "waiting" }, oldest);
      },
    },
    {
      gauges: [unread, oldestEvent],
      async read() {
        for (const { reader, ...measured } of await measureOutbox(db)) {
          unread.set({ reader }, measured.unread);
          oldestEvent.set({ reader }, measured.oldest);
        }
      },
    },
    {
      gauges: [deliveries, oldestDelivery],
      async read() {
        const rows = await countDeliveries(db);
        for (const state of deliveryStates) deliveries.set({ state }, rows.find((row) => row.state === state)?.count ?? 0);
        oldestDelivery.set({ state: "pending" }, rows.find(({ state }) => state === "pending")?.oldest ?? 0);
      },
    },
  ];
  async function readAll(): Promise<void> {
    for (const { gauges, read } of readings) {
      // What can't be read is absent, and not what it was.
      for (const each of gauges) each.reset();
      await read().catch((error: unknown) => {
        failures.inc();
        log.warn("the database could not be read for the metrics", { error });
      });
    }
  }
  let reading: Promise<void> | undefined;
  return async () => {
    reading ??= readAll().finally(() => (reading = undefined));
    await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  };
}
