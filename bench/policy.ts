import type { Facts } from "../server/promotions/evaluate.ts";
import { blockers, nobody } from "../server/promotions/evaluate.ts";
import type { CheckDemand, Rules } from "../server/policies/schema.ts";
import { complete, stricter } from "../server/policies/strictest.ts";
import { percentile, report } from "./report.ts";

const metricCount = 200;
const rounds = 5000;

/** What stands in the way of a version with 200 metrics, by a policy with 50 rules and hours in two zones. */
export function benchPolicy(): void {
  const { given, rules } = largePolicy();
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    // Another instant each time, a minute later: what was found out for one must not be all that is measured.
    const now = new Date(given.now.getTime() + round * 60_000);
    const start = performance.now();
    found += blockers({ ...given, now }, rules, nobody).length;
    times.push(performance.now() - start);
  }
  if (found === 0) throw new Error("nothing stood in the way: what was measured is not what was meant");
  report(`a policy of ${rules.checks.length + 6} rules over ${metricCount} metrics: the median`, `${percentile(times, 50).toFixed(3)} ms`, { is: percentile(times, 50), most: 1 });
  report("the same: the 99th percentile", `${percentile(times, 99).toFixed(3)} ms`, { is: percentile(times, 99), most: 1 });
}

function largePolicy() {
  const metrics = Object.fromEntries(Array.from({ length: metricCount }, (_, at) => [`metric-${at}`, at / metricCount]));
  const checks: CheckDemand[] = Array.from({ length: 44 }, (_, at) =>
    at % 2 === 0 ? { kind: "metric", metric: `metric-${at * 4}`, atLeast: 0, atMost: 1 } : { kind: "metric_vs_live", metric: `metric-${at * 4}`, better: "higher", tolerance: 0.01 },
  );
  const wide: Rules = { approvals: 3, groups: [{ from: { kind: "role", role: "maintainer" }, approvals: 1 }], checks, waitHours: 24, windows: [{ cron: "0 9 * * 1-5", hours: 8, timeZone: "Europe/Berlin", reason: "" }] };
  const rules = stricter(complete(wide), complete({ freezes: [{ cron: "0 18 * * 5", hours: 62, timeZone: "America/New_York", reason: "weekend" }], approvalsLastDays: 30 }));
  const now = new Date("2026-05-04T10:00:00Z");
  const metadata = { description: "", framework: "", task: "", metrics, parameters: {}, datasets: [], environment: {}, attributes: {} };
  const person = (name: string) => ({ id: name, name });
  const given: Facts = {
    now,
    kind: "promote",
    state: "open",
    stage: "production",
    team: "bench",
    requester: person("requester"),
    author: person("author"),
    makers: [],
    evidenceDigest: "now",
    roundAt: new Date(now.getTime() - 48 * 60 * 60 * 1000),
    notBefore: null,
    candidate: { metadata, hasCard: true, scan: { files: 1, pending: 0, runsCode: 0, mayRunCode: 0, unreadable: 0, damaged: 0 } },
    live: { number: 1, metadata },
    stays: [],
    reports: new Map(),
    reviews: Array.from({ length: 10 }, (_, at) => ({ reviewer: person(`reviewer ${at}`), verdict: "approve" as const, evidenceDigest: at < 2 ? "now" : "before", at: now, entitled: true, dismissed: false, role: "reviewer" as const, teams: ["bench"] })),
    openThreads: 0,
    recalls: [],
    deploying: null,
  };
  return { given, rules };
}
