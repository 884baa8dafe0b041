import { eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { resolveReference } from "../pointers/queries.ts";
import { advanceVersion } from "../promotions/tend.ts";
import { refreshVersions } from "../search/entries.ts";
import { getVersion } from "../versions/queries.ts";
import { versions } from "../versions/tables.ts";
import { readFrontMatter } from "./front-matter.ts";
import { findRevision, readTemplate } from "./queries.ts";
import type { CardFault, SiteTemplate } from "./schema.ts";
import { cardDigest, showCard, templateFaults } from "./show.ts";
import { cardRevisions, siteCardTemplate } from "./tables.ts";
import { cardTemplate } from "./template.ts";

/**
 * Writes the next revision of a version's card. The version itself stays what it was; open promotions of it begin a new
 * round, since the card is a part of what is signed.
 * @throws DomainError card_changed, when there is a newer revision than `expected`; card_faulty, which lists what is wrong in
 *   which line; invalid_input, when it says the same as the last; forbidden, not_found
 */
export async function reviseCard(tx: Transaction, actor: Actor, input: { reference: string; body: string; note: string; expected: number }) {
  const asked = await resolveReference(tx, actor, input.reference);
  const model = await requireModel(tx, actor, asked.model);
  demand(actor, model.team, "card:edit");
  await lockModel(tx, model.id);
  const version = await getVersion(tx, actor, asked.reference);
  const last = await findRevision(tx, version.id);
  const newest = last?.revision ?? 0;
  if (newest !== input.expected) {
    const now = last === null ? "has no card" : `is at revision ${newest}, by ${last.authorName}`;
    throw new DomainError(
      "card_changed",
      `The card of ${version.reference} ${now}, and you began from ${input.expected === 0 ? "none" : `revision ${input.expected}`}. Read what changed, then save it again with that revision as the one that you expect.`,
      { revision: newest, by: last?.authorName ?? null, expected: input.expected },
    );
  }
  if (last?.body === input.body) throw new DomainError("invalid_input", `The card of ${version.reference} says just this already.`, { revision: newest });
  refuseFaults(showCard(input.body, version).faults);
  const revision = newest + 1;
  await tx.insert(cardRevisions).values({ versionId: version.id, revision, body: input.body, front: readFrontMatter(input.body).front, source: "hand", note: input.note, authorId: actor.userId, createdAt: new Date() });
  await refreshVersions(tx, [version.id]);
  await record(tx, actor, { action: "card.revised", modelId: model.id, target: version.reference, details: { revision, ...(input.note === "" ? {} : { note: input.note }) }, event: { version: version.number } });
  await advanceVersion(tx, actor, version.id);
  return { reference: version.reference, revision };
}

/**
 * Decides what new cards begin with from now on; those that there are stay as they are.
 * @param input.body null for the template that is built in
 * @throws DomainError card_faulty, which lists what is wrong in which line; invalid_input, when it says the same as before
 */
export async function saveTemplate(tx: Transaction, actor: Actor, { body }: { body: string | null }): Promise<SiteTemplate> {
  if (body !== null) refuseFaults(templateFaults(body));
  // Two at once come one after the other, so that what is on record is what counts.
  await tx.execute(sql`lock table site_card_template in share row exclusive mode`);
  const before = await readTemplate(tx);
  const isBuiltIn = body === null || body === cardTemplate;
  if (isBuiltIn ? before.saved === null : before.body === body) throw new DomainError("invalid_input", "The template says just this already.");
  await tx.delete(siteCardTemplate);
  if (!isBuiltIn) await tx.insert(siteCardTemplate).values({ body, savedBy: actor.userId, savedAt: new Date() });
  await record(tx, actor, { action: "card_template.saved", target: "site", details: { builtIn: isBuiltIn, sha256: cardDigest(isBuiltIn ? cardTemplate : body), before: cardDigest(before.body) } });
  return await readTemplate(tx);
}

function refuseFaults(faults: readonly CardFault[]): void {
  if (faults.length === 0) return;
  const shown = faults.slice(0, 5).map(({ line, message }) => `Line ${line}: ${message}`);
  throw new DomainError("card_faulty", `${shown.join(" ")}${faults.length > 5 ? ` And ${faults.length - 5} more.` : ""} Mend that, then save it again; where two braces are meant, write \\{{.`, { faults });
}

/** Writes down the README.md of a version as the first revision of its card, unless there is one. */
export async function keepFirstRevision(tx: Transaction, versionId: string, body: string): Promise<void> {
  const [version] = await tx.select({ modelId: versions.modelId, authorId: versions.authorId, finalizedAt: versions.finalizedAt }).from(versions).where(eq(versions.id, versionId));
  if (!version?.finalizedAt) return;
  await lockModel(tx, version.modelId);
  const { modelId: _, finalizedAt: createdAt, authorId } = version;
  await tx.insert(cardRevisions).values({ versionId, revision: 1, body, front: readFrontMatter(body).front, source: "file", authorId, createdAt }).onConflictDoNothing();
  await refreshVersions(tx, [versionId]);
}
