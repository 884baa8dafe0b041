/** A registry that has one version and answers what a pull asks, for tests that need no database. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import canonicalize from "canonicalize";
import { digestsOf, sampleMetadata, serve } from "./testing.ts";

export interface FakeRegistry {
  url: string;
  /** `risk/fraud-detector@1` */
  reference: string;
  /** Of the version. */
  digest: string;
  /** What was asked of the files, in its order. */
  asked: { path: string; range: string | undefined; headers: IncomingMessage["headers"] }[];
  /** Bytes of files that were sent. */
  sentBytes: () => number;
  close: () => Promise<void>;
}

export interface FakeOptions {
  /** Answers a request for a file in its own way and returns true, or leaves it. */
  meddle?: ((req: IncomingMessage, res: ServerResponse, path: string) => boolean) | undefined;
  /** Bytes of a file that are sent at once, with a pause of `pauseMs` after them. Left out, all of them. */
  chunkBytes?: number | undefined;
  pauseMs?: number | undefined;
  /** What it says that the version's digest is, where that is a lie. */
  digest?: string | undefined;
}

export const fakeReference = "risk/fraud-detector@1";

/** @param content the files of the version, by their paths */
export async function startFakeRegistry(content: Record<string, Buffer>, { meddle, digest: lie, ...pace }: FakeOptions = {}): Promise<FakeRegistry> {
  const digests = digestsOf(content);
  const files = Object.entries(content)
    .map(([path, bytes]) => ({ path, size: bytes.length, sha256: digests[path] ?? "" }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const manifest = { schema: "countersign.manifest/1", files, metadata: sampleMetadata };
  const digest = lie ?? `sha256:${createHash("sha256").update(canonicalize(manifest) ?? "").digest("hex")}`;
  const answers: Record<string, unknown> = {
    "pointers.resolve": { reference: fakeReference, version: 1, digest },
    "versions.files": { items: files, next: null },
    "versions.get": { reference: fakeReference, digest, metadata: { ...sampleMetadata, tags: ["fraud"] } },
  };
  const asked: FakeRegistry["asked"] = [];
  let sent = 0;
  const { url, close } = await serve((req, res) => {
    const address = new URL(req.url ?? "/", "http://registry");
    const procedure = address.pathname.replace("/api/trpc/", "");
    if (procedure in answers) return void res.end(JSON.stringify({ result: { data: answers[procedure] } }));
    const path = decodeURIComponent(address.pathname.replace("/files/risk/fraud-detector/1/", ""));
    const bytes = content[path];
    if (!bytes) return void res.writeHead(404).end();
    asked.push({ path, range: req.headers.range, headers: req.headers });
    if (meddle?.(req, res, path)) return;
    void sendRange(req, res, bytes, pace, (count) => (sent += count));
  });
  return { url, reference: fakeReference, digest, asked, sentBytes: () => sent, close };
}

/** Answers with bytes, or the range of them that is asked for. */
export async function sendRange(
  req: IncomingMessage,
  res: ServerResponse,
  bytes: Buffer,
  { chunkBytes = bytes.length, pauseMs = 0 }: Pick<FakeOptions, "chunkBytes" | "pauseMs"> = {},
  onSent: (count: number) => void = () => {},
): Promise<void> {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(req.headers.range ?? "") ?? [];
  const from = Number(first ?? 0);
  const body = bytes.subarray(from, last ? Number(last) + 1 : bytes.length);
  const range = first === undefined ? {} : { "content-range": `bytes ${from}-${from + body.length - 1}/${bytes.length}` };
  res.writeHead(first === undefined ? 200 : 206, { "content-length": body.length, ...range });
  for (let at = 0; at < body.length && !res.destroyed; at += chunkBytes) {
    const chunk = body.subarray(at, at + chunkBytes);
    onSent(chunk.length);
    if (!res.write(chunk)) await drained(res);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  res.end();
}

function drained(res: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      res.off("drain", go).off("close", go);
      resolve();
    };
    res.on("drain", go).on("close", go);
  });
}
