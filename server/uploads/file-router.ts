/**
 * UploadThing's file router: who may send which files from a browser, and what is done when one is here. Its bytes go
 * to UploadThing's cloud or, without one, to this process (ingest.ts); the router is the same.
 */
import { createRouteHandler, createUploadthing, UploadThingError, UTFiles } from "uploadthing/server";
import { z } from "zod";
import { recordRefusal } from "../audit/commands.ts";
import { isRefusal } from "../audit/refusals.ts";
import { DomainError, reasons, type Reason } from "../errors.ts";
import { demandScope } from "../identity/access.ts";
import type { Actor, RequestFacts } from "../identity/actor.ts";
import { addressHeader, requestFacts, requestIdHeader } from "../identity/auth-options.ts";
import { findUser } from "../identity/queries.ts";
import { log } from "../log.ts";
import { bringFromCloud, forgetAtCloud } from "./cloud.ts";
import { attachUpload, keepRoute, openUploads } from "./commands.ts";
import { ingestPath, ownOrigin, routerPath, signatureOf, type Signer } from "./ingest-url.ts";
import type { Place } from "./lease.ts";
import { newUploadsSchema, type Route } from "./schema.ts";

/** What a browser says beside the files themselves; `files` in their order. */
const inputSchema = z.object({
  draft: z.uuid({ error: "must be a draft's id" }),
  files: newUploadsSchema.refine((files) => files.every(({ fingerprint = "" }) => fingerprint.isWellFormed() && !fingerprint.includes("\0")), {
    error: "must have fingerprints that are text",
  }),
});

/** What is remembered between the first word and the last byte: who sends, and which uploads the files are. */
const metadataSchema = z.object({ user: z.uuid(), uploads: z.array(z.uuid()) });

/** What a sender is told of a file that is wholly here: that it is in its draft, or why not. */
const serverDataSchema = z.union([
  z.object({ path: z.string(), size: z.number(), sha256: z.string() }),
  z.object({ refused: z.object({ reason: z.custom<Reason>((given) => typeof given === "string" && given in reasons), message: z.string() }) }),
]);
export type ServerData = z.infer<typeof serverDataSchema>;

/** What the router tells the ingest, as UploadThing's packages word it. */
const routeSchema = z.object({ callbackUrl: z.url(), callbackSlug: z.string(), metadata: metadataSchema, awaitServerData: z.boolean() });
const resultSchema = z.object({ fileKey: z.string(), callbackData: serverDataSchema });

/** A file that is wholly here. */
export interface ReceivedFile {
  /** Its upload's id. */
  key: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  /** Where it can be asked for, from the top of the site. */
  url: string;
}

export interface FileRouter {
  /** Answers `/api/uploadthing`. */
  answer: (request: Request) => Promise<Response>;
  /** Who began an upload. @throws DomainError forbidden, when there is no such account any more */
  senderOf: (route: Route, facts: RequestFacts) => Promise<Actor>;
  /** Has the router put a file into its draft. Repeating it changes nothing. */
  complete: (route: Route, file: ReceivedFile, facts: RequestFacts) => Promise<ServerData>;
}

/** @param settings.cloud the cloud's token; `origin` is the address at which it reaches this process, where one is configured */
export function openFileRouter(
  place: Place,
  settings: { signer: Signer; cloud: string | undefined; origin: string | undefined },
  whoAsks: (request: Request) => Promise<Actor>,
): FileRouter {
  const { signer, cloud, origin } = settings;
  /** What the router has told of files, between its telling and our hearing. */
  const results = new Map<string, ServerData>();
  const completing = new Map<string, Promise<ServerData>>();

  async function hear(request: Request): Promise<Response> {
    const body: unknown = await request.json();
    if (request.url === `${ownOrigin}${ingestPath}/route-metadata`) {
      const { callbackUrl, callbackSlug: slug, metadata, awaitServerData } = routeSchema.parse(body);
      await keepRoute(place.db, metadata.uploads, { callbackUrl, slug, metadata, awaitServerData });
    } else {
      const { fileKey, callbackData } = resultSchema.parse(body);
      results.set(fileKey, callbackData);
    }
    return Response.json({ ok: true });
  }

  const config = cloud
    ? { token: cloud, ...(origin === undefined ? {} : { callbackUrl: new URL(routerPath, origin).href }) }
    : {
        token: signer.token,
        ingestUrl: ownOrigin + ingestPath,
        callbackUrl: ownOrigin + routerPath,
        // The router and the ingest are one process: what they tell each other need not leave it.
        fetch: async (...request: Parameters<typeof fetch>) => await hear(new Request(...request)),
        isDev: false,
        handleDaemonPromise: "await" as const,
      };
  const answer = createRouteHandler({ router: routesOf(place, cloud, whoAsks), config: { ...config, logLevel: "Warning" } });

  const complete: FileRouter["complete"] = async ({ callbackUrl, slug, metadata }, { sha256, url, ...file }, facts) => {
    const body = JSON.stringify({
      status: "uploaded",
      metadata,
      origin: ownOrigin + ingestPath,
      file: { ...file, customId: file.key, fileHash: sha256, url, appUrl: url, ufsUrl: url },
    });
    const headers = {
      "content-type": "application/json",
      "uploadthing-hook": "callback",
      "x-uploadthing-signature": signatureOf(body, signer.apiKey),
      [requestIdHeader]: facts.id,
      [addressHeader]: facts.address,
    };
    const response = await answer(new Request(`${callbackUrl}?slug=${slug}`, { method: "POST", headers, body }));
    const result = results.get(file.key);
    results.delete(file.key);
    if (!result) throw new Error(`the file router answered ${response.status} and nothing of the file that is here`);
    return result;
  };

  return {
    answer,
    senderOf: async ({ metadata }, facts) => await findSender(place, metadataSchema.parse(metadata).user, facts),
    complete(route, file, facts) {
      const running = completing.get(file.key) ?? complete(route, file, facts).finally(() => completing.delete(file.key));
      completing.set(file.key, running);
      return running;
    },
  };
}

function routesOf(place: Place, cloud: string | undefined, whoAsks: (request: Request) => Promise<Actor>) {
  const route = createUploadthing({ errorFormatter: tell });
  const versionFiles = route({ blob: { maxFileSize: "1024GB", maxFileCount: 200 } }, { awaitServerData: true, presignedURLTTL: "1d", getFileHashParts })
    .input(inputSchema)
    .middleware(async ({ req, input, files }) => {
      const actor = await whoAsks(req).catch((error: unknown) => {
        throw refusalOf(error, req);
      });
      try {
        demandScope(actor, "version:create");
        requireSame(files, input.files);
        const opened = await place.db.transaction((tx) => openUploads(tx, actor, { ...input, way: "browser" }));
        // The package goes by names; ours are paths, and the upload's id is all that counts.
        const named = opened.map(({ path, upload }, i) => ({ name: path.slice(path.lastIndexOf("/") + 1), size: files[i]?.size ?? 0, customId: upload }));
        return { user: actor.userId, uploads: opened.map(({ upload }) => upload), [UTFiles]: named };
      } catch (error) {
        if (error instanceof DomainError && isRefusal(error)) await recordRefusal(place.db, actor, { what: "uploads.open", input: { draft: input.draft }, error });
        throw refusalOf(error, req);
      }
    })
    .onUploadComplete(async ({ req, metadata, file: { key, customId: upload } }): Promise<ServerData> => {
      try {
        if (upload === null || !metadata.uploads.includes(upload)) throw new Error(`the file ${key} is none of the uploads that were begun`);
        const actor = await findSender(place, metadata.user, requestFacts(req.headers));
        if (cloud) await bringFromCloud(place, actor, upload, { key, token: cloud });
        const attached = await place.db.transaction((tx) => attachUpload(tx, actor, upload));
        if (cloud) await forgetAtCloud(key, cloud);
        return attached;
      } catch (error) {
        // What is thrown here, the package keeps to itself.
        const { reason, message } = error instanceof DomainError ? error : logged(error, req);
        return { refused: { reason, message } };
      }
    });
  return { versionFiles };
}

/** The same upload has the same key at UploadThing whenever it goes on; nothing here relies on the key. */
function getFileHashParts(file: object): string[] {
  return "customId" in file && typeof file.customId === "string" ? [file.customId] : [];
}

function requireSame(files: readonly { size: number }[], announced: readonly { path: string; size: number }[]): void {
  if (files.length !== announced.length) {
    throw new DomainError("invalid_input", `${announced.length} paths were given for ${files.length} files. Give one for each, in their order.`);
  }
  const twice = announced.find(({ path }, i) => announced.findIndex((file) => file.path === path) < i);
  if (twice) throw new DomainError("invalid_input", `${twice.path} is the path of two of these files. Give each its own.`, { path: twice.path });
  const other = announced.find((file, i) => file.size !== files[i]?.size);
  if (other) throw new DomainError("invalid_input", `${other.path} was announced with another size than its file has. Choose the files again.`, { path: other.path });
}

/** The signed address, or the signed callback, stands for their session; what they may is asked anew. */
async function findSender({ db }: Place, userId: string, request: RequestFacts): Promise<Actor> {
  const user = await findUser(db, userId);
  if (!user || user.deactivatedAt) throw new DomainError("forbidden", "The account that began this upload does not exist any more, or was deactivated.");
  const { id, name, email, siteRole } = user;
  return { userId: id, name, email, siteRole, credential: { kind: "session", tokenHash: "", confirmedAt: new Date(0) }, request };
}

const codes: Partial<Record<string, UploadThingError["code"]>> = {
  UNAUTHORIZED: "FORBIDDEN",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  PAYLOAD_TOO_LARGE: "TOO_LARGE",
  SERVICE_UNAVAILABLE: "INTERNAL_SERVER_ERROR",
  INTERNAL_SERVER_ERROR: "INTERNAL_SERVER_ERROR",
};

/** UploadThing's form of a refusal, with the nearest status that it knows. */
function refusalOf(error: unknown, request: Request): UploadThingError {
  const refusal = error instanceof DomainError ? error : logged(error, request);
  return new UploadThingError({ code: codes[reasons[refusal.reason]] ?? "BAD_REQUEST", message: refusal.message, cause: refusal });
}

function logged(error: unknown, request: Request): DomainError {
  log.error("a request failed", { request: requestFacts(request.headers).id, error });
  return new DomainError("internal", "Something went wrong here. It has been logged with this request's id.");
}

/** What a browser is told of what was refused: here, or by the package before it asked us. */
function tell({ code, message, cause }: UploadThingError): { message: string; reason: Reason } {
  if (cause instanceof DomainError) return { message, reason: cause.reason };
  if (cause instanceof z.ZodError) {
    const [issue] = cause.issues;
    return { message: `${issue?.path.map(String).join(".") || "The input"}: ${issue?.message ?? message}. Correct it, and start the upload again.`, reason: "invalid_input" };
  }
  if (code === "NOT_FOUND") return { message, reason: "not_found" };
  return { message, reason: code === "BAD_REQUEST" ? "invalid_input" : "internal" };
}
