import type { Api } from "./api.ts";
import type { Promotion, PromotionState } from "./wire.ts";
export interface WaitOptions {
    /** Gives up when it is aborted: the promise is rejected with its reason. */
    signal?: AbortSignal | undefined;
    /** How long it is waited at most, in milliseconds, up to 24 days. Left out, until it has ended. */
    timeoutMs?: number | undefined;
    /** Is given the promotion as it is at first, and whenever there is something new to see. */
    onChange?: ((promotion: Promotion) => void) | undefined;
}
/** See Promotions.waitFor. */
export declare function waitFor(api: Api, id: string, states: readonly PromotionState[], { signal, timeoutMs, onChange }: WaitOptions): Promise<Promotion>;
