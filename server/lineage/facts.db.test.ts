import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { addParents } from "./commands.ts";
import { lockLineage } from "./locks.ts";
import { versionCode, versionDatasets, versionParents, versionRuns } from "./tables.ts";

let on: Promotions;
beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

const digest = `sha256:${"d".repeat(64)}`;
const idOf = async (reference: string) => (await on.ada.api.versions.get({ reference })).id;

describe("what a version was made from is kept with it", () => {
  it("data, code, run and parents, as it declares them", async () => {
    const parent = await on.version("risk/base");
    const reference = await on.version("risk/tuned", {
      datasets: [{ name: "transactions", version: "2026-05", role: "training", digest, uri: "s3://data/transactions" }, { name: "holdout", role: "evaluation" }],
      code: { repository: "https://example.com/fraud", commit: "abc1234", dirty: true },
      run: { tracker: "mlflow", id: "42", url: "https://mlflow.example.com/42" },
      parents: [{ relation: "fine-tuned-from", reference: parent }, { relation: "distilled-from", reference: "https://example.com/teacher" }],
    });
    const versionId = await idOf(reference);
    const mine = sql`version_id = ${versionId}`;
    expect(await on.db.select().from(versionDatasets).where(mine).orderBy(versionDatasets.position)).toEqual([
      { versionId, position: 0, name: "transactions", version: "2026-05", role: "training", digest, uri: "s3://data/transactions", source: "declared" },
      { versionId, position: 1, name: "holdout", version: "", role: "evaluation", digest: null, uri: null, source: "declared" },
    ]);
    expect(await on.db.select().from(versionCode).where(mine)).toEqual([{ versionId, repository: "https://example.com/fraud", commit: "abc1234", dirty: true, source: "declared" }]);
    expect(await on.db.select().from(versionRuns).where(mine)).toEqual([{ versionId, tracker: "mlflow", runId: "42", url: "https://mlflow.example.com/42", source: "declared" }]);
    expect(await on.db.select().from(versionParents).where(mine)).toEqual([{ versionId, parentId: await idOf(parent), relation: "fine-tuned-from" }]);
  });
});

describe("a circle", () => {
  const add = (child: string, parent: string, pause: () => Promise<void> = async () => {}) =>
    reasonOf(
      on.db.transaction(async (tx) => {
        await lockLineage(tx);
        await addParents(tx, { id: await idOf(child), reference: child }, [{ id: await idOf(parent), reference: parent, relation: "ensemble-of" }]);
        await pause();
      }),
    );

  it("is refused, also over others, and of one with itself", async () => {
    const model = await on.model(3);
    expect(await add(`${model}@2`, `${model}@1`)).toBe("was not refused");
    expect(await add(`${model}@3`, `${model}@2`)).toBe("was not refused");
    expect(await add(`${model}@1`, `${model}@3`)).toBe("lineage_circle");
    expect(await add(`${model}@1`, `${model}@1`)).toBe("lineage_circle");
  });

  it("is not closed by two who add at once what closes it together", async () => {
    const model = await on.model(2);
    let going!: () => void;
    const gone = new Promise<void>((resolve) => (going = resolve));
    const one = add(`${model}@1`, `${model}@2`, () => gone);
    const other = add(`${model}@2`, `${model}@1`);
    setTimeout(going, 300);
    expect([await one, await other].toSorted()).toEqual(["lineage_circle", "was not refused"]);
  });
});
