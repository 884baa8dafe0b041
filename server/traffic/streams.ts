import type { Database } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { log } from "../log.ts";
import { findHolding } from "./queries.ts";

/** How often it is asked whether the credentials of open streams still hold, in milliseconds. */
const askEveryMs = 2000;

/** Requests whose bytes are on their way: they end when the credential does that began them. */
export interface Streams {
  /**
   * @param actor whose stream it is
   * @param end ends it at once; called at most once
   * @returns what to call when it has ended by itself
   */
  watch(actor: Pick<Actor, "userId" | "credential">, end: () => void): () => void;
}

interface Stream {
  kind: "tokens" | "sessions" | "users";
  name: string;
  end: () => void;
  /** Whether it has been open since the last time. Who is quicker than that has just shown the credential. */
  lasting: boolean;
}

/** One watch for the whole process, which asks nothing while no stream lasts, and one query for all of them else. */
export function openStreams(db: Database): Streams {
  const open = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;
  let asking = false;

  async function ask(): Promise<void> {
    if (asking) return;
    const lasting = [...open].filter((stream) => stream.lasting);
    for (const stream of open) stream.lasting = true;
    if (lasting.length === 0) return;
    const namesOf = (kind: Stream["kind"]) => [...new Set(lasting.flatMap((stream) => (stream.kind === kind ? stream.name : [])))];
    asking = true;
    try {
      const holding = await findHolding(db, { tokens: namesOf("tokens"), sessions: namesOf("sessions"), users: namesOf("users") });
      for (const stream of lasting) if (!holding.has(stream.name) && open.delete(stream)) stream.end();
    } catch (error) {
      // Not known is not ended: asked again the next time, when the database is back.
      log.error("the credentials of open streams could not be looked at", { error });
    } finally {
      asking = false;
    }
  }

  return {
    watch(actor, end) {
      const stream: Stream = { ...nameOf(actor), end, lasting: false };
      open.add(stream);
      timer ??= setInterval(() => void ask(), askEveryMs).unref();
      return () => {
        open.delete(stream);
        if (open.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

/** What has to hold: the credential, and the account alone where none was shown, as with an address that was signed for it. */
function nameOf({ userId, credential }: Pick<Actor, "userId" | "credential">): Pick<Stream, "kind" | "name"> {
  if (credential.kind === "token") return { kind: "tokens", name: credential.id };
  if (credential.kind === "session" && credential.tokenHash !== "") return { kind: "sessions", name: credential.tokenHash };
  return { kind: "users", name: userId };
}
