import { tracked, type TrackedEnvelope } from "@trpc/server";
import type { Database } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { siteHolds } from "../identity/permissions.ts";
import { log } from "../log.ts";
import type { StoredEvent } from "../outbox/queries.ts";
import type { EventType } from "../outbox/schema.ts";
import type { Signals } from "../outbox/signals.ts";
import { reachesModel } from "../tokens/patterns.ts";
import type { Streams } from "../traffic/streams.ts";
import { readPosition, writePosition } from "./position.ts";
import { findAllowed, findTarget, type Look } from "./queries.ts";
import type { Changes, PointerMove, WatchInput } from "./schema.ts";
import { endedForNow, openStreamSet, type Stream } from "./streams.ts";

/** How long changes are gathered before it is asked who may know of them, in milliseconds. */
const gatherMs = 100;
/** How often it is asked whether those who watch a model may still see it, in milliseconds: grants end by the clock. */
const askEveryMs = 5000;
/** After what could not be asked, it is asked again; in milliseconds. */
const againMs = 2000;
/** So many models are asked about, and told of, at once. */
const modelsAtOnce = 100;

/** After these a reference may name another version. */
const moves = (type: EventType) => /^(alias|deployment|stage\.moved|promotion\.(applied|bypassed)|version\.(registered|deleted|restored))/.test(type);
/** After these somebody may see less than before. */
const concernsSight = (type: EventType) => /^(grant|member|model\.visibility)/.test(type);
/** After these somebody's role on the site may be another. */
const concernsRoles = (type: EventType) => /^(user\.role_changed|second_factor|group_mapping|settings)/.test(type);

/** Streams of what moves and changes on any instance. They end when the process stops, and with what they were opened with. */
export interface Watchers {
  /** What references name, now and whenever that is another version. @throws DomainError as findTarget; stream_ended */
  pointers(actor: Actor, input: WatchInput, signal?: AbortSignal): AsyncGenerator<TrackedEnvelope<PointerMove>, void>;
  /** About which models something happens, of those that the actor may see. @throws DomainError stream_ended */
  changes(actor: Actor, signal?: AbortSignal): AsyncGenerator<Changes, void>;
}

interface Viewer {
  stream: Stream;
  models: Set<string>;
}

/** One subscription to the signals for all streams, and of what concerns all of them one query. */
export function openWatchers(db: Database, signals: Pick<Signals, "subscribe" | "stopping">, credentials: Streams): Watchers {
  const streams = openStreamSet(credentials);
  const byModel = new Map<string, Set<Stream>>();
  /** Those of which it is not yet known which models they are about. */
  const coming = new Set<Stream>();
  const viewers = new Set<Viewer>();
  const changed = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;
  let ready: Promise<void> | undefined;

  function hear(events: readonly StoredEvent[]): void {
    for (const { type, modelId } of events) {
      if (concernsRoles(type)) endElevated();
      if (concernsSight(type)) void askSight();
      if (modelId === null) continue;
      if (moves(type)) for (const stream of [...(byModel.get(modelId) ?? []), ...coming]) stream.wake();
      if (viewers.size > 0) changed.add(modelId);
    }
    if (changed.size > 0) gathering ??= setTimeout(() => void tell(), gatherMs);
  }

  /** Their role was read when they began: it is read again when they come back. */
  function endElevated(): void {
    for (const stream of streams.open) if (stream.actor.siteRole !== "member") stream.end(endedForNow("Somebody's role has changed."));
  }

  /** Wakes those who may no longer see what they watch: what they look at then is refused. */
  async function askSight(): Promise<void> {
    const watching = [...byModel].flatMap(([modelId, each]) => [...each].map((stream) => ({ stream, asks: lookOf(stream.actor, modelId) })));
    const looks = new Map(watching.map(({ asks }) => [keyOf(asks), asks]));
    try {
      const allowed = new Set<string>();
      const asked = [...looks.values()];
      for (const { at } of await findAllowed(db, asked)) allowed.add(keyOf(asked[at]!));
      for (const { stream, asks } of watching) if (!allowed.has(keyOf(asks))) stream.wake();
    } catch (error) {
      // Not known is not ended: it is asked again soon.
      log.error("it could not be asked what those who watch may see", { error });
    }
  }

  /** Tells everybody who looks of the changes that they may know of. */
  async function tell(): Promise<void> {
    const models = [...changed].slice(0, modelsAtOnce);
    for (const model of models) changed.delete(model);
    const people = new Map([...viewers].map(({ stream: { actor } }) => [keyOf(lookOf(actor, "")), actor]));
    const looks = [...people.values()].flatMap((actor) => models.map((model) => lookOf(actor, model)));
    let pause = gatherMs;
    try {
      const seen = new Map<string, string[]>();
      for (const { at, model } of await findAllowed(db, looks)) {
        const key = keyOf({ ...looks[at]!, modelId: "" });
        seen.set(key, [...(seen.get(key) ?? []), model]);
      }
      for (const { stream, models: news } of viewers) {
        const { credential } = stream.actor;
        const found = seen.get(keyOf(lookOf(stream.actor, ""))) ?? [];
        for (const model of found) if (credential.kind !== "token" || reachesModel(credential.models, model)) news.add(model);
        if (news.size > 0) stream.wake();
      }
    } catch (error) {
      log.error("it could not be asked who may know of a change", { error });
      for (const model of models) changed.add(model);
      pause = againMs;
    }
    gathering = changed.size > 0 && viewers.size > 0 ? setTimeout(() => void tell(), pause) : undefined;
  }

  /** Begins a stream that misses nothing from the moment on that this resolves. */
  async function begin(actor: Actor, signal: AbortSignal | undefined): Promise<Stream> {
    if (signals.stopping.aborted) throw endedForNow("This instance of the registry is stopping.");
    const stream = streams.begin(actor, signal);
    ready ??= signals.subscribe(hear).ready;
    try {
      await ready;
      return stream;
    } catch (error) {
      stream.close();
      throw error;
    }
  }

  signals.stopping.addEventListener("abort", () => {
    clearTimeout(gathering);
    clearInterval(asking);
    for (const stream of streams.open) stream.end(endedForNow("This instance of the registry is stopping."));
  });

  /** Where it points, once that can be found out. */
  async function look(stream: Stream, reference: string) {
    try {
      return await findTarget(db, stream.actor, reference);
    } catch (error) {
      if (error instanceof DomainError) throw error;
      log.error("it could not be asked what is watched", { error });
      setTimeout(() => stream.wake(), againMs).unref();
      return null;
    }
  }

  function join(stream: Stream, modelId: string): void {
    const known = byModel.get(modelId) ?? new Set();
    byModel.set(modelId, known.add(stream));
    asking ??= setInterval(() => void askSight(), askEveryMs).unref();
  }

  function leave(stream: Stream, models: ReadonlySet<string>): void {
    for (const model of models) {
      const known = byModel.get(model);
      known?.delete(stream);
      if (known?.size === 0) byModel.delete(model);
    }
    if (byModel.size > 0) return;
    clearInterval(asking);
    asking = undefined;
  }

  return {
    async *pointers(actor, { references, lastEventId }, signal) {
      const stream = await begin(actor, signal);
      const position = readPosition(lastEventId, references.length);
      const models = new Set<string>();
      coming.add(stream);
      try {
        do {
          let whole = true;
          for (const [at, reference] of references.entries()) {
            const target = await look(stream, reference);
            whole &&= target !== null;
            if (!target) continue;
            const { modelId, version, digest, movedAt } = target;
            models.add(modelId);
            join(stream, modelId);
            const before = position[at];
            if (before === version) continue;
            position[at] = version;
            yield tracked(writePosition(position), { reference, from: before ?? null, to: version === null || digest === null ? null : { version, digest }, movedAt });
          }
          if (whole) coming.delete(stream);
        } while (await stream.next());
      } finally {
        coming.delete(stream);
        leave(stream, models);
        stream.close();
      }
    },
    async *changes(actor, signal) {
      const stream = await begin(actor, signal);
      const viewer: Viewer = { stream, models: new Set() };
      viewers.add(viewer);
      try {
        yield { models: [] };
        while (await stream.next()) {
          const models = [...viewer.models];
          viewer.models.clear();
          for (let from = 0; from < models.length; from += modelsAtOnce) yield { models: models.slice(from, from + modelsAtOnce) };
        }
      } finally {
        viewers.delete(viewer);
        stream.close();
      }
    },
  };
}

function lookOf({ userId, siteRole }: Actor, modelId: string): Look {
  return { userId, everywhere: siteHolds(siteRole, "model:read"), modelId };
}

function keyOf({ userId, everywhere, modelId }: Look): string {
  return `${userId} ${everywhere} ${modelId}`;
}
