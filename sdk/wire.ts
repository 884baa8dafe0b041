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

/** Who a caller is, and what their token allows. */
export type Me = Outputs["identity"]["whoami"];
/** A version with all that was declared of it, and what points to it. */
export type Version = Outputs["versions"]["get"];
/** Several versions side by side. */
export type Comparison = Outputs["comparisons"]["compare"];
export type ComparedSeries = Outputs["comparisons"]["series"];
/** Something that has happened, by its `type`. */
export type RegistryEvent = Outputs["events"]["list"]["items"][number];
/** A page of what a search finds: of models or of versions. */
export type Found = Outputs["search"]["find"];
/** A model that a search has found. */
export type ModelHit = Extract<Found, { in: "models" }>["items"][number];
/** A version that a search has found. */
export type VersionHit = Extract<Found, { in: "versions" }>["items"][number];
/** The values of fields among what a search finds, with counts. */
export type Facets = Outputs["search"]["facets"];
/** What could stand where the cursor is in a query. */
export type Completions = Outputs["search"]["complete"];
/** A query that is kept under a name. */
export type View = Outputs["search"]["views"]["list"][number];
/** What is declared of a version: framework, task, metrics, parameters, datasets and so on. */
export type Metadata = NonNullable<Inputs["versions"]["draft"]["metadata"]>;
/** Who sees a model: everybody who is signed in, or its team and whoever was given a role on it. */
export type Visibility = NonNullable<Inputs["versions"]["draft"]["visibility"]>;
/** A promotion with its blockers, checks, policy and reviews, and the version that it would replace. */
export type Promotion = Outputs["promotions"]["get"];
/** A promotion as lists show it. */
export type PromotionSummary = Outputs["promotions"]["list"]["items"][number];
/** Where a promotion stands: `draft`, `open`, `approved`, `applying`, `applied`, or one of the ways in which it ends. */
export type PromotionState = Promotion["state"];
/** One reason why a promotion can't be applied yet, and who can clear it. */
export type Blocker = Promotion["blockers"][number];
/** One version of a policy's document. */
export type Policy = Outputs["policies"]["versions"][number];
/** What a policy demands; what is left out is not demanded. */
export type PolicyRules = Inputs["policies"]["save"]["rules"];
/** Whose policy: all models', a team's, or one model's. */
export type PolicyScope = Policy["scope"];
/** What counts for a stage of a model, with a sentence for each rule. */
export type WordedPolicy = Outputs["policies"]["effective"];
/** What rules would have said of past promotions. */
export type PolicySimulation = Outputs["policies"]["simulate"];
/** A revision of a card, as it was written and as it is shown. */
export type Card = NonNullable<Outputs["cards"]["get"]["card"]>;
/** Who wrote a revision of a card, when and why. */
export type CardRevision = Outputs["cards"]["history"]["items"][number];
/** Two cards, line by line. */
export type CardDiff = Outputs["cards"]["diff"];
/** A card with its references filled in, and what is wrong in it. */
export type ShownCard = Outputs["cards"]["preview"];
/** A check that pipelines may report. */
export type ExternalCheck = Outputs["checks"]["list"][number];
/** The last report of a check on a version. */
export type CheckReport = Outputs["checks"]["latest"][number];
/** What the outside world does with a move of a stage, with all that was reported of it. */
export type Deployment = Outputs["deployments"]["get"];
/** The same as lists show it. */
export type DeploymentSummary = Outputs["deployments"]["list"]["items"][number];
/** How a deployment stands. */
export type DeploymentState = Deployment["state"];
/** What should run, what was deployed and what runs of a model. */
export type ModelRuntime = Outputs["runtime"]["of"];
/** Something that one was told of. */
export type Notification = Outputs["notifications"]["list"]["items"][number];
/** How one hears of each kind of thing. */
export type NotificationChoices = Outputs["notifications"]["choices"];
/** A stage: its name, its place in the order, and what it is for. */
export type Stage = Outputs["stages"]["list"][number];
/** One stay of a version in a stage: since when, until when, and on whose signatures. */
export type Stay = Outputs["pointers"]["history"]["items"][number];
/** What the one who asks may do on a model, and why. */
export type Access = Outputs["grants"]["explain"];
/** A role that was given on one model. */
export type Grant = Outputs["grants"]["list"][number];
/** A file of a version: its path, its size in bytes and its SHA-256 in hex. */
export type VersionFile = Outputs["versions"]["files"]["items"][number];
/** Data or a version that turned out to be bad. */
export type Recall = Outputs["lineage"]["recall"];
/** What something has touched. */
export type Impact = Outputs["lineage"]["impact"];
/** How a version was made, as far as it is known: docs/reproduce.md describes it. */
export type Recipe = Outputs["lineage"]["recipe"]["recipe"];
/** How much of what it takes to make a version again is known, and what to do about the rest. */
export type Completeness = Recipe["completeness"];
/** A tag of the vocabulary. */
export type Tag = Outputs["tags"]["list"]["items"][number];
/** A group of tags. */
export type TagGroup = Outputs["tags"]["groups"][number];
/** A tag that is in use, and not in the vocabulary. */
export type FreeTag = Outputs["tags"]["free"]["items"][number];
/** One version of a metadata schema. */
export type SavedSchema = Outputs["metadataSchemas"]["history"][number];
/** Whose metadata schema: all models', a team's, or one model's. */
export type SchemaScope = SavedSchema["scope"];
/** What counts for new versions of a model. */
export type EffectiveSchema = Outputs["metadataSchemas"]["effective"];
/** Who is told what happens, where and how. */
export type Webhook = Outputs["webhooks"]["get"];
/** Whose webhook: all models', a team's, or one model's. */
export type WebhookPlace = Webhook["place"];
/** An event that a webhook is told of. */
export type Delivery = Outputs["webhooks"]["deliveries"]["items"][number];
