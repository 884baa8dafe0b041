import { transact } from "../audit/commands.ts";
import type { BlobStore } from "../blobs/store.ts";
import type { Database } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { log } from "../log.ts";
import { resolveReference } from "../pointers/queries.ts";
import { keepFirstRevision, reviseCard } from "./commands.ts";
import { findReadme, findRevision, listUnread, readmeBody } from "./queries.ts";

type Place = { db: Database; store: BlobStore };

/**
 * Makes the README.md of a version the first revision of its card, where it has one that is a text and no revision yet. It
 * is read outside any transaction. What is damaged is left for another time.
 */
export async function readFileCard({ db, store }: Place, versionId: string): Promise<void> {
  if (await findRevision(db, versionId)) return;
  const readme = await findReadme(db, versionId);
  if (!readme || readme.isDamaged) return;
  const body = await readmeBody(store, readme);
  // What is empty says nothing.
  if (body !== null && body.trim() !== "") await db.transaction((tx) => keepFirstRevision(tx, versionId, body));
}

const batch = 200;

/** The same for all versions, also those that were there before cards were. */
export async function readFileCards(place: Place): Promise<void> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const ids = await listUnread(place.db, after, batch);
    for (const id of ids) await readFileCard(place, id).catch((error: unknown) => log.error(`the card of the version ${id} could not be read`, { error }));
    if (ids.length < batch) return;
    after = ids.at(-1)!;
  }
}

/** Revises a card, see `reviseCard`. What its version came with is its first revision, whoever comes first. */
export async function reviseReadCard(place: Place, actor: Actor, input: Parameters<typeof reviseCard>[2]) {
  const { versionId } = await resolveReference(place.db, actor, input.reference);
  await readFileCard(place, versionId);
  return await transact(place.db, "the mutation cards.revise", (tx) => reviseCard(tx, actor, input));
}
