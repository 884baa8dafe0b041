/** The types that leave the server, with nothing of its inside: no context, no table, no schema library. */
import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure } from "@trpc/server";
import type { Reason } from "./errors.ts";
import type { appRouter } from "./router.ts";

/** The same shape with no name left in it, so that a declaration of it is written out and imports nothing. */
type Plain<Shape> = Shape extends object ? { [Key in keyof Shape]: Plain<Shape[Key]> } : Shape;

/** What comes of a stream, one after the other. */
type Streamed<Stream> = Stream extends AsyncIterable<infer Each> ? AsyncIterable<Plain<Each>, void, undefined> : never;

/** What a caller needs to know of each procedure, under the names that the server gives them. */
type Outside<Inside> = {
  [Name in keyof Inside]: Inside[Name] extends TRPCQueryProcedure<infer Procedure>
    ? TRPCQueryProcedure<{ input: Plain<Procedure["input"]>; output: Plain<Procedure["output"]>; meta: object }>
    : Inside[Name] extends TRPCMutationProcedure<infer Procedure>
      ? TRPCMutationProcedure<{ input: Plain<Procedure["input"]>; output: Plain<Procedure["output"]>; meta: object }>
      : Inside[Name] extends TRPCSubscriptionProcedure<infer Procedure>
        ? TRPCSubscriptionProcedure<{ input: Plain<Procedure["input"]>; output: Streamed<Procedure["output"]>; meta: object }>
        : Outside<Inside[Name]>;
};

/** Every procedure of the registry by name, as `{ models: { list: … }, … }`. */
export type Procedures = Outside<(typeof appRouter)["_def"]["record"]>;

/** What is the same for all of them. */
export interface Configuration {
  ctx: object;
  meta: object;
  errorShape: {
    code: number;
    message: string;
    data: {
      code: string;
      httpStatus: number;
      path: string | undefined;
      reason: Plain<Reason>;
      details: Record<string, unknown>;
      requestId: string | null;
    };
  };
  transformer: false;
}

/** The root router, as a typed client takes it. */
export type AppRouter = TRPCBuiltRouter<Configuration, Procedures>;
