import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { procedures, routes, type Row } from "./access-matrix.ts";
import { principals, type Principal } from "./access-expected.ts";
import { openAccessWorld, type AccessWorld, type Mine, type Spot } from "./access-world.ts";
import { reasonOf, sha256Of } from "./fixture.ts";

let world: AccessWorld;
let foreign: Spot;
const stranger = principals.find(({ account }) => account === "stranger")!;
const contributor = principals.find(({ name }) => name === "contributor of the team")!;
const maintainer = principals.find(({ name }) => name === "maintainer of the team")!;
beforeAll(async () => {
  world = await openAccessWorld();
  foreign = world.spots.find(({ model }) => model === "away/private")!;
}, 120_000);
afterAll(() => world.close());

const never = "01900000-0000-7000-8000-000000000000";
/** What never was, in the place of what may not be seen. */
const nothing: Spot = { team: "away", visibility: "private", model: "never/never", modelId: never, promotion: never, evidenceDigest: `sha256:${"0".repeat(64)}`, review: never, comment: never, draftPromotion: never, recall: never, deployment: never, grant: never, machine: never, machineName: "never", webhook: never, delivery: never, invitation: never, author: never, reviewer: "never@example.com" };
const nothingOfMine: Mine = { draft: never, deletedDraft: never, upload: never, token: never };

/** Without what the caller has said themselves and without the id of the request. */
function plain(text: string, spot: Spot, mine: Mine): string {
  const said = [...Object.values(mine), spot.promotion, spot.evidenceDigest, spot.review, spot.comment, spot.draftPromotion, spot.recall, spot.deployment, spot.webhook, spot.delivery, spot.grant, spot.model, spot.model.replace("/", "%2F")] as string[];
  return said.reduce((left, word) => left.replaceAll(word, "…"), text).replaceAll(/"requestId":"[^"]+"/g, "").replaceAll(/\b(away|never)\b/g, "…");
}

async function ask(who: Principal, name: string, row: Row, spot: Spot, mine: Mine): Promise<{ told: string; statements: number }> {
  const input = row.input!(spot, mine);
  const before = world.statements();
  const headers: Record<string, string> = { origin: world.url, ...world.credentials.get(who) as Record<string, string> };
  delete headers["token"];
  let response: Response;
  if (name.includes("/")) {
    const [address, body] = input as [string, unknown?];
    const [method = "", path = ""] = address.split(" ");
    const sent = typeof body === "object" ? JSON.stringify(body) : (body as string | undefined);
    response = await fetch(world.url + path, { method, headers: { ...headers, ...(typeof body === "object" ? { "content-type": "application/json" } : {}) }, ...(sent === undefined ? {} : { body: sent }) });
  } else {
    response = await fetch(`${world.url}/api/trpc/${name}`, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(input) });
  }
  const told = `${response.status} ${plain(await response.text(), spot, mine)}`;
  return { told, statements: world.statements() - before };
}

const about = [...Object.entries(procedures), ...Object.entries(routes)].filter(([name, row]) => (row.on === "model" || row.on === "team" || (row.on === "catalogue" && row.input?.(nothing, nothingOfMine) !== undefined)) && name !== "POST /api/drafts/{draft}/files" && row.input);

describe("what one may not see is answered as what never was", () => {
  it.each(about)("%s", async (name, row) => {
    // The drafts of another: a stranger asks for them by their ids.
    const others = world.minesOf(contributor, foreign);
    const hidden = await ask(stranger, name, row, foreign, others);
    const absent = await ask(stranger, name, row, nothing, nothingOfMine);
    expect(hidden.told).toBe(absent.told);
    expect(hidden.statements).toBe(absent.statements);
  });
});

describe("somebody who", () => {
  const home = () => world.spots[0]!;

  it("knows the id of another's draft neither looks into it, nor fills it, nor finishes it", async () => {
    const { draft, upload, deletedDraft } = world.minesOf(contributor, home());
    // A maintainer of the same team: the draft is seen by its author alone.
    const api = world.callerOf(maintainer);
    const tries: Record<string, () => Promise<unknown>> = {
      get: () => api.drafts.get({ draft }),
      describe: () => api.drafts.describe({ draft, metadata: {} }),
      attach: () => api.versions.attach({ draft, files: [{ path: "x", size: 7, sha256: sha256Of("weights") }] }),
      finalize: () => api.versions.finalize({ draft, files: 1 }),
      open: () => api.uploads.open({ draft, files: [{ path: "x", size: 1 }] }),
      upload: () => api.uploads.get({ upload }),
      cancel: () => api.uploads.cancel({ draft }),
      discard: () => api.deletions.discardDraft({ draft }),
      restore: () => api.deletions.restoreDraft({ draft: deletedDraft }),
    };
    for (const [name, tried] of Object.entries(tries)) expect([name, await reasonOf(tried())]).toEqual([name, "not_found"]);
    expect((await api.drafts.files({ draft })).items).toEqual([]);
    expect((await api.uploads.list({ draft })).items).toEqual([]);
    const { cookie } = world.credentials.get(maintainer)!;
    for (const [method, path] of [["PUT", `/api/drafts/${draft}/files/x`], ["PUT", `/api/uploads/${upload}`], ["HEAD", `/api/uploads/${upload}`]] as const) {
      const { status } = await fetch(world.url + path, { method, headers: { origin: world.url, cookie: cookie! }, ...(method === "PUT" ? { body: "bytes" } : {}) });
      expect([method, path, status]).toEqual([method, path, 404]);
    }
  });

  it("guesses the digest of bytes that they can't read has to send them", async () => {
    const api = world.callerOf(contributor);
    const { draft } = world.minesOf(contributor, home());
    await world.trying(async () => {
      const secret = "weights known to away alone";
      await world.register((await world.person("Amy", "contributor", "away")), "away/secret", secret);
      const file = { path: "guess.bin", size: secret.length, sha256: sha256Of(secret) };
      expect(await world.callerOf(contributor).versions.attach({ draft, files: [file] })).toEqual({ missing: ["guess.bin"] });
      expect(await world.callerOf(contributor).versions.novelSizes({ sizes: [secret.length] })).toEqual([secret.length]);
      return { result: null, keep: false };
    });
    expect(await api.versions.attach({ draft, files: [{ path: "own.bin", size: 9, sha256: sha256Of("weights 1") }] })).toEqual({ missing: [] });
  });

  it("had a role on a model until a moment ago has none", async () => {
    const guest = principals.find(({ name }) => name === "guest with the role maintainer")!;
    expect(await reasonOf(world.callerOf(guest).models.get({ model: home().model }))).toBe("was not refused");
    await world.db.execute(sql`update grants set expires_at = now() where user_id = ${world.accounts.get(guest.account)!}`);
    const api = world.callerOf(guest);
    for (const tried of [() => api.models.get({ model: home().model }), () => api.grants.list({ model: home().model }), () => api.promotions.get({ id: home().promotion }), () => api.reviews.comment({ id: home().promotion, body: "x" })]) expect(await reasonOf(tried())).toBe("not_found");
    expect((await api.search.find({ limit: 100 })).items.map(({ reference }) => reference)).toEqual(expect.not.arrayContaining([home().model]));
  });

  it("has a token neither widens it nor makes another", async () => {
    const bearer = principals.find(({ name }) => name === "administrator's token with every scope")!;
    const api = world.callerOf(bearer);
    const wide = { name: "wide", scopes: ["model:read" as const], expiresInDays: 366 };
    expect(await reasonOf(api.tokens.create(wide))).toBe("forbidden_by_token");
    expect(await reasonOf(api.tokens.list())).toBe("forbidden_by_token");
    expect(await reasonOf(api.tokens.revoke({ id: world.minesOf(bearer, home()).token }))).toBe("forbidden_by_token");
    expect(await reasonOf(world.callerOf(contributor).tokens.create({ ...wide, scopes: ["account:manage" as never] }))).not.toBe("was not refused");
    // Another's token is not theirs to revoke, whoever they are.
    expect(await reasonOf(world.callerOf(maintainer).tokens.revoke({ id: world.minesOf(contributor, home()).token }))).toBe("not_found");
  });

  it("looks for it finds nothing, counts nothing and is completed nothing", async () => {
    const api = world.callerOf(stranger);
    const asked = (name: string) => [`model:${name}`, `"${name}"`, `in:versions model:${name}`, `tag:x OR model:${name}`, `model:${name} sort:metric.auc`];
    const told = async (query: string) => ({ found: await api.search.find({ query }), ...(await api.search.facets({ query })) });
    const hidden = await Promise.all(asked(foreign.model).map(told));
    expect(hidden.map(({ found }) => [found.items, found.total, found.read])).toEqual(hidden.map(() => [[], { count: 0, more: false }, []]));
    const withoutQuery = (facets: unknown) => JSON.stringify(facets).replaceAll(/"query":"(?:[^"\\]|\\.)*"/g, "");
    const absent = await Promise.all(asked(nothing.model).map(told));
    expect(hidden.map(({ facets }) => withoutQuery(facets))).toEqual(absent.map(({ facets }) => withoutQuery(facets)));
    for (const query of ["model:away/", "model:priv", "away/priv"]) expect(JSON.stringify(await api.search.complete({ query, at: query.length }))).not.toContain(foreign.model);
  });

  it("keeps to a view of somebody else's, or shares one with a team that they are not in, finds neither", async () => {
    const layout = { as: "list" as const, columns: [] };
    const { id } = await world.callerOf(maintainer).search.views.save({ name: "mine", query: "tag:nlp", layout });
    const api = world.callerOf(stranger);
    expect(await api.search.views.list()).toEqual([]);
    expect(await reasonOf(api.search.views.remove({ id }))).toBe("not_found");
    expect(await reasonOf(api.search.views.save({ id, name: "mine", query: "", layout }))).toBe("not_found");
    for (const team of ["away", "never"]) expect([team, await reasonOf(api.search.views.save({ name: "x", query: "", layout, team }))]).toEqual([team, "not_found"]);
  });

  it("names it beside what they see is told as of what never was", async () => {
    const api = world.callerOf(stranger);
    const open = world.spots.find(({ visibility }) => visibility === "internal")!.model;
    const tries: Record<string, (hidden: string) => Promise<unknown>> = {
      compare: (hidden) => api.comparisons.compare({ references: [`${open}@1`, `${hidden}@1`] }),
      series: (hidden) => api.comparisons.series({ references: [`${open}@1`, `${hidden}@1`], metric: "auc" }),
      files: (hidden) => api.comparisons.files({ references: [`${open}@1`, `${hidden}@1`] }),
      diff: (hidden) => api.cards.diff({ from: { reference: `${open}@1` }, to: { reference: `${hidden}@1` } }),
      tags: (hidden) => api.tags.assign({ models: [hidden], add: ["x"] }),
      schema: (hidden) => api.metadataSchemas.get({ scope: { kind: "model", model: hidden } }),
    };
    for (const [name, tried] of Object.entries(tries)) expect([name, await reasonOf(tried(foreign.model)), await reasonOf(tried(nothing.model))]).toEqual([name, "not_found", "not_found"]);
  });

  it("names what is of one model beside another that they keep finds nothing", async () => {
    const api = world.callerOf(maintainer);
    expect(await reasonOf(api.grants.remove({ model: home().model, grant: foreign.grant }))).toBe("not_found");
    expect(await reasonOf(api.reviews.dismiss({ id: home().promotion, review: foreign.review, reason: "x" }))).toBe("not_found");
    expect(await reasonOf(api.reviews.comment({ id: home().promotion, thread: foreign.comment, body: "x" }))).toBe("not_found");
    expect(await reasonOf(api.reviews.edit({ comment: foreign.comment, body: "x" }))).toBe("not_found");
    expect(await reasonOf(api.promotions.rollback({ model: foreign.model, stage: "production", reason: "x" }))).toBe("not_found");
  });
});
