import type { Api } from "./api.ts";
import { CountersignError } from "./errors.ts";
import { readPages } from "./pages.ts";
import { rest } from "./retry.ts";
import type { Deployment, DeploymentState, DeploymentSummary, Inputs, ModelRuntime, Outputs } from "./wire.ts";

/** Names a deployment: by its id, or as the latest one of a model's stage (and, beside that, of a version). */
export type DeploymentAddress = { id: string } | { model: string; stage: string; version?: number | undefined };

/** What a pipeline says of a deployment. */
export type DeploymentReport = DeploymentAddress & {
  state: Inputs["deployments"]["report"]["state"];
  /** Chosen by who reports: however often it is sent, it is one report. Left out, each one counts. */
  key?: string | undefined;
  /** Where it is deployed; left out, the name of the stage. */
  environment?: string | undefined;
  /** What happened, in a sentence or a few: 2,000 characters at most. */
  summary?: string | undefined;
  /** The pipeline's run, and its log: http or https. */
  url?: string | undefined;
  logUrl?: string | undefined;
  /** The digest of the version that is served: a success with another one than the version's is none. */
  digest?: string | undefined;
  /** When it was so: ISO 8601 with its zone; left out, now. Reports may come in any order. */
  at?: string | undefined;
};

/** What an instance of a service has loaded: a version by its number or by its digest. */
export type CheckIn = Inputs["runtime"]["checkIn"];

/** Deployments: what the outside world does with the moves of stages. */
export interface Deployments {
  /**
   * Reports how a deployment goes. Where the policy waits for it, its success moves the stage.
   * @returns how it stands now; `digest` is `wrong` where another version is served than the one that should be
   * @throws CountersignError not_found, forbidden; report_differs, when the key was used for another report; invalid_input
   */
  report(report: DeploymentReport): Promise<Outputs["deployments"]["report"]>;
  get(address: DeploymentAddress): Promise<Deployment>;
  /** Deployments that the token may see, the latest first, fetched page by page. */
  list(filter?: { model?: string | undefined; team?: string | undefined; stage?: string | undefined; states?: readonly DeploymentState[] | undefined }): AsyncGenerator<DeploymentSummary, void, undefined>;
  /**
   * Waits until a deployment has ended.
   * @throws CountersignError timed_out; the reason of the signal, when it is aborted
   */
  waitFor(address: DeploymentAddress, options?: DeploymentWait): Promise<Deployment>;
  /** What should run, what was deployed and what runs of a model, stage by stage, and in what these differ. */
  runtime(model: string): Promise<ModelRuntime>;
}

export interface DeploymentWait {
  signal?: AbortSignal | undefined;
  /** How long it is waited at most, in milliseconds; left out, until it has ended. */
  timeoutMs?: number | undefined;
  /** Is given the deployment as it is at first, and whenever it stands otherwise. */
  onChange?: ((deployment: Deployment) => void) | undefined;
}

const open: readonly DeploymentState[] = ["pending", "queued", "in_progress"];
const shortestPauseMs = 500;
const longestPauseMs = 10_000;

export function openDeployments(api: Api): Deployments {
  return {
    report: (report) => api.deployments.report.mutate(report),
    get: (address) => api.deployments.get.query(address),
    list: ({ states, ...filter } = {}) => readPages((page) => api.deployments.list.query({ ...filter, ...(states ? { states: [...states] } : {}), ...page })),
    waitFor: (address, options = {}) => waitForEnd(api, address, options),
    runtime: (model) => api.runtime.of.query({ model }),
  };
}

async function waitForEnd(api: Api, address: DeploymentAddress, { signal, timeoutMs, onChange }: DeploymentWait): Promise<Deployment> {
  const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(Math.ceil(timeoutMs));
  const either = timeout && signal ? AbortSignal.any([signal, timeout]) : (signal ?? timeout);
  // The one that is the latest now, whatever comes after it.
  let named = address;
  let last: DeploymentState | undefined;
  try {
    for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
      const deployment = await api.deployments.get.query(named, either ? { signal: either } : {});
      named = { id: deployment.id };
      if (deployment.state !== last) {
        onChange?.(deployment);
        pauseMs = shortestPauseMs;
      }
      last = deployment.state;
      if (!open.includes(last)) return deployment;
      await rest(pauseMs * (0.75 + Math.random() / 2), either);
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (!timeout?.aborted) throw error;
    throw new CountersignError("timed_out", `The deployment had not ended within ${(timeoutMs ?? 0) / 1000} seconds${last ? `: it is ${last}` : ""}. Wait longer, or look at what the pipeline does.`, { details: { ...named, state: last ?? null } });
  }
}
