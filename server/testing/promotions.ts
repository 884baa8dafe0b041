/** People, models and short words for tests of promotions, over a real database. */
import { sql } from "drizzle-orm";
import { systemActor } from "../identity/actor.ts";
import type { PolicyMode, PolicyScope, Rules } from "../policies/schema.ts";
import { openPromotions as listOpen, tendPromotion } from "../promotions/tend.ts";
import { metadataExample, type MetadataInput } from "../versions/schema.ts";
import { openFixture, type Fixture, type Person } from "./fixture.ts";

interface Signable {
  id: string;
  evidenceDigest: string;
}

/** A registry with the team `risk`: Ada administers, Ann makes versions, Rex and Mia maintain, Ria and Sam review, Vic looks. */
export async function openPromotions() {
  const fixture: Fixture = await openFixture();
  const people = {
    ada: await fixture.person("Ada", "admin"),
    ann: await fixture.person("Ann", "contributor"),
    rex: await fixture.person("Rex", "maintainer"),
    mia: await fixture.person("Mia", "maintainer"),
    ria: await fixture.person("Ria", "reviewer"),
    sam: await fixture.person("Sam", "reviewer"),
    vic: await fixture.person("Vic", "viewer"),
  };
  const { ada, ann } = people;
  let models = 0;

  /** Ann registers a version. @returns its reference */
  async function version(of: string, metadata: Partial<MetadataInput> = {}, files: Record<string, string> = {}): Promise<string> {
    const { draft } = await ann.api.versions.draft({ model: of, metadata: { ...metadataExample, ...metadata } });
    const all = { "model.bin": `${of} ${Math.random()}`, ...files };
    for (const [path, content] of Object.entries(all)) await fixture.receive(ann, draft, path, content);
    return (await ann.api.versions.finalize({ draft, files: Object.keys(all).length })).reference;
  }

  /** A model of the team with so many versions. */
  async function model(versions = 1): Promise<string> {
    const name = `risk/model-${++models}`;
    for (let at = 0; at < versions; at++) await version(name);
    return name;
  }

  /** Saves the next version of a policy: of one model, unless another scope is named. */
  async function policy(of: string | PolicyScope, rules: Rules, { mode = "enforce", stage = "production" }: { mode?: PolicyMode; stage?: string } = {}) {
    const scope: PolicyScope = typeof of === "string" ? { kind: "model", model: of } : of;
    const [newest] = await ada.api.policies.versions({ stage, scope });
    return await ada.api.policies.save({ stage, scope, mode, rules, note: "for a test", expected: newest?.version ?? 0 });
  }

  const request = (by: Person, reference: string, more: { stage?: string; draft?: boolean; notBefore?: string } = {}) =>
    by.api.promotions.request({ reference, stage: "production", reason: "it is better", ...more });
  const approve = (by: Person, { id, evidenceDigest }: Signable) => by.api.reviews.review({ id, verdict: "approve", evidenceDigest });
  const object = (by: Person, { id, evidenceDigest }: Signable, comment = "not yet") => by.api.reviews.review({ id, verdict: "request_changes", comment, evidenceDigest });
  const get = (id: string, by = ada) => by.api.promotions.get({ id });

  /** Requested by Ann, approved by Ria as often as it takes, and applied. */
  async function promote(reference: string, stage = "production") {
    return await approve(people.ria, await request(ann, reference, { stage }));
  }

  /** The version that a stage names. */
  async function live(of: string, stage = "production"): Promise<number | null> {
    const { stages } = await ada.api.models.get({ model: of });
    return stages.find((each) => each.stage === stage)?.version ?? null;
  }

  /** What the registry does by itself when it looks at a promotion. */
  const tend = (id: string) => fixture.db.transaction((tx) => tendPromotion(tx, systemActor("test"), id));

  /** The same for all that are open, as after a policy was saved or a member left. */
  async function tendOpen(): Promise<void> {
    for (const id of await listOpen(fixture.db, null)) await tend(id);
  }

  /** As if so many hours more had gone by for an undecided promotion. */
  async function pass(id: string, hours: number) {
    const ago = sql`make_interval(hours => ${hours})`;
    await fixture.db.execute(sql`update promotions set round_at = round_at - ${ago}, expires_at = expires_at - ${ago}, not_before = not_before - ${ago}, due_at = due_at - ${ago}, submitted_at = submitted_at - ${ago} where id = ${id}`);
  }

  /** The kinds of what stands in the way. */
  const obstacles = async (id: string) => (await get(id)).blockers.map(({ kind }) => kind);

  return { ...fixture, ...people, version, model, policy, request, approve, object, get, promote, live, tend, tendOpen, pass, obstacles };
}

export type Promotions = Awaited<ReturnType<typeof openPromotions>>;
