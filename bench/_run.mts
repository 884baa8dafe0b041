process.env["COUNTERSIGN_RATE_READS"] ??= "1000000000"; process.env["COUNTERSIGN_RATE_WRITES"] ??= "1000000000";
import { readFileSync, readdirSync } from "node:fs";
const { startProcess, databaseUrl } = await import("/work/h/grp/server/testing/process.ts");
const { createRegistry } = await import("@countersign/sdk");
const { metadataExample } = await import("/work/h/grp/server/versions/schema.ts");
const home = "/tmp/reg/home"; const token = readFileSync("/tmp/reg/token", "utf8");
const registry = await startProcess({ home, print: (t) => process.stdout.write(t) });
const team = "catalogue-3"; const connections = Number(process.env.CONN ?? 8), seconds = Number(process.env.SECS ?? 10);
const { api } = createRegistry({ url: registry.url, token });
const { draft } = await api.versions.draft.mutate({ model: `${team}/brought`, metadata: metadataExample });
const answer = await fetch(`${registry.url}/api/drafts/${draft}/files/model.bin`, { method: "PUT", headers: { authorization: `Bearer ${token}` }, body: "weights" });
const { sha256 } = await answer.json() as any; await api.versions.finalize.mutate({ draft, files: 1 });
const files = [{ path: "model.bin", size: 7, sha256 }];
const register = (connection: number, round: number) => api.versions.register.mutate({ id: crypto.randomUUID(), model: `${team}/registered-${connection}`, files,
  metadata: { ...metadataExample, metrics: { auc: 0.9 + (round % 100) / 1000, log_loss: 0.2, f1: 0.8 }, parameters: { depth: round % 12, rate: 0.1 }, tags: ["nlp", "baseline"], attributes: { region: "eu" },
  code: { repository: "https://example.com/models.git", commit: "0123456789abcdef0123456789abcdef01234567" }, run: { tracker: "mlflow", id: `run-${connection}-${round}` }, environment: { python: "3.12" } } });
function ticks(pid: number | string) { try { const s = readFileSync(`/proc/${pid}/stat`, "utf8"); const f = s.slice(s.lastIndexOf(")") + 2).split(" "); return Number(f[11]) + Number(f[12]); } catch { return 0; } }
function childTicks() { // all postgres
  let t = 0; for (const p of readdirSync("/proc")) { if (!/^\d+$/.test(p)) continue; try { if (readFileSync(`/proc/${p}/comm`, "utf8").trim() === "postgres") { const s = readFileSync(`/proc/${p}/stat`, "utf8"); const f = s.slice(s.lastIndexOf(")") + 2).split(" "); t += Number(f[11]) + Number(f[12]); } } catch {} } return t; }
for (let c = 0; c < connections; c++) await register(c, 0);
async function run(search: boolean) {
  const [n0, p0, c0] = [ticks(registry.pid), childTicks(), process.cpuUsage()];
  const t0 = performance.now(), until = t0 + seconds * 1000; let count = 0, searches = 0;
  const done = new AbortController();
  const s = search ? (async () => { while (!done.signal.aborted) { await fetch(`${registry.url}/api/trpc/search.find?input=${encodeURIComponent(JSON.stringify({ query: ["churn", "tag:nlp", "metric.auc>0.9"][searches++ % 3] }))}`, { headers: { authorization: `Bearer ${token}` } }); await new Promise((r) => setTimeout(r, 20)); } })() : undefined;
  await Promise.all(Array.from({ length: connections }, async (_, c) => { for (let r = 1; performance.now() < until; r++) { await register(c, r); count++; } }));
  done.abort(); await s;
  const wall = (performance.now() - t0) / 1000; const c1 = process.cpuUsage(c0);
  console.log(`${search ? "with" : "no"} search: ${(count / wall).toFixed(0)}/s, ${(searches / wall).toFixed(1)} searches/s; per registration: node ${((ticks(registry.pid) - n0) * 10 / count).toFixed(1)} ms, postgres ${((childTicks() - p0) * 10 / count).toFixed(1)} ms, client ${((c1.user + c1.system) / 1000 / count).toFixed(1)} ms; of 2 cores used ${(((ticks(registry.pid) - n0 + childTicks() - p0) * 10 + (c1.user + c1.system) / 1000) / wall / 20).toFixed(0)} %`);
}
await run(false); await run(false); await run(true); await run(true);
console.log("rss", readFileSync(`/proc/${registry.pid}/status`, "utf8").match(/VmHWM.*/)![0]);
await registry.stop();
