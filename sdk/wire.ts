/**
 * The registry's procedures, as they are typed in the published package. The values here are never used: their
 * inferred types are what the compiler writes out in full into `dist/wire.d.ts`, so that it needs no file of the server.
 */
import type { inferRouterInputs, inferRouterOutputs, TRPCBuiltRouter } from "@trpc/server";
import type * as server from "../server/wire.ts";

function unfold<Type>(): { [Key in keyof Type]: Type[Key] } {
  return {} as Type;
}

const procedures = unfold<server.Procedures>();
const configuration = unfold<server.Configuration>();

/** The root router's type: what tRPC's own tools take to make a typed client. */
export type AppRouter = TRPCBuiltRouter<typeof configuration, typeof procedures>;

/** What each procedure takes. */
export type Inputs = inferRouterInputs<AppRouter>;
/** What each procedure gives. */
export type Outputs = inferRouterOutputs<AppRouter>;

/** Why the registry refused something. */
export type Reason = AppRouter["_def"]["_config"]["$types"]["errorShape"]["data"]["reason"];

/** A version with all that was declared of it, and what points to it. */
export type Version = Outputs["versions"]["get"];
/** What is declared of a version: framework, task, metrics, parameters, datasets and so on. */
export type Metadata = NonNullable<Inputs["versions"]["draft"]["metadata"]>;
/** A promotion with its blockers and reviews, and the version that it would replace. */
export type Promotion = Outputs["promotions"]["get"];
/** A model as lists show it. */
export type ModelSummary = Outputs["models"]["list"]["items"][number];
/** One move of a stage or an alias. */
export type Move = Outputs["pointers"]["moves"]["items"][number];
/** A file of a version: its path, its size in bytes and its SHA-256 in hex. */
export type VersionFile = Outputs["versions"]["files"]["items"][number];
