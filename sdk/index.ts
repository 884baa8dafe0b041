/** The typed client of the Countersign model registry. */
export type { Api } from "./api.ts";
export { CountersignError, type Reason } from "./errors.ts";
export type { PulledManifest } from "./manifest.ts";
export type { PulledVersion, PullOptions, PullProgress } from "./pull.ts";
export type { PushProgress } from "./outgoing.ts";
export type { SavedVersion, SaveOptions } from "./push.ts";
export { createRegistry, type Registry, type RegistryOptions, type ReviewOptions } from "./registry.ts";
export { verify, type Verification, type VerifyOptions } from "./verify.ts";
export type { AppRouter, Inputs, Metadata, ModelSummary, Move, Outputs, Promotion, Version, VersionFile } from "./wire.ts";
