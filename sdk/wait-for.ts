import type { Api } from "./api.ts";
import { CountersignError } from "./errors.ts";
import { rest } from "./retry.ts";
import type { Outputs, Promotion, PromotionState } from "./wire.ts";

export interface WaitOptions {
  /** Gives up when it is aborted: the promise is rejected with its reason. */
  signal?: AbortSignal | undefined;
  /** How long it is waited at most, in milliseconds, up to 24 days. Left out, until it has ended. */
  timeoutMs?: number | undefined;
  /** Is given the promotion as it is at first, and whenever there is something new to see. */
  onChange?: ((promotion: Promotion) => void) | undefined;
}

const final: readonly PromotionState[] = ["applied", "rejected", "withdrawn", "expired", "superseded", "failed"];

/** Pauses between looks: short after a change, because one seldom comes alone, and then longer and longer. */
const shortestPauseMs = 500;
const longestPauseMs = 15_000;
const growth = 1.5;

/** The longest time that a timer can be set to. */
const longestTimeoutMs = 2 ** 31 - 1;

/** See Promotions.waitFor. */
export async function waitFor(api: Api, id: string, states: readonly PromotionState[], { signal, timeoutMs, onChange }: WaitOptions): Promise<Promotion> {
  refuseTimeout(timeoutMs);
  signal?.throwIfAborted();
  const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(Math.ceil(timeoutMs));
  const either = timeout && signal ? AbortSignal.any([signal, timeout]) : (signal ?? timeout);
  let last: Promotion | undefined;
  try {
    return await look(api, id, states, either, (promotion) => {
      last = promotion;
      onChange?.(promotion);
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof CountersignError || !timeout?.aborted) throw error;
    const message = `The promotion ${id} was not ${states.join(" or ")} within ${secondsOf(timeoutMs ?? 0)}${last ? `: it is ${last.state}` : ""}. Wait longer, or look what stands in the way.`;
    throw new CountersignError("timed_out", message, { details: { id, wanted: states, state: last?.state ?? null, blockers: last?.blockers ?? [] } });
  }
}

async function look(api: Api, id: string, states: readonly PromotionState[], signal: AbortSignal | undefined, onChange: (promotion: Promotion) => void): Promise<Promotion> {
  const options = signal ? { signal } : {};
  let seen: string | undefined;
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * growth)) {
    const pulse = await api.promotions.pulse.query({ id }, options);
    if (markOf(pulse) !== seen) {
      const promotion = await read(api, id, options);
      if (promotion) {
        seen = markOf(pulse);
        onChange(promotion);
        if (states.includes(promotion.state)) return promotion;
        if (final.includes(promotion.state)) throw ended(promotion, states);
      }
      pauseMs = shortestPauseMs;
    }
    await rest(pauseMs * (0.75 + Math.random() / 2), signal);
  }
}

function markOf({ state, evidenceDigest, mark }: Outputs["promotions"]["pulse"]): string {
  return `${state} ${evidenceDigest} ${mark}`;
}

/** @returns undefined when the registry went away just now: the next pulse waits until it is back, or gives up */
async function read(api: Api, id: string, options: { signal?: AbortSignal }): Promise<Promotion | undefined> {
  try {
    return await api.promotions.get.query({ id }, options);
  } catch (error) {
    if (error instanceof CountersignError && error.reason === "cannot_reach") return undefined;
    throw error;
  }
}

function ended(promotion: Promotion, wanted: readonly PromotionState[]): CountersignError {
  const { id, state, supersededBy, closing, failure } = promotion;
  const how = state === "superseded" && supersededBy ? `superseded by the promotion ${supersededBy}` : state;
  const because = closing?.reason || failure;
  const why = `${closing ? ` by ${closing.by.name}` : ""}${because ? `: ${because}` : ""}`;
  const sentence = `The promotion ${id} is ${how}${why}`;
  return new CountersignError("promotion_closed", `${sentence}${/[.!?]$/.test(sentence) ? "" : "."} It will not be ${wanted.join(" or ")} any more.`, {
    details: { id, state, wanted, supersededBy, closing, failure },
  });
}

/** @throws CountersignError invalid_input */
function refuseTimeout(timeoutMs: number | undefined): void {
  if (timeoutMs === undefined || (timeoutMs > 0 && timeoutMs <= longestTimeoutMs)) return;
  throw new CountersignError("invalid_input", `A promotion can be waited for from 1 up to ${longestTimeoutMs} milliseconds (24 days), and not for ${timeoutMs}.`, { details: { timeoutMs } });
}

function secondsOf(ms: number): string {
  return ms === 1000 ? "1 second" : `${ms / 1000} seconds`;
}
