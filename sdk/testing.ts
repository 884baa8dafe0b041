/** What tests of the SDK share: folders of files, and a server between a client and a registry. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Metadata } from "./wire.ts";

/** Everything that has to be declared of a version. */
export const sampleMetadata: Metadata = {
  description: "Flags card payments that are likely to be fraud.",
  framework: "scikit-learn",
  task: "classification",
  metrics: { auc: 0.93 },
  parameters: { max_depth: 6 },
  datasets: [{ name: "transactions-2026", role: "training", rows: 120_000 }],
};

/** A folder that is removed by `remove`, with these files in it. */
export async function makeFolder(files: Record<string, string | Buffer> = {}): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "countersign-sdk-test-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The SHA-256 of every file below a folder, by its path in it. */
export async function readFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const));
  return digestsOf(Object.fromEntries(files));
}

/** The SHA-256 of each content: comparing megabytes takes a test seconds. */
export function digestsOf(files: Record<string, string | Buffer>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, createHash("sha256").update(content).digest("hex")]));
}

export type Handler = (req: http.IncomingMessage, res: http.ServerResponse) => void;

/** A server on a port of its own. */
export async function serve(handler: Handler): Promise<{ url: string; close: () => Promise<void> }> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Stands between a client and a registry.
 * @param meddle handles a request in its own way and returns true, or leaves it to be passed on
 */
export async function serveBetween(registry: string, meddle: (...request: Parameters<Handler>) => boolean): ReturnType<typeof serve> {
  return await serve((req, res) => {
    if (!meddle(req, res)) passOn(registry, req, (answer) => res.writeHead(answer.statusCode ?? 500, answer.headers) && answer.pipe(res));
  });
}

/** Sends a request on to the registry as it came. */
export function passOn(registry: string, req: http.IncomingMessage, onAnswer: (answer: http.IncomingMessage) => void): void {
  const onward = http.request(`${registry}${req.url}`, { method: req.method ?? "GET", headers: req.headers }, onAnswer);
  onward.on("error", () => req.destroy());
  req.pipe(onward);
}
