import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf, sha256Of } from "../testing/fixture.ts";
import { openPromotions } from "../testing/promotions.ts";
import { readFileCard, readFileCards } from "./read-file.ts";

let on: Awaited<ReturnType<typeof openPromotions>>;
beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

const readme = "---\nlicense: apache-2.0\nlanguage: [en, de]\nmine: 1\n---\n# {{model}}\n\nauc {{metric auc}}\n";
const place = () => ({ db: on.db, store: on.store });
const idOf = async (reference: string) => (await on.ada.api.versions.get({ reference })).id;

/** A version with a README.md, of a model of its own, that was read as the registry does after a registration. */
async function withReadme(body: string | null = readme): Promise<string> {
  const reference = await on.version(`risk/card-${Math.random().toString(36).slice(2)}`, {}, body === null ? {} : { "README.md": body });
  await readFileCard(place(), await idOf(reference));
  return reference;
}

describe("the first revision of a card", () => {
  it("is the version's README.md", async () => {
    const reference = await withReadme();
    const { card, unfit } = await on.vic.api.cards.get({ reference });
    expect(unfit).toBeNull();
    expect(card).toMatchObject({
      reference, revision: 1, newest: 1, source: "file", note: "", author: { name: "Ann" }, body: readme, sha256: sha256Of(readme),
      front: { license: "apache-2.0", language: ["en", "de"], mine: 1 },
      shown: { facts: { license: "apache-2.0", languages: ["en", "de"] }, faults: [] },
    });
    expect(card!.shown.markdown).toMatch(/# risk\/card-\w+\n\nauc 0\.93\n/);
    expect((await on.vic.api.versions.get({ reference })).card).toEqual({ revision: 1, license: "apache-2.0", languages: ["en", "de"] });
    expect((await on.vic.api.cards.history({ reference })).items).toMatchObject([{ revision: 1, source: "file" }]);
  });

  it("can be read before the registry has come to it, and is the same then", async () => {
    const reference = await on.version("risk/unread", {}, { "ReadMe.MD": readme });
    const before = await on.vic.api.cards.get({ reference });
    const history = await on.vic.api.cards.history({ reference });
    await readFileCards(place());
    await readFileCard(place(), await idOf(reference));
    expect(await on.vic.api.cards.get({ reference })).toEqual(before);
    expect(await on.vic.api.cards.history({ reference })).toEqual(history);
  });

  it.each([
    ["longer than a card can be", "x".repeat(256 * 1024 + 1), "too_long"],
    ["no text", "a\0b", "no_text"],
    ["empty", "\n", null],
    [null, null, null],
  ] as const)("is none where the file is %s", async (_, body, unfit) => {
    const reference = await withReadme(body);
    expect(await on.vic.api.cards.get({ reference })).toEqual({ card: null, unfit });
    await on.ann.api.cards.revise({ reference, body: "# By hand", expected: 0 });
    expect((await on.vic.api.cards.get({ reference })).card).toMatchObject({ revision: 1, source: "hand", body: "# By hand" });
  });

  it("with front matter that can't be read is shown with what is wrong", async () => {
    const reference = await withReadme("---\na: [\n---\n# A {{metric nothing}}\n");
    const { card } = await on.vic.api.cards.get({ reference });
    expect(card).toMatchObject({ front: {}, shown: { faults: [{ line: 2 }, { line: 4, message: "{{metric nothing}}: there is no metric “nothing”; there is auc." }] } });
  });
});

describe("a revision", () => {
  it("follows the last, with a note, and changes nothing of the version", async () => {
    const reference = await withReadme();
    const before = await on.ada.api.versions.get({ reference });
    const body = `${readme}\nRevised.\n`;
    expect(await on.ann.api.cards.revise({ reference, body, note: "Says more", expected: 1 })).toEqual({ reference, revision: 2 });
    expect(await on.ada.api.versions.get({ reference })).toEqual({ ...before, card: { ...before.card, revision: 2 } });
    expect((await on.vic.api.cards.get({ reference, revision: 1 })).card).toMatchObject({ revision: 1, newest: 2, body: readme });
    expect((await on.vic.api.cards.history({ reference, limit: 1 }))).toMatchObject({ items: [{ revision: 2, source: "hand", note: "Says more", bytes: body.length }], next: 2 });
    expect((await on.vic.api.cards.history({ reference, before: 2 })).items).toHaveLength(1);
    const { lines } = await on.vic.api.cards.diff({ from: { reference, revision: 1 }, to: { reference } });
    expect(lines.filter(({ kind }) => kind !== "same").map(({ kind, text }) => [kind, text])).toEqual([["added", "Revised."], ["added", ""]]);
    const [entry] = await on.db.execute(sql`select target, details from audit_entries where action = 'card.revised' order by seq desc limit 1`);
    expect(entry).toMatchObject({ target: reference, details: { revision: 2, note: "Says more" } });
  });

  it("is kept for ever", async () => {
    await withReadme();
    for (const change of [sql`update card_revisions set body = ''`, sql`delete from card_revisions`, sql`truncate card_revisions`]) await expect(on.db.execute(change)).rejects.toMatchObject({ cause: { message: expect.stringMatching(/card_revisions/) as string } });
  });

  it("of which two are written at once is written once; the other is told", async () => {
    const reference = await withReadme();
    const write = (who: typeof on.ann, body: string) => who.api.cards.revise({ reference, body, expected: 1 });
    const both = await Promise.allSettled([write(on.ann, "# Ann's"), write(on.mia, "# Mia's")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(await reasonOf(Promise.reject(lost.reason as Error))).toBe("card_changed");
    const winner = both[0].status === "fulfilled" ? "Ann" : "Mia";
    expect(String(lost.reason)).toContain(`is at revision 2, by ${winner}, and you began from revision 1.`);
    expect((await on.vic.api.cards.get({ reference })).card).toMatchObject({ revision: 2, body: `# ${winner}'s` });
  });

  it("of a README.md that nobody has read yet comes after it", async () => {
    const reference = await on.version("risk/quick", {}, { "README.md": readme });
    expect(await reasonOf(on.ann.api.cards.revise({ reference, body: "# Mine", expected: 0 }))).toBe("card_changed");
    expect(await on.ann.api.cards.revise({ reference, body: "# Mine", expected: 1 })).toMatchObject({ revision: 2 });
    expect((await on.vic.api.cards.get({ reference, revision: 1 })).card?.body).toBe(readme);
  });

  it("is refused where it is faulty, too long, the same, or by somebody who may not", async () => {
    const reference = await withReadme();
    const write = (body: string, who = on.ann) => who.api.cards.revise({ reference, body, expected: 1 });
    await expect(write("---\nlicense: [\n---\n# {{metric nothing}}")).rejects.toThrow(/^Line 2: The front matter is no YAML that can be read: .* Line 4: \{\{metric nothing\}\}: there is no metric “nothing”; there is auc\. Mend that/);
    expect(await reasonOf(write("{{x}}"))).toBe("card_faulty");
    await expect(write("ä".repeat(131_073))).rejects.toThrow(/256 KiB/);
    await expect(write(" \n")).rejects.toThrow(/must not be empty/);
    await expect(write(readme)).rejects.toThrow(/says just this already/);
    await expect(write("a\0b")).rejects.toThrow(/control|NUL|character/i);
    expect(await reasonOf(write("# A", on.ria))).toBe("forbidden");
    expect(await reasonOf(write("# A", on.vic))).toBe("forbidden");
    const stranger = await on.person("Eve", "maintainer", "other");
    expect(await reasonOf(write("# A", stranger))).toBe("not_found");
    expect(await reasonOf(stranger.api.cards.get({ reference }))).toBe("not_found");
    expect(await reasonOf(on.ann.withToken(["model:read"]).cards.revise({ reference, body: "# A", expected: 1 }))).toBe("forbidden_by_token");
    expect(await reasonOf(on.vic.api.cards.get({ reference, revision: 9 }))).toBe("not_found");
    expect((await on.vic.api.cards.history({ reference })).items).toHaveLength(1);
  });
});

it("a new card begins with the template, or with the card of the version before", async () => {
  const model = await on.model();
  expect(await on.vic.api.cards.template({ reference: `${model}@1` })).toMatchObject({ previous: null, template: expect.stringContaining("## Ethical considerations") });
  const { template, references } = await on.vic.api.cards.template({ reference: `${model}@1` });
  expect(references.find(({ write }) => write === "{{metric auc}}")).toMatchObject({ value: "0.93" });
  expect((await on.vic.api.cards.preview({ reference: `${model}@1`, body: template })).faults).toEqual([]);
  await on.ann.api.cards.revise({ reference: `${model}@1`, body: template, expected: 0 });
  const next = await on.version(model);
  expect((await on.vic.api.cards.template({ reference: next })).previous).toEqual({ reference: `${model}@1`, revision: 1, body: template });
});

describe("what is signed", () => {
  it("is not another because the registry has read the README.md", async () => {
    const reference = await on.version(await on.model(0), {}, { "README.md": readme });
    const { id, evidenceDigest } = await on.request(on.ann, reference);
    await readFileCard(place(), await idOf(reference));
    await on.tend(id);
    expect(await on.get(id)).toMatchObject({ evidenceDigest, round: 1, compared: { card: { candidate: sha256Of(readme), candidateRevision: 1 } } });
  });

  it("is another when the card is: a new round begins, and what was approved counts no more", async () => {
    const reference = await withReadme();
    await on.policy(reference.split("@")[0]!, { approvals: 2 });
    const before = await on.request(on.ann, reference);
    await on.approve(on.ria, before);
    await on.ann.api.cards.revise({ reference, body: "# Another", note: "", expected: 1 });
    const after = await on.get(before.id);
    expect(after).toMatchObject({ state: "open", round: 2, roundBecause: "the model card changed", compared: { card: { candidate: sha256Of("# Another"), candidateRevision: 2 } } });
    expect(after.evidenceDigest).not.toBe(before.evidenceDigest);
    expect(await reasonOf(on.approve(on.sam, before))).toBe("evidence_changed");
    await on.approve(on.sam, after);
    expect((await on.get(before.id)).state).toBe("open");
    await on.approve(on.ria, after);
    expect((await on.get(before.id)).state).toBe("applied");
  });

  it("stays what it was, once it is decided", async () => {
    const reference = await withReadme();
    const applied = await on.promote(reference);
    expect(applied.state).toBe("applied");
    await on.ann.api.cards.revise({ reference, body: "# Later", expected: 1 });
    const later = await on.get(applied.id);
    expect(later).toMatchObject({ state: "applied", evidenceDigest: applied.evidenceDigest, round: 1, evidence: applied.evidence, compared: { card: applied.compared.card } });
    expect(later.compared.card).toMatchObject({ candidate: sha256Of(readme), candidateRevision: 1 });
    expect(later.evidence.parts).toContainEqual({ name: "card", value: sha256Of(readme) });
  });

  it("may want a card, which somebody can still write", async () => {
    const reference = await withReadme(null);
    await on.policy(reference.split("@")[0]!, { approvals: 1, checks: [{ kind: "card" }] });
    const { id } = await on.request(on.ann, reference);
    expect((await on.get(id)).blockers.map(({ what }) => what)).toContain("Model card: missing");
    await on.ann.api.cards.revise({ reference, body: "# There", expected: 0 });
    const ready = await on.get(id);
    expect(ready.blockers.map(({ what }) => what)).not.toContain("Model card: missing");
    expect((await on.approve(on.ria, ready)).state).toBe("applied");
  });
});

describe("the template", () => {
  it("is an administrator's to write, is what new cards begin with, and leaves those that there are", async () => {
    const reference = await withReadme();
    const bare = await withReadme(null);
    const begins = async () => (await on.ann.api.cards.template({ reference: bare })).template;
    const { body: builtIn, saved, references } = await on.ada.api.cards.siteTemplate();
    expect([await begins(), saved]).toEqual([builtIn, null]);
    expect(references).toContainEqual({ write: "{{model}}", meaning: "The model" });
    const own = "---\nlicense: # which?\n---\n# {{model}}\n\n## Who signs for it\n\n{{metric auc}}\n";
    expect(await on.ada.api.cards.saveTemplate({ body: own })).toMatchObject({ body: own, saved: { by: { name: "Ada" } } });
    expect(await begins()).toBe(own);
    expect((await on.vic.api.cards.get({ reference })).card!.body).toBe(readme);
    expect((await on.ada.api.audit.entries({})).items[0]).toMatchObject({ action: "card_template.saved", details: { builtIn: false, sha256: sha256Of(own), before: sha256Of(builtIn) } });
    expect(await reasonOf(on.ada.api.cards.saveTemplate({ body: own }))).toBe("invalid_input");
    await expect(on.ada.api.cards.saveTemplate({ body: "---\nlicense: {\n---\n{{modell}}" })).rejects.toThrow(/Line \d: .*Line 4: \{\{modell\}\}: “modell” is no reference/);
    for (const by of [on.rex, on.vic]) expect(await reasonOf(by.api.cards.saveTemplate({ body: "x" }))).toBe("forbidden");
    expect(await on.ada.api.cards.saveTemplate({ body: null })).toMatchObject({ body: builtIn, saved: null });
    expect(await begins()).toBe(builtIn);
    expect(await reasonOf(on.ada.api.cards.saveTemplate({ body: builtIn }))).toBe("invalid_input");
  });
});
