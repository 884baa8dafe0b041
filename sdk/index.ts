/** The typed client of the Countersign model registry. */
export type { AccessControl } from "./access.ts";
export type { Api } from "./api.ts";
export type { Audit, RecordFilter } from "./audit.ts";
export type { Comparisons, CompareOptions } from "./comparisons.ts";
export type { Search } from "./search.ts";
export type { CardAddress, Cards } from "./cards.ts";
export { CountersignError, type Reason } from "./errors.ts";
export type { CheckIn, DeploymentAddress, DeploymentReport, Deployments, DeploymentWait } from "./deployments.ts";
export type { EventOptions } from "./events.ts";
export type { Lineage } from "./lineage.ts";
export type { PulledManifest } from "./manifest.ts";
export type { MetadataSchemas } from "./metadata-schemas.ts";
export type { PulledVersion, PullOptions, PullProgress } from "./pull.ts";
export type { PushProgress } from "./outgoing.ts";
export type { SavedVersion, SaveOptions } from "./push.ts";
export type { Checks, ReportedCheck } from "./checks.ts";
export type { Mutable, Notifications } from "./notifications.ts";
export type { Policies, PolicyAddress } from "./policies.ts";
export type { PromotionFilter, PromotionRequest, Promotions, ReviewOptions } from "./promotions.ts";
export type { Bom, BomComponent, LineageReport, Recipes, Reproduction } from "./recipes.ts";
export { createRegistry, type Registry, type RegistryOptions } from "./registry.ts";
export type { Checkpoint, RecordEntry } from "./record.ts";
export type { Tags } from "./tags.ts";
export { verifyRecord, type RecordEvidence, type RecordFault, type RecordVerification } from "./verify-record.ts";
export { verify, type Verification, type VerifyOptions } from "./verify.ts";
export type { WaitOptions } from "./wait-for.ts";
export type { VersionChange, Watch, WatchedVersion, WatchOptions } from "./watch.ts";
export type { Webhooks } from "./webhooks.ts";
export type {
  Access,
  AppRouter,
  Blocker,
  Card,
  CardDiff,
  CardRevision,
  CheckReport,
  Notification,
  NotificationChoices,
  Completeness,
  ComparedSeries,
  Comparison,
  Delivery,
  Deployment,
  DeploymentState,
  DeploymentSummary,
  EffectiveSchema,
  ExternalCheck,
  FreeTag,
  Grant,
  Impact,
  Inputs,
  Me,
  Metadata,
  Completions,
  Facets,
  Found,
  ModelHit,
  ModelRuntime,
  VersionHit,
  View,
  Visibility,
  Outputs,
  Policy,
  PolicyRules,
  PolicyScope,
  PolicySimulation,
  Promotion,
  PromotionState,
  PromotionSummary,
  RegistryEvent,
  Recall,
  Recipe,
  ShownCard,
  SavedSchema,
  SchemaScope,
  Stage,
  Stay,
  Tag,
  TagGroup,
  Version,
  VersionFile,
  WordedPolicy,
  Webhook,
  WebhookPlace,
} from "./wire.ts";
