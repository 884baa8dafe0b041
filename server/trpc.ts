import { initTRPC, TRPCError } from "@trpc/server";
import { z, ZodError } from "zod";
import { recordRefusal, transact, transactInGroup } from "./audit/commands.ts";
import { isRefusal } from "./audit/refusals.ts";
import type { Context } from "./context.ts";
import type { Database, Transaction } from "./db/client.ts";
import { MalformedCursor } from "./db/keyset.ts";
import { DomainError, reasons, type Reason } from "./errors.ts";
import { demandOnSite, demandScope, withReach } from "./identity/access.ts";
import { requireActor, type Actor } from "./identity/actor.ts";
import { permissionMeanings, type Permission } from "./identity/schema.ts";
import { explainInput, unstorable } from "./input-errors.ts";

export interface Meta {
  /** What the caller must hold. `public` procedures are open to everybody. */
  permission: Permission | "public";
}

/** Why a call failed, as a caller in any language sees it. */
export interface Refusal {
  reason: Reason;
  details: Record<string, unknown>;
}

/** How long a stream of events is silent at most, in milliseconds. */
const pingMs = 10_000;

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    // A silent line is told from a broken one, and proxies keep it; browsers connect again after three pings that did not come.
    sse: { ping: { enabled: true, intervalMs: pingMs }, client: { reconnectAfterInactivityMs: 3 * pingMs } },
    errorFormatter({ shape, error, ctx }) {
      const { message, ...refusal } = explain(error);
      const { code, httpStatus, path } = shape.data;
      return { ...shape, message, data: { code, httpStatus, path, ...refusal, requestId: ctx?.request.id ?? null } };
    },
  });

/** What went wrong, in words that help and with nothing of the inside of the server. */
export function explain(error: TRPCError): Refusal & { message: string } {
  const { cause } = error;
  if (cause instanceof DomainError) return { message: cause.message, reason: cause.reason, details: cause.details };
  if (cause instanceof MalformedCursor) return { message: cause.message, reason: "invalid_input", details: {} };
  if (cause instanceof ZodError && error.code === "BAD_REQUEST") return explainInput(cause);
  if (error.code === "NOT_FOUND") return { message: error.message, reason: "not_found", details: {} };
  if (error.code === "PAYLOAD_TOO_LARGE") {
    return { message: "The body is too large: at most 2 MB of JSON fit into one call.", reason: "body_too_large", details: {} };
  }
  if (error.code === "PARSE_ERROR" || error.code === "BAD_REQUEST" || error.code === "UNSUPPORTED_MEDIA_TYPE") {
    return { message: "The body is not valid JSON. Send one JSON value with Content-Type: application/json.", reason: "malformed_body", details: {} };
  }
  if (error.code === "METHOD_NOT_SUPPORTED") return { message: error.message, reason: "invalid_input", details: {} };
  return { message: "Something went wrong here. It has been logged with this request's id.", reason: "internal", details: {} };
}

/**
 * Turns a refusal into the tRPC error of its reason. It is thrown: what a middleware returns would commit. By now the
 * transaction of a write is rolled back, and that it was refused is recorded in another.
 */
const refusals = t.middleware(async ({ ctx, type, path, getRawInput, next }) => {
  const result = await next();
  if (result.ok) return type === "subscription" ? { ...result, data: refusing(result.data as AsyncIterable<unknown>, ctx.actor) } : result;
  const { cause } = result.error;
  if (type === "mutation" && ctx.actor && cause instanceof DomainError && isRefusal(cause)) {
    await recordRefusal(ctx.db, ctx.actor, { what: path, input: await getRawInput(), error: cause });
  }
  if (cause instanceof DomainError) throw toldTo(ctx.actor, cause);
  if (cause instanceof MalformedCursor) throw new TRPCError({ code: "BAD_REQUEST", message: cause.message, cause });
  throw result.error;
});

function toldTo(actor: Actor | null, error: DomainError): TRPCError {
  const refusal = withReach(error, actor);
  return new TRPCError({ code: reasons[refusal.reason], message: refusal.message, cause: refusal });
}

/** What a stream ends with is a refusal as any other. */
async function* refusing(stream: AsyncIterable<unknown>, actor: Actor | null): AsyncGenerator<unknown, void> {
  try {
    yield* stream;
  } catch (error) {
    throw error instanceof DomainError ? toldTo(actor, error) : error;
  }
}

const storable = t.middleware(async ({ getRawInput, next }) => {
  const fault = unstorable(await getRawInput());
  if (fault) throw new DomainError("invalid_input", fault);
  return await next();
});

const signedIn = t.middleware(async ({ ctx, meta, next }) => {
  const actor = requireActor(ctx);
  if (!meta) throw new Error("a procedure without a permission");
  const { permission } = meta;
  if (permission !== "public") {
    if (permissionMeanings[permission].on === "site") demandOnSite(actor, permission);
    else demandScope(actor, permission);
  }
  return await next({ ctx: { actor } });
});

/** Does work in a transaction. */
type Around = <Result>(of: { db: Database; name: string; input: unknown }, work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

/**
 * One transaction around a mutation. `next()` does not reject, it tells: without the rethrow, a failed mutation would be
 * committed.
 */
const transaction = (around: Around) =>
  t.middleware(({ ctx, path, input, next }) =>
    around({ db: ctx.db, name: `the mutation ${path}`, input }, async (tx) => {
      const result = await next({ ctx: { tx } });
      if (!result.ok) throw result.error.cause instanceof DomainError ? result.error.cause : result.error;
      return result;
    }),
  );

const base = t.procedure.use(refusals).use(storable);
/** A read that everybody may ask for. */
export const publicReading = base;
const oneTransaction = transaction(({ db, name }, work) => transact(db, name, work));
/** A write that somebody does who has no account yet. */
export const publicWriting = base.use(oneTransaction);
/** A read by somebody who is signed in. */
export const reading = base.use(signedIn);
/** A write by somebody who is signed in, in one transaction. */
export const writing = base.use(signedIn).use(oneTransaction);

/** A write that may leave nothing to record: that somebody has read something, or that what they said before is still so. */
export const noting = base.use(signedIn).use(transaction(({ db }, work) => db.transaction(work)));

const ofModel = z.object({ model: z.string() });
/** Follows the input of a procedure that writes of the one model that this names: in one transaction with others of its kind, when many come at once. */
export const sharedWriting = transaction(({ db, name, input }, work) => transactInGroup(db, ofModel.parse(input).model, name, work));

export const { router, createCallerFactory } = t;
