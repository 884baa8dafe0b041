import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from "@trpc/server";
import type { Reason as ServerReason } from "./errors.ts";
import type { appRouter } from "./router.ts";

type Config = (typeof appRouter)["_def"]["_config"]["$types"];
type ErrorData = Omit<Config["errorShape"]["data"], "reason" | "code"> & {};

export type Reason = `${ServerReason}`;

type Outside<Record> = {
  [Name in keyof Record]: Record[Name] extends TRPCQueryProcedure<infer Procedure>
    ? TRPCQueryProcedure<{ input: Procedure["input"]; output: Procedure["output"]; meta: object }>
    : Record[Name] extends TRPCMutationProcedure<infer Procedure>
      ? TRPCMutationProcedure<{ input: Procedure["input"]; output: Procedure["output"]; meta: object }>
      : Outside<Record[Name]>;
};

export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: { code: number; message: string; data: { code: string; httpStatus: number; path: string|undefined; reason: Reason; details: {[key:string]: unknown}; requestId: string|null } }; transformer: false },
  Outside<(typeof appRouter)["_def"]["record"]>
>;
