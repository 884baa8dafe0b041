import type { Blocker, Promotion } from "../wire.ts";
import type { Paint } from "./paint.ts";
/** What has become of a promotion, in one sentence. */
export declare function headline({ model, version, stage, state, kind, id, appliesAt, bypassed }: Promotion, paint: Paint): string;
/** What has become of a promotion, and what is missing. */
export declare function describeBriefly(promotion: Promotion, paint: Paint): string;
/** Each reason why a promotion can't be applied yet, with who can clear it, and until when it stands where time clears it. */
export declare function blockerLines(blockers: readonly Blocker[]): string[];
/** The whole of a promotion. */
export declare function describePromotion(promotion: Promotion, paint: Paint): string;
