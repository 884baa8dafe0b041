import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "../errors.ts";

/** What requests are counted as. `open` is what those without a credential may try, such as to sign in. */
export type Kind = "reads" | "writes" | "bytes" | "open";

/** How many requests of each kind one principal may send in a minute; 0 for any number. `open` is for one address. */
export type Rates = Record<Kind, number>;

/** How many principals' worth may come from one address: a whole company may lie behind it. */
const perAddress = 10;
const windowSeconds = 60;

const words: Record<Kind, string> = {
  reads: "requests that read",
  writes: "requests that write",
  bytes: "requests for the bytes of files",
  open: "requests without a credential",
};

/** Counts requests in the memory of this process, and refuses those that are too many. */
export interface Allowance {
  /**
   * @param count how many calls the request holds
   * @throws DomainError rate_limited, with `retryAfterSeconds` and the `limit`
   */
  ofAddress(kind: Kind, address: string, count: number): Promise<void>;
  /** The same for whom a token or a session belongs to. */
  ofPrincipal(kind: Kind, principal: string, count: number): Promise<void>;
}

export function openAllowance(rates: Rates): Allowance {
  const limiters = new Map<string, RateLimiterMemory>();
  for (const kind of Object.keys(rates) as Kind[]) {
    if (rates[kind] === 0) continue;
    const limiter = (points: number) => new RateLimiterMemory({ points, duration: windowSeconds });
    limiters.set(`principal ${kind}`, limiter(rates[kind]));
    limiters.set(`address ${kind}`, limiter(kind === "open" ? rates[kind] : rates[kind] * perAddress));
  }
  async function count(whose: "principal" | "address", kind: Kind, key: string, calls: number): Promise<void> {
    const limiter = limiters.get(`${whose} ${kind}`);
    try {
      await limiter?.consume(key, calls);
    } catch (full) {
      if (!(full instanceof RateLimiterRes)) throw full;
      const retryAfterSeconds = Math.max(1, Math.ceil(full.msBeforeNext / 1000));
      const who = whose === "address" ? "from this address" : "by this account or token";
      throw new DomainError(
        "rate_limited",
        `There were more than ${limiter!.points.toLocaleString("en")} ${words[kind]} in a minute ${who}. Try again in ${retryAfterSeconds} seconds, and then at a slower pace.`,
        { limit: kind, retryAfterSeconds, perMinute: limiter!.points },
      );
    }
  }
  return { ofAddress: (kind, address, calls) => count("address", kind, address, calls), ofPrincipal: (kind, principal, calls) => count("principal", kind, principal, calls) };
}
