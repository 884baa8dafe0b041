import { CountersignError } from "./errors.js";
import { readPages } from "./pages.js";
import { rest } from "./retry.js";
const open = ["pending", "queued", "in_progress"];
const shortestPauseMs = 500;
const longestPauseMs = 10_000;
export function openDeployments(api) {
    return {
        report: (report) => api.deployments.report.mutate(report),
        get: (address) => api.deployments.get.query(address),
        list: ({ states, ...filter } = {}) => readPages((page) => api.deployments.list.query({ ...filter, ...(states ? { states: [...states] } : {}), ...page })),
        waitFor: (address, options = {}) => waitForEnd(api, address, options),
        runtime: (model) => api.runtime.of.query({ model }),
    };
}
async function waitForEnd(api, address, { signal, timeoutMs, onChange }) {
    const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(Math.ceil(timeoutMs));
    const either = timeout && signal ? AbortSignal.any([signal, timeout]) : (signal ?? timeout);
    // The one that is the latest now, whatever comes after it.
    let named = address;
    let last;
    try {
        for (let pauseMs = shortestPauseMs;; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
            const deployment = await api.deployments.get.query(named, either ? { signal: either } : {});
            named = { id: deployment.id };
            if (deployment.state !== last) {
                onChange?.(deployment);
                pauseMs = shortestPauseMs;
            }
            last = deployment.state;
            if (!open.includes(last))
                return deployment;
            await rest(pauseMs * (0.75 + Math.random() / 2), either);
        }
    }
    catch (error) {
        signal?.throwIfAborted();
        if (!timeout?.aborted)
            throw error;
        throw new CountersignError("timed_out", `The deployment had not ended within ${(timeoutMs ?? 0) / 1000} seconds${last ? `: it is ${last}` : ""}. Wait longer, or look at what the pipeline does.`, { details: { ...named, state: last ?? null } });
    }
}
