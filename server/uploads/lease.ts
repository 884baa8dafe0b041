import type { BlobStore } from "../blobs/store.ts";
import type { Database } from "../db/client.ts";
import { keepProgress, leaseMs } from "./commands.ts";

/** Where bytes go, and where it is written down how far they have come. */
export interface Place {
  db: Database;
  store: BlobStore;
}

/** The right of one process to work on an upload. */
export interface Lease {
  /** Told that bytes have come. @throws Error, when the lease was lost */
  demand(): void;
  /** From here on no bytes are to come: what is left to do may take its time. */
  hush(): void;
  /** Gives it up: the source is cut. */
  give(): void;
  end(): void;
}

/** A sender that is silent for so long has gone without a word, in milliseconds. */
const silenceMs = 60_000;

/** Renews the right to receive an upload for as long as bytes come. */
export function keepLease(db: Database, upload: string, holder: string, cut: () => void): Lease {
  let goodUntil = Date.now() + leaseMs;
  let heardAt = Date.now();
  const give = () => {
    goodUntil = 0;
    cut();
  };
  const renew = async () => {
    if (Date.now() - heardAt > silenceMs) return give();
    const until = Date.now() + leaseMs;
    try {
      await keepProgress(db, upload, holder, {});
      if (goodUntil > 0) goodUntil = until;
    } catch {
      // Not renewed: it ends by itself.
    }
  };
  const timer = setInterval(() => void renew(), leaseMs / 3);
  return {
    demand() {
      const now = Date.now();
      if (heardAt < now) heardAt = now;
      if (now > goodUntil) throw Object.assign(new Error("this upload is received by somebody else by now"), { code: "ECONNRESET" });
    },
    hush: () => void (heardAt = Infinity),
    give,
    end: () => clearInterval(timer),
  };
}
