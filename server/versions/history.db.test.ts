import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { metadataExample, type MetadataInput } from "./schema.ts";

let fixture: Fixture;
let author: Person;
let reviewer: Person;
let stranger: Person;

beforeAll(async () => {
  fixture = await openFixture();
  author = await fixture.person("Ann", "contributor");
  reviewer = await fixture.person("Ria", "reviewer");
  stranger = await fixture.person("Sid");
});
afterAll(() => fixture.close());

async function register(model: string, metadata: Partial<MetadataInput>) {
  const { draft } = await author.api.versions.draft({ model, metadata: { ...metadataExample, ...metadata } });
  await fixture.receive(author, draft, "model.bin", "weights");
  await author.api.versions.finalize({ draft, files: 1 });
}

async function promote(model: string, version: number, stage: string) {
  const { id, evidenceDigest } = await author.api.promotions.request({ reference: `${model}@${version}`, stage, reason: "it is better" });
  await reviewer.api.reviews.review({ id, verdict: "approve", evidenceDigest });
}

describe("the history of a metric", () => {
  it("holds the headline number, each part, and what was live where", async () => {
    const model = "risk/measured";
    await register(model, { metrics: { cost: 3, auc: 0.8 }, directions: { cost: "lower" } });
    await register(model, { metrics: { cost: 2 }, evaluations: [{ metric: "cost", value: 5, slice: "eu" }, { metric: "cost", series: [[2, 1], [1, 9]], dataset: "holdout" }] });
    await register(model, { metrics: { auc: 0.9 }, evaluations: [{ metric: "cost", value: 4, slice: "eu" }] });
    await promote(model, 1, "production");
    await promote(model, 2, "production");
    await promote(model, 2, "staging");
    expect(await reviewer.api.versions.metricHistory({ model, metric: "cost" })).toEqual({
      names: ["cost", "auc"],
      metric: "cost",
      better: "lower",
      lines: [
        { dataset: null, slice: null, points: [{ number: 1, value: 3 }, { number: 2, value: 2 }] },
        { dataset: null, slice: "eu", points: [{ number: 2, value: 5 }, { number: 3, value: 4 }] },
        { dataset: "holdout", slice: null, points: [{ number: 2, value: 1 }] },
      ],
      moreLines: 0,
      staged: [{ number: 1, live: [], was: ["production"] }, { number: 2, live: ["staging", "production"], was: [] }],
      every: 1,
    });
    expect((await reviewer.api.versions.metricHistory({ model, metric: "none" })).metric).toBe("cost");
    expect(await reasonOf(stranger.api.versions.metricHistory({ model }))).toBe("not_found");
  });

  it("of ten thousand versions reads a few hundred, those in stages among them", async () => {
    const model = "risk/many";
    await register(model, { metrics: { auc: 0.5 } });
    await promote(model, 1, "production");
    await fixture.db.execute(sql`
      with one as (select v.*, m.id as model from versions v join models m on m.id = v.model_id where m.name = 'many')
      insert into versions (id, model_id, number, digest, metadata, author_id, files, bytes, created_at, touched_at, finalized_at)
      select gen_random_uuid(), model, n, digest || n, jsonb_set(metadata, '{metrics,auc}', to_jsonb(n / 10000.0)), author_id, files, bytes, created_at, touched_at, finalized_at
      from one, generate_series(2, 10000) n`);
    await fixture.db.execute(sql`update models set last_number = 10000, newest_number = 10000 where name = 'many'`);
    const { lines, every } = await reviewer.api.versions.metricHistory({ model });
    const numbers = lines[0]!.points.map(({ number }) => number);
    expect(every).toBe(67);
    expect(numbers).toHaveLength(151);
    expect([numbers[0], numbers.at(-1)]).toEqual([1, 10_000]);
    expect(lines[0]!.points.at(-1)).toEqual({ number: 10000, value: 1 });
  });
});
