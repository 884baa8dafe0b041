/**
 * What UploadThing's cloud does for others, done by the registry itself: it receives files from the packages' browser
 * client at signed addresses, and tells the file router when one is here.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { createContext, type Registry } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { requireActor, type RequestFacts } from "../identity/actor.ts";
import { requestFacts } from "../identity/auth-options.ts";
import { discardBody, sendJson } from "../responses.ts";
import { leaseMs } from "./commands.ts";
import type { FileRouter } from "./file-router.ts";
import { ownOrigin, ownSigner, readSignedUrl, type SignedFile } from "./ingest-url.ts";
import { fileOf } from "./multipart.ts";
import { receivedOf } from "./queries.ts";
import { receiveUpload } from "./receive.ts";
import { uploads } from "./tables.ts";

/** What a call to the file router may send, in bytes: 200 files with the longest paths, in JSON. */
const maxJson = 2 * 1024 * 1024;

/** How often it is asked whether another process has let go of a file, in milliseconds. */
const askEvery = 200;

export interface UploadThing {
  /** `GET` and `POST /api/uploadthing`, as UploadThing's packages word it. */
  serveRouter: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /**
   * `HEAD` and `PUT /ingest/{key}?…`, a signed address. HEAD answers with `x-ut-range-start`, the bytes that are here.
   * PUT has a body of multipart/form-data with one part, `file`: the rest from the byte that its Range names
   * (`bytes=N-`). It answers `{ url, appUrl, ufsUrl, fileHash, serverData }` when the file is in its draft. One that is
   * cut off keeps what has come, and one with an empty rest finishes what was interrupted after the last byte.
   */
  serveFile: (req: IncomingMessage, res: ServerResponse, request: RequestFacts) => Promise<void>;
}

/**
 * @param settings.cloud the token of UploadThing's cloud, which then receives the bytes; without one, this process does
 * @param settings.origin the address that people open, where it is configured
 */
export function openUploadThing(registry: Registry, settings: { cloud?: string | undefined; origin?: string | undefined }): UploadThing {
  const signer = ownSigner(registry.secret);
  /** The one PUT of a file that this process receives, and what ends it. */
  const receiving = new Map<string, { cut: () => void; ended: Promise<void> }>();

  // Loaded when somebody first uploads: it takes about 70 MB of memory, which an idle registry need not.
  let opened: Promise<FileRouter> | undefined;
  const fileRouter = () => (opened ??= openRouter());
  async function openRouter(): Promise<FileRouter> {
    const { openFileRouter } = await import("./file-router.ts");
    return openFileRouter(registry, { signer, cloud: settings.cloud, origin: settings.origin }, async (request) => {
      const credentials = { authorization: request.headers.get("authorization"), cookie: request.headers.get("cookie") };
      return requireActor(await createContext(registry, credentials, requestFacts(request.headers)));
    });
  }

  /** A sender that asks anew has lost its earlier connection, even where nobody has noticed yet. */
  async function endEarlier(upload: string): Promise<void> {
    const earlier = receiving.get(upload);
    earlier?.cut();
    await earlier?.ended;
  }

  async function tellProgress(res: ServerResponse, file: SignedFile): Promise<void> {
    await endEarlier(file.upload);
    let row = await findUpload(registry, file);
    // Held by another process, or by one that was killed: what it has kept counts as soon as it has let go.
    for (let waited = 0; row.heldUntil !== null && row.heldUntil > new Date() && waited <= leaseMs; waited += askEvery) {
      await new Promise((resolve) => setTimeout(resolve, askEvery));
      row = await findUpload(registry, file);
    }
    res.writeHead(200, { "x-ut-range-start": receivedOf(row), "cache-control": "no-store" }).end();
  }

  async function receive(req: IncomingMessage, res: ServerResponse, file: SignedFile, request: RequestFacts): Promise<void> {
    const at = rangeStart(req.headers.range);
    await endEarlier(file.upload);
    let row = await findUpload(registry, file);
    if (row.state === "done") {
      discardBody(req, res);
      return sendReceived(res, file, row, row);
    }
    const { path, size, route } = row;
    if (!route) throw new DomainError("upload_failed", `${path}: whose upload this is was not kept. Start it again; it goes on where it is.`, { path });
    const router = await fileRouter();
    if (row.state === "arriving" || row.state === "failed") {
      const sender = await router.senderOf(route, request);
      const source = fileOf(req.iterator({ destroyOnReturn: false }), {
        contentType: req.headers["content-type"],
        length: req.headers["content-length"],
        bytes: size - at,
      });
      const cut = () => req.destroy();
      const work = receiveUpload(registry, sender, file.upload, { at, source, cut, lasting: true });
      const unwatch = registry.streams.watch(sender, () => req.socket.destroy());
      const turn = { cut, ended: work.catch(() => {}) };
      receiving.set(file.upload, turn);
      try {
        await work;
      } finally {
        unwatch();
        if (receiving.get(file.upload) === turn) receiving.delete(file.upload);
      }
      row = await findUpload(registry, file);
    } else discardBody(req, res);
    const { name, type, upload } = file;
    const told = await router.complete(route, { key: upload, name, type, size, sha256: row.sha256 ?? "", url: addressOf(upload) }, request);
    if ("refused" in told) throw new DomainError(told.refused.reason, told.refused.message, { path });
    sendReceived(res, file, row, told);
  }

  return {
    async serveRouter(req, res) {
      const body = req.method === "POST" ? await readText(req) : null;
      const { answer } = await fileRouter();
      const headers = new Headers(Object.entries(req.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
      const given = await answer(new Request(ownOrigin + (req.url ?? ""), { method: req.method ?? "GET", headers, body }));
      const told: unknown = await given.json();
      const files = signedSchema.safeParse(told);
      // From the top of the site: whatever address the page has come by, its files go there too.
      sendJson(res, given.status, files.success ? files.data.map((file) => ({ ...file, url: file.url.replace(ownOrigin, "") })) : told);
    },
    async serveFile(req, res, request) {
      const file = readSignedUrl(req.url ?? "", signer, Date.now());
      await (req.method === "HEAD" ? tellProgress(res, file) : receive(req, res, file, request));
    },
  };
}

/** Of the file router's answer, what is changed on its way. */
const signedSchema = z.array(z.looseObject({ url: z.string() }));

/** The upload that an address is for. @throws DomainError not_found, invalid_input */
async function findUpload({ db }: Registry, { upload, size }: SignedFile) {
  const { path, way, state, sha256, arrival, route, heldUntil } = uploads;
  const [row] = await db.select({ path, size: uploads.size, way, state, sha256, arrival, route, heldUntil }).from(uploads).where(eq(uploads.id, upload));
  if (!row) throw notFound("That upload");
  if (row.way !== "browser" || row.size !== size) throw new DomainError("invalid_input", `The address for ${row.path} is not the one that it was opened with. Start the upload again.`);
  return row;
}

/** A draft's file has no address of its own; this is where its upload can be asked for. */
function addressOf(upload: string): string {
  return `/api/uploads/${upload}`;
}

function sendReceived(res: ServerResponse, { upload }: SignedFile, { sha256 }: { sha256: string | null }, { path, size }: { path: string; size: number }): void {
  const url = addressOf(upload);
  sendJson(res, 200, { url, appUrl: url, ufsUrl: url, fileHash: sha256, serverData: { path, size, sha256 } });
}

/** @param range of UploadThing's client, in which it says where the bytes that it sends begin */
function rangeStart(range: string | undefined): number {
  if (range === undefined) return 0;
  const start = /^bytes=(\d{1,15})-$/.exec(range)?.[1];
  if (start !== undefined) return Number(start);
  throw new DomainError("invalid_input", `Range must be "bytes=N-", with N the first byte that is sent, and is ${JSON.stringify(range.slice(0, 80))}.`);
}

/** @throws DomainError body_too_large, malformed_body */
async function readText(req: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of req.iterator({ destroyOnReturn: false })) {
    pieces.push(piece as Buffer);
    bytes += (piece as Buffer).length;
    if (bytes > maxJson) throw new DomainError("body_too_large", `The body is too large: at most ${maxJson} bytes of JSON are expected here.`, { maxBytes: maxJson });
  }
  const text = Buffer.concat(pieces).toString("utf8");
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new DomainError("malformed_body", "The body is not valid JSON.");
  }
}
