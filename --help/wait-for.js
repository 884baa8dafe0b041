import { CountersignError } from "./errors.js";
import { rest } from "./retry.js";
const final = ["applied", "rejected", "withdrawn", "expired", "superseded", "failed"];
/** Pauses between looks: short after a change, because one seldom comes alone, and then longer and longer. */
const shortestPauseMs = 500;
const longestPauseMs = 15_000;
const growth = 1.5;
/** The longest time that a timer can be set to. */
const longestTimeoutMs = 2 ** 31 - 1;
/** See Promotions.waitFor. */
export async function waitFor(api, id, states, { signal, timeoutMs, onChange }) {
    refuseTimeout(timeoutMs);
    signal?.throwIfAborted();
    const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(Math.ceil(timeoutMs));
    const either = timeout && signal ? AbortSignal.any([signal, timeout]) : (signal ?? timeout);
    let last;
    try {
        return await look(api, id, states, either, (promotion) => {
            last = promotion;
            onChange?.(promotion);
        });
    }
    catch (error) {
        signal?.throwIfAborted();
        if (error instanceof CountersignError || !timeout?.aborted)
            throw error;
        const message = `The promotion ${id} was not ${states.join(" or ")} within ${(timeoutMs ?? 0) / 1000} seconds${last ? `: it is ${last.state}` : ""}. Wait longer, or look what stands in the way.`;
        throw new CountersignError("timed_out", message, { details: { id, wanted: states, state: last?.state ?? null, blockers: last?.blockers ?? [] } });
    }
}
async function look(api, id, states, signal, onChange) {
    const options = signal ? { signal } : {};
    let seen;
    for (let pauseMs = shortestPauseMs;; pauseMs = Math.min(longestPauseMs, pauseMs * growth)) {
        const pulse = await api.promotions.pulse.query({ id }, options);
        if (markOf(pulse) !== seen) {
            const promotion = await read(api, id, options);
            if (promotion) {
                seen = markOf(pulse);
                onChange(promotion);
                if (states.includes(promotion.state))
                    return promotion;
                if (final.includes(promotion.state))
                    throw ended(promotion, states);
            }
            pauseMs = shortestPauseMs;
        }
        await rest(pauseMs * (0.75 + Math.random() / 2), signal);
    }
}
function markOf({ state, evidenceDigest, mark }) {
    return `${state} ${evidenceDigest} ${mark}`;
}
/** @returns undefined when the registry went away just now: the next pulse waits until it is back, or gives up */
async function read(api, id, options) {
    try {
        return await api.promotions.get.query({ id }, options);
    }
    catch (error) {
        if (error instanceof CountersignError && error.reason === "cannot_reach")
            return undefined;
        throw error;
    }
}
function ended(promotion, wanted) {
    const { id, state, supersededBy, closing } = promotion;
    const how = state === "superseded" && supersededBy ? `superseded by the promotion ${supersededBy}` : state;
    const why = closing ? ` by ${closing.by.name}${closing.reason === "" ? "" : `: ${closing.reason}`}` : "";
    const sentence = `The promotion ${id} is ${how}${why}`;
    return new CountersignError("promotion_closed", `${sentence}${/[.!?]$/.test(sentence) ? "" : "."} It will not be ${wanted.join(" or ")} any more.`, {
        details: { id, state, wanted, supersededBy, closing },
    });
}
/** @throws CountersignError invalid_input */
function refuseTimeout(timeoutMs) {
    if (timeoutMs === undefined || (timeoutMs > 0 && timeoutMs <= longestTimeoutMs))
        return;
    throw new CountersignError("invalid_input", `A promotion can be waited for from 1 up to ${longestTimeoutMs} milliseconds (24 days), and not for ${timeoutMs}.`, { details: { timeoutMs } });
}
