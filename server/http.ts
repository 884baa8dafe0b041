import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { TRPCError } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { sql } from "drizzle-orm";
import { recordRefusal } from "./audit/commands.ts";
import { sendCheckpoints, sendKey, sendRecord } from "./audit/http.ts";
import { isRefusal } from "./audit/refusals.ts";
import { receiveReport } from "./checks/http.ts";
import { receiveDeploymentReport } from "./deployments/http.ts";
import { receiveCheckIn } from "./runtime/http.ts";
import { sendComparison } from "./comparisons/http.ts";
import { createContext, type Context, type Registry } from "./context.ts";
import { migrationsCurrent } from "./db/migrate.ts";
import { sendArchive } from "./downloads/archive.ts";
import { sendFile } from "./downloads/http.ts";
import { DomainError, notFound, reasons } from "./errors.ts";
import { withReach } from "./identity/access.ts";
import { agentOf, type Actor, type RequestFacts } from "./identity/actor.ts";
import { addressHeader, pathHeader, requestIdHeader } from "./identity/auth-options.ts";
import { sessionHashOf } from "./identity/session.ts";
import { receiveEvent, sendDocument, type Document } from "./lineage/http.ts";
import { sendEvents } from "./outbox/http.ts";
import { sendHistory, sendReference } from "./pointers/http.ts";
import { sendPromotion } from "./promotions/http.ts";
import { log } from "./log.ts";
import { discardBody, sendError, sendJson } from "./responses.ts";
import { appRouter } from "./router.ts";
import { openAllowance, type Kind, type Rates } from "./traffic/allowance.ts";
import { callerOf, type Caller, type Proxies } from "./traffic/caller.ts";
import { dataPolicy, everyAnswer, onlyHttps, pagePolicy } from "./traffic/headers.ts";
import { sendMetrics, type Metrics } from "./traffic/http.ts";
import { openMetrics } from "./traffic/metrics.ts";
import { routeOf, type Procedures } from "./traffic/routes.ts";
import { watchRequest } from "./traffic/watched.ts";
import { serveCompletion, servePartUrls, serveUpload } from "./uploads/http.ts";
import { openUploadThing, type UploadThing } from "./uploads/ingest.ts";
import { ingestPath, routerPath } from "./uploads/ingest-url.ts";
import { receiveFile } from "./versions/http.ts";
import { receivePack } from "./versions/pack.ts";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** What one call may send, in bytes; files don't come this way. */
const maxJson = 2 * 1024 * 1024;

/** How many calls fit into one request. */
const mostCalls = 10;

const callable = appRouter["_def"].procedures as unknown as Record<string, { _def: { type: "query" | "mutation" | "subscription" } }>;
const procedures: Procedures = new Map(Object.entries(callable).map(([name, { _def }]) => [name, _def.type]));

/** How long a small body may take to come, in milliseconds: who sends it a byte at a time holds a connection for no longer. */
const bodyPatienceMs = 60_000;

export interface HttpSettings {
  /** The address that people open, where it is configured; else that of each request is taken. */
  origin?: string | undefined;
  /** The token of UploadThing's cloud, where it receives what browsers upload; else this process does. */
  cloud?: string | undefined;
  /** Whose word counts on where a request comes from; left out, nobody's. */
  proxies?: Proxies | null;
  /** How much anybody may ask for; left out, any amount. */
  rates?: Rates | undefined;
  /** Whether pages are built as they are asked for. */
  development?: boolean;
  /** What whoever fetches the metrics has to show; left out, nobody gets them, and nothing is counted. */
  metricsToken?: string | undefined;
  /** Aborts when the process is about to stop: it is no longer ready, and connections end with their next answer. */
  leaving?: AbortSignal;
}

/** Answers every request of the process: bytes and tRPC here, all else by `pages`. */
export function requestHandler(registry: Registry, pages: Handler, settings: HttpSettings = {}): Handler {
  const { origin, cloud, proxies = null, rates, development = false, metricsToken, leaving } = settings;
  const metrics = metricsToken === undefined ? null : { token: metricsToken, ...openMetrics(registry) };
  const uploadThing = openUploadThing(registry, { cloud, origin });
  const allowance = rates && openAllowance(rates);
  const connect = cloud === undefined ? [] : ["https://*.ingest.uploadthing.com"];
  const policed: Handler = async (req, res) => {
    // Next gives the nonce that it finds here to its own scripts.
    const policy = pagePolicy(randomBytes(16).toString("base64"), { connect, development });
    req.headers["content-security-policy"] = policy;
    res.setHeader("content-security-policy", policy);
    res.removeHeader("cache-control");
    await pages(req, res);
  };
  return async (req, res) => {
    const caller = callerOf(req.headers, req.socket.remoteAddress ?? "unknown", proxies);
    const request: RequestFacts = { id: randomUUID(), address: caller.address, userAgent: agentOf(req.headers["user-agent"]) };
    const tellWho = watchRequest(req, res, { route: routeOf(req.url ?? "/", procedures), request, metrics });
    if (leaving?.aborted) res.setHeader("connection", "close");
    res.setHeader(requestIdHeader, request.id);
    for (const [name, value] of Object.entries(everyAnswer)) res.setHeader(name, value);
    res.setHeader("content-security-policy", dataPolicy);
    if (caller.secure || origin?.startsWith("https:")) res.setHeader("strict-transport-security", onlyHttps);
    tellPages(req, request, caller);
    const kind = kindOf(req);
    const calls = callsOf(req);
    if (kind !== "bytes") endSlowBody(req, res);
    const admit = async () => await allowance?.ofAddress(kind, caller.address, calls);
    let actor: Actor | null = null;
    /** Who asks, once it is known that they may ask as much. */
    const context = async () => {
      await admit();
      const ctx = await createContext(registry, req.headers, request);
      ({ actor } = ctx);
      tellWho(actor);
      if (ctx.actor) await allowance?.ofPrincipal(kind, principalOf(ctx.actor), calls);
      return ctx;
    };
    try {
      refuseForeignOrigin(req, origin, caller.host);
      await route(registry, { uploadThing, pages: policed, request, admit, context, metrics, leaving }, req, res);
    } catch (error) {
      registry.limits.note(error);
      if (req.socket.destroyed) {
        // Who has hung up hears nothing any more; what has failed here is still told in the log.
        if (!(error instanceof DomainError) && !hungUp(error)) log.error("a request failed", { request: request.id, error });
        return;
      }
      discardBody(req, res);
      if (error instanceof DomainError && isRefusal(error) && isWrite(req)) await recordWhoWasRefused(registry, req, request, error);
      sendError(res, error instanceof DomainError ? withReach(error, actor) : error, request.id);
    }
  };
}

function isWrite({ method = "GET" }: IncomingMessage): boolean {
  return !["GET", "HEAD", "OPTIONS"].includes(method);
}

/** Writes down a refusal of a byte route. Those of procedures are written down where they are made. */
async function recordWhoWasRefused(registry: Registry, req: IncomingMessage, request: RequestFacts, error: DomainError): Promise<void> {
  const { actor } = await createContext(registry, req.headers, request).catch(() => ({ actor: null }));
  if (actor) await recordRefusal(registry.db, actor, { what: `${req.method} ${(req.url ?? "/").split("?", 1)[0]}`, error });
}

/** What the pages' side of the process is told of a request, and what anybody can write there is not believed. */
function tellPages(req: IncomingMessage, request: RequestFacts, { secure, host }: Caller): void {
  req.headers[requestIdHeader] = request.id;
  req.headers[addressHeader] = request.address;
  req.headers[pathHeader] = req.url;
  for (const name of ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port"]) delete req.headers[name];
  if (secure) req.headers["x-forwarded-proto"] = "https";
  if (host !== undefined) req.headers["x-forwarded-host"] = host;
}

/** A token counts by itself, and a person with all their sessions. */
function principalOf({ userId, credential }: Actor): string {
  return credential.kind === "token" ? `token ${credential.id}` : `person ${userId}`;
}

function kindOf({ method, url = "", headers }: IncomingMessage): Kind {
  if (/^\/(files|ingest|_next|api\/(drafts|uploads|uploadthing))[/?]/.test(`${url}?`)) return "bytes";
  if (method === "GET" || method === "HEAD") return "reads";
  return headers.authorization === undefined && sessionHashOf(headers.cookie) === null ? "open" : "writes";
}

/** How many calls a request holds: several of tRPC's come in one, with commas between their names. */
function callsOf({ url = "" }: IncomingMessage): number {
  const [path = ""] = url.split("?", 1);
  return path.startsWith("/api/trpc/") ? path.split(/,|%2c/i).length : 1;
}

function endSlowBody(req: IncomingMessage, res: ServerResponse): void {
  if (req.method === "GET" || req.method === "HEAD") return;
  const patience = setTimeout(() => {
    if (!req.complete) req.socket.destroy();
  }, bodyPatienceMs).unref();
  res.once("close", () => clearTimeout(patience));
}

/** Whether the error says no more than that the other side has gone. */
function hungUp(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET" || code === "EPIPE";
}

interface Way {
  uploadThing: UploadThing;
  pages: Handler;
  request: RequestFacts;
  /** @throws DomainError rate_limited, when the address has asked for too much */
  admit: () => Promise<void>;
  context: () => Promise<Context>;
  metrics: Metrics | null;
  leaving: AbortSignal | undefined;
}

async function route(registry: Registry, { uploadThing, pages, request, admit, context, metrics, leaving }: Way, req: IncomingMessage, res: ServerResponse): Promise<void> {
  // Not `new URL`: it would resolve the dot segments that have to be refused.
  const [path = "/", query = ""] = (req.url ?? "/").split(/\?(.*)/s, 2);
  /** Who asks for bytes, or sends some: these end as soon as the credential does. */
  const streaming = async () => {
    const ctx = await context();
    // Whoever has hung up meanwhile would be watched for ever.
    if (ctx.actor && !res.closed) res.once("close", registry.streams.watch(ctx.actor, () => req.socket.destroy()));
    return ctx;
  };
  if (path === "/health") return sendJson(res, 200, { status: "live" });
  if (path === "/ready") return await sendReadiness(registry, res, leaving);
  if (path === "/metrics") {
    allow(req, ["GET", "HEAD"]);
    await admit();
    return await sendMetrics(req, res, metrics);
  }
  if (path.startsWith("/api/trpc/")) return await serveTrpc(req, res, path.slice("/api/trpc/".length), { context, request, limits: registry.limits });
  const upload = /^\/api\/drafts\/([^/]+)\/files\/(.+)$/s.exec(path);
  if (upload) {
    allow(req, ["PUT"]);
    const [, draft = "", file = ""] = upload;
    return await receiveFile(req, res, await streaming(), { draft: decode(draft), path: decodePath(file) });
  }
  const pack = /^\/api\/drafts\/([^/]+)\/files$/.exec(path);
  if (pack) {
    allow(req, ["POST"]);
    return await receivePack(req, res, await streaming(), decode(pack[1] ?? ""));
  }
  const resumable = /^\/api\/uploads\/([^/]+)(?:\/(parts|complete))?$/.exec(path);
  if (resumable) {
    const [, id = "", step] = resumable;
    allow(req, step ? ["POST"] : ["HEAD", "PUT"]);
    const serve = step === "parts" ? servePartUrls : step === "complete" ? serveCompletion : serveUpload;
    return await serve(req, res, await streaming(), decode(id));
  }
  if (path === routerPath) {
    allow(req, ["GET", "POST"]);
    await admit();
    return await uploadThing.serveRouter(req, res);
  }
  if (path.startsWith(`${ingestPath}/`)) {
    allow(req, ["HEAD", "PUT"]);
    // The address is signed; a session that comes along ends it with itself.
    await streaming();
    return await uploadThing.serveFile(req, res, request);
  }
  if (path.startsWith("/api/references/")) {
    allow(req, ["GET", "HEAD"]);
    const reference = decodePath(path.slice("/api/references/".length));
    return await sendReference(req, res, await context(), { reference });
  }
  const history = /^\/api\/history\/([^/]+)\/([^/]+)$/.exec(path);
  if (history) {
    allow(req, ["GET", "HEAD"]);
    const [, team = "", model = ""] = history;
    return await sendHistory(res, await context(), { model: `${decode(team)}/${decode(model)}`, query: new URLSearchParams(query) });
  }
  const promotion = /^\/api\/promotions\/([^/]+)$/.exec(path);
  if (promotion) {
    allow(req, ["GET", "HEAD"]);
    return await sendPromotion(res, await context(), { id: decode(promotion[1] ?? "") });
  }
  if (path === "/api/events") {
    allow(req, ["GET", "HEAD"]);
    return await sendEvents(res, await streaming(), new URLSearchParams(query));
  }
  if (path === "/api/compare") {
    allow(req, ["GET", "HEAD"]);
    return await sendComparison(res, await context(), new URLSearchParams(query));
  }
  const record = /^\/api\/audit(?:\/(checkpoints|key))?$/.exec(path);
  if (record) {
    allow(req, ["GET", "HEAD"]);
    const { checkpoints } = registry;
    if (record[1] && !checkpoints) throw notFound("What is signed outside the database");
    if (record[1] === "checkpoints" && checkpoints) return await sendCheckpoints(res, await streaming(), checkpoints);
    if (record[1] === "key" && checkpoints) return sendKey(res, await context(), checkpoints);
    return await sendRecord(res, await streaming(), new URLSearchParams(query));
  }
  const document = /^\/api\/versions\/(.+)\/(bom|recipe\.json|recipe\.sh)$/s.exec(path);
  if (document) {
    allow(req, ["GET", "HEAD"]);
    const [, reference = "", kind] = document;
    return await sendDocument(res, await context(), { reference: decodePath(reference), document: kind as Document });
  }
  if (path === "/api/lineage" || path === "/api/v1/lineage") {
    allow(req, ["POST"]);
    return await receiveEvent(req, res, await context());
  }
  if (path === "/api/checks") {
    allow(req, ["POST"]);
    return await receiveReport(req, res, await context());
  }
  const deployment = /^\/api\/deployments(?:\/([^/]+))?\/reports$/.exec(path);
  if (deployment) {
    allow(req, ["POST"]);
    return await receiveDeploymentReport(req, res, await context(), { id: deployment[1] === undefined ? undefined : decode(deployment[1]) });
  }
  if (path === "/api/runtime") {
    allow(req, ["POST"]);
    return await receiveCheckIn(req, res, await context());
  }
  if (path.startsWith("/files/")) {
    allow(req, ["GET", "HEAD"]);
    const [team = "", model = "", selector = "", ...file] = path.slice("/files/".length).split("/");
    const versionOf = (chosen: string) => `${decode(team)}/${decode(model)}@${decode(chosen)}`;
    if (file.length === 0 && selector.endsWith(".tar")) {
      return await sendArchive(req, res, await streaming(), versionOf(selector.slice(0, -".tar".length)));
    }
    const view = new URLSearchParams(query).has("view");
    return await sendFile(req, res, await streaming(), { reference: versionOf(selector), path: decodePath(file.join("/")), view });
  }
  // Signing out goes through identity.signOut, which records it.
  const served = path.startsWith("/api/auth/") && path !== "/api/auth/signout";
  if (path.startsWith("/api/") && !served) throw notFound(`The address ${path.slice(0, 200)}`);
  await admit();
  await pages(req, res);
}

async function serveTrpc(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  { context, request, limits }: Pick<Way, "context" | "request"> & Pick<Registry, "limits">,
): Promise<void> {
  if (Number(req.headers["content-length"] ?? 0) > maxJson) {
    throw new DomainError("body_too_large", "The body is too large: at most 2 MB of JSON fit into one call.", { maxBytes: maxJson });
  }
  if (callsOf(req) > mostCalls) throw new DomainError("invalid_input", `At most ${mostCalls} calls fit into one request, and these are ${callsOf(req)}. Send them in several.`, { mostCalls });
  await nodeHTTPRequestHandler({
    router: appRouter,
    req,
    res,
    path,
    createContext: () => context().catch((error: unknown) => refuse(error, res)),
    maxBodySize: maxJson,
    maxBatchSize: mostCalls,
    // A query whose input is too long for an address comes as a POST; a mutation still can't come as a GET.
    allowMethodOverride: true,
    // A stream of events is as private as any other answer.
    responseMeta: ({ type }) => (type === "subscription" ? { headers: { "cache-control": "private, no-store, no-transform" } } : {}),
    onError({ error, path: procedure }) {
      limits.note(error.cause);
      if (error.code === "INTERNAL_SERVER_ERROR") log.error("a request failed", { request: request.id, procedure, error: error.cause ?? error });
    },
  });
}

/** A refusal before the first procedure, told as those of procedures are. */
function refuse(error: unknown, res: ServerResponse): never {
  if (!(error instanceof DomainError)) throw error;
  if (typeof error.details["retryAfterSeconds"] === "number") res.setHeader("retry-after", error.details["retryAfterSeconds"]);
  throw new TRPCError({ code: reasons[error.reason], message: error.message, cause: error });
}

async function sendReadiness({ db }: Registry, res: ServerResponse, leaving: AbortSignal | undefined): Promise<void> {
  if (leaving?.aborted) return sendJson(res, 503, { status: "unavailable", reason: "This process is about to stop." });
  try {
    await db.execute(sql`select 1`);
  } catch {
    return sendJson(res, 503, { status: "unavailable", reason: "The database can't be reached." });
  }
  const current = await migrationsCurrent(db).catch(() => false);
  if (current) return sendJson(res, 200, { status: "ready" });
  return sendJson(res, 503, { status: "unavailable", reason: "The database lacks migrations of this version." });
}

/** A browser sends the session cookie along with whatever page asks; only our own pages may make changes with it. */
function refuseForeignOrigin(req: IncomingMessage, configured: string | undefined, told: string | undefined): void {
  if (req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS" || req.headers.authorization) return;
  const { origin, host, cookie } = req.headers;
  // Where there is no Origin: a browser that tells the site all the same, or a caller without a session to misuse.
  const bare = req.headers["sec-fetch-site"] === "same-origin" || sessionHashOf(cookie) === null;
  if (origin === undefined ? bare : isOwn(origin, told ?? host, configured)) return;
  throw new DomainError("foreign_origin", "This change was asked for by a page of another site, and is refused.", { origin: origin ?? null });
}

function isOwn(origin: string, host: string | undefined, configured: string | undefined): boolean {
  if (configured !== undefined) return origin === new URL(configured).origin;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function allow(req: IncomingMessage, methods: string[]): void {
  if (methods.includes(req.method ?? "")) return;
  throw new DomainError("method_not_allowed", `${req.method} is not possible here; use ${methods.join(" or ")}.`, { allow: methods });
}

function decodePath(path: string): string {
  return path.split("/").map(decode).join("/");
}

function decode(segment: string): string {
  try {
    const decoded = decodeURIComponent(segment);
    if (!decoded.includes("/")) return decoded;
  } catch {
    // Told below.
  }
  throw new DomainError("invalid_input", `The path segment ${JSON.stringify(segment.slice(0, 80))} is not percent-encoded UTF-8 of one name.`);
}
