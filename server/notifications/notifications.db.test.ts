import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { record } from "../audit/commands.ts";
import { systemActor } from "../identity/actor.ts";
import { relay } from "../outbox/relay.ts";
import { reasonOf, type Person } from "../testing/fixture.ts";
import { openNotifications, type Notifications } from "../testing/notifications.ts";
import { tellOf } from "./notices.ts";

let on: Notifications;
beforeAll(async () => {
  on = await openNotifications();
});
afterAll(() => on.close());

/** Who was told what of a promotion, of those that may have been. */
async function toldAll(promotion: string, people: readonly Person[] = [on.ada, on.ann, on.rex, on.mia, on.ria, on.sam, on.vic]): Promise<Record<string, string[]>> {
  const entries: [string, string[]][] = [];
  for (const person of people) {
    const turns = await on.told(person, promotion);
    if (turns.length > 0) entries.push([person.actor.name, turns]);
  }
  return Object.fromEntries(entries);
}

describe("a request is told of", () => {
  it("to those who may sign and nobody else, where nobody is asked", async () => {
    const { id } = await on.request(on.ann, `${await on.model()}@1`);
    expect(await toldAll(id)).toEqual({ Rex: ["submitted"], Mia: ["submitted"], Ria: ["submitted"], Sam: ["submitted"] });
  });

  it("to the groups that its policy wants alone", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 1, groups: [{ from: { kind: "role", role: "maintainer" }, approvals: 1 }] });
    const { id } = await on.request(on.ann, `${model}@1`);
    expect(await toldAll(id)).toEqual({ Rex: ["submitted"], Mia: ["submitted"] });
  });

  it("to those who were asked before it was told of, and to them once more when they are reminded", async () => {
    const { id } = await on.request(on.ann, `${await on.model()}@1`);
    await on.ann.api.reviews.ask({ id, people: [on.sam.actor.email], teams: [] });
    expect(await toldAll(id)).toEqual({ Sam: ["asked"] });
    await on.ann.api.reviews.ask({ id, people: [on.sam.actor.email, on.ria.actor.email], teams: [] });
    expect(await toldAll(id)).toEqual({ Sam: ["asked"], Ria: ["asked"] });
  });

  it("to a team that is asked, as far as its members may review; not to who requested it", async () => {
    const { id } = await on.request(on.rex, `${await on.model()}@1`);
    await toldAll(id);
    await on.rex.api.reviews.ask({ id, people: [], teams: ["risk"] });
    // All of them were told in this round: that is one thing.
    expect(await toldAll(id)).toEqual({});
    const draft = await on.request(on.ann, `${await on.model()}@1`, { draft: true });
    expect(await toldAll(draft.id)).toEqual({});
  });

  it("and waits for nobody any more once it is decided", async () => {
    const model = await on.model();
    const { id } = await on.request(on.ann, `${model}@1`);
    await on.tell();
    const waiting = async () => (await on.titles(on.sam)).filter((title) => title.includes(model));
    expect(await waiting()).toHaveLength(1);
    await on.ann.api.promotions.withdraw({ id });
    await on.tell();
    expect(await waiting()).toEqual([]);
  });

  it("to nobody where nothing is to be signed", async () => {
    const model = await on.model();
    await on.policy({ kind: "site" }, { approvals: 0, apply: "manual" }, { stage: "staging" });
    const { id } = await on.request(on.ann, `${model}@1`, { stage: "staging" });
    const told = await toldAll(id);
    for (const name of ["Ria", "Sam", "Rex", "Mia"]) expect(told[name] ?? []).not.toContain("submitted");
  });
});

describe("what is said", () => {
  it("is told to who is mentioned and to who takes part, each once, and never to who said it", async () => {
    const { id } = await on.request(on.ann, `${await on.model()}@1`);
    await toldAll(id);
    await on.vic.api.reviews.comment({ id, body: "Is it faster?" });
    expect(await toldAll(id)).toEqual({ Ann: ["commented"] });
    await on.ann.api.reviews.comment({ id, body: "Yes. @sam@example.com measured it, not `@mia@example.com`" });
    expect(await toldAll(id)).toEqual({ Sam: ["mentioned"], Vic: ["commented"] });
  });

  it("and mentions somebody later tells them alone", async () => {
    const { id } = await on.request(on.ann, `${await on.model()}@1`);
    const { threads } = await on.vic.api.reviews.comment({ id, body: "Look" });
    await toldAll(id);
    await on.vic.api.reviews.edit({ comment: threads[0]!.comments[0]!.id, body: "Look @mia@example.com and @ann@example.com" });
    expect(await toldAll(id)).toEqual({ Mia: ["mentioned"] });
  });

  it("with an objection is told to who requested it", async () => {
    const open = await on.request(on.ann, `${await on.model()}@1`);
    await toldAll(open.id);
    await on.object(on.ria, open, "The recall is too low, see @vic@example.com");
    const [first] = (await (await on.tell(), on.ann.api.notifications.list({ unread: true }))).items;
    expect(first).toMatchObject({ kind: "outcome", detail: "The recall is too low, see @vic@example.com", path: `/promotions/${open.id}`, promotion: open.id, by: "Ria" });
    expect(first?.title).toMatch(/^Ria requests changes to the promotion of risk\/model-\d+ v1 to production$/);
    expect(await on.told(on.vic, open.id)).toEqual(["mentioned"]);
  });
});

describe("an outcome is told to who requested it", () => {
  it("when it is approved and waits, and when it is applied", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 1, apply: "manual" });
    const open = await on.request(on.ann, `${model}@1`);
    await toldAll(open.id);
    await on.approve(on.ria, open);
    expect(await toldAll(open.id)).toEqual({ Ann: ["approved"] });
    await on.mia.api.promotions.applyNow({ id: open.id });
    expect(await toldAll(open.id)).toEqual({ Ann: ["applied"] });
  });

  it("when it is rejected, withdrawn by another, superseded, bypassed or has expired; not when they withdraw it", async () => {
    const [rejected, withdrawn, own, expired, bypassed] = [
      await on.request(on.ann, `${await on.model()}@1`), await on.request(on.ann, `${await on.model()}@1`), await on.request(on.ann, `${await on.model()}@1`),
      await on.request(on.ann, `${await on.model()}@1`), await on.request(on.ann, `${await on.model()}@1`),
    ];
    await on.mia.api.promotions.reject({ id: rejected.id, reason: "not this quarter" });
    await on.mia.api.promotions.withdraw({ id: withdrawn.id });
    await on.ann.api.promotions.withdraw({ id: own.id });
    await on.ada.api.promotions.bypass({ id: bypassed.id, reason: "an outage" });
    await on.pass(expired.id, 24 * 15);
    await on.tend(expired.id);
    const turns: string[][] = [];
    for (const { id } of [rejected, withdrawn, own, expired, bypassed]) turns.push(await on.told(on.ann, id));
    expect(turns).toEqual([["rejected"], ["withdrawn"], [], ["expired"], ["bypassed"]]);
    const model = await on.model(2);
    const older = await on.request(on.ann, `${model}@1`);
    await on.promote(`${model}@2`);
    expect(await on.told(on.ann, older.id)).toEqual(["superseded"]);
  });

  it("and to those whose signature lapsed, when the evidence changes", async () => {
    const model = await on.model(2);
    await on.policy(model, { approvals: 2 });
    const open = await on.request(on.ann, `${model}@2`);
    await on.approve(on.ria, open);
    await toldAll(open.id);
    await on.ann.api.cards.revise({ reference: `${model}@2`, body: "# Another card", expected: 0 });
    expect((await on.get(open.id)).round).toBe(2);
    expect(await toldAll(open.id)).toEqual({ Ria: ["lapsed"] });
  });
});

describe("what ends soon is told of", () => {
  it("by the clock: to who requested it and to those for whom it waits, once", async () => {
    const open = await on.request(on.ann, `${await on.model()}@1`);
    await on.ann.api.reviews.ask({ id: open.id, people: [on.sam.actor.email], teams: [] });
    await toldAll(open.id);
    await on.tellEnds();
    expect(await toldAll(open.id)).toEqual({});
    await on.pass(open.id, 24 * 12.5);
    await on.tellEnds();
    await on.tellEnds();
    expect(await toldAll(open.id)).toEqual({ Ann: ["expires"], Sam: ["expires"] });
  });

  it("tokens 14 and 3 days before, to their owner, unless they were made for less or have a successor", async () => {
    await on.vic.api.tokens.create({ name: "laptop", scopes: ["model:read"], expiresInDays: 30 });
    await on.vic.api.tokens.create({ name: "short", scopes: ["model:read"], expiresInDays: 2 });
    const at = async (days: number) => {
      await on.tellEnds(new Date(Date.now() + days * 86_400_000));
      return (await on.titles(on.vic)).filter((title) => title.includes("expires on") && /laptop|short/.test(title)).length;
    };
    // The clock that asks is the registry's; that of the database says which are over.
    expect([await at(0), await at(15), await at(17), await at(20), await at(27.5)]).toEqual([0, 0, 1, 1, 2]);
  });
});

it("a recall is told to the maintainers of what it touches, with what they maintain and no more", async () => {
  const name = "recalled-data";
  const [one, other] = ["risk/recalled-one", "risk/recalled-other"];
  for (const line of [one, other]) await on.version(line, { datasets: [{ name, role: "training" }] });
  const guest = await on.person("Gus", null);
  await on.ada.api.grants.set({ model: one, to: { kind: "user", email: "gus@example.com" }, role: "maintainer" });
  await on.tell();
  await on.letters();
  const { id } = await on.ada.api.lineage.recallDataset({ dataset: name, reason: "it leaks" });
  await on.tell();
  const letters = new Map((await on.letters()).map((letter) => [letter.to, letter]));
  expect([...letters.keys()].toSorted()).toEqual([guest, on.mia, on.rex].map(({ actor }) => actor.email).toSorted());
  expect(letters.get(on.mia.actor.email)?.text).toContain(`${other}: v1`);
  expect(letters.get("gus@example.com")?.text).toContain(`${one}: v1`);
  expect(letters.get("gus@example.com")?.text).not.toContain(other);
  expect(letters.get("gus@example.com")?.text).toContain(`https://models.example.com/recalls/${id}`);
  expect((await guest.api.notifications.list({})).items).toMatchObject([{ kind: "recalled", title: `Ada recalled the data ${name}`, path: `/recalls/${id}`, model: one }]);
  await on.ada.api.lineage.lift({ id, reason: "it does not" });
  expect((await (await on.tell(), on.titles(guest)))[0]).toBe(`Ada lifted the recall of the data ${name}`);
});

it("a deployment that failed is told to who requested the promotion and to the maintainers", async () => {
  const model = await on.model();
  const { id } = await on.promote(`${model}@1`);
  await toldAll(id);
  const [deployment] = await on.db.execute<{ id: string; modelId: string }>(sql`
    insert into deployments (id, model_id, stage, version_id, promotion_id, state) select gen_random_uuid(), model_id, stage, version_id, id, 'failed' from promotions where id = ${id}
    on conflict (promotion_id) do update set state = 'failed' returning id, model_id as "modelId"`);
  await on.db.transaction((tx) => record(tx, systemActor("test"), { action: "deployment.failed", modelId: deployment!.modelId, target: id, details: { deployment: deployment!.id, promotion: id, reason: "The pods did not start" } }));
  expect(await toldAll(id)).toEqual({ Ann: ["deployment_failed"], Rex: ["deployment_failed"], Mia: ["deployment_failed"] });
});

it("a webhook that is broken is told to who made it and to those who keep it", async () => {
  const [webhook] = await on.db.execute<{ id: string }>(sql`
    insert into webhooks (id, scope, team_id, name, kind, url, events, after, created_by) select gen_random_uuid(), 'team', id, 'deployer', 'generic', 'https://example.com', array['*'], 0, ${on.mia.id} from teams where slug = 'risk' returning id`);
  await on.tell();
  await on.letters();
  await on.db.transaction((tx) => record(tx, systemActor("deliver"), { action: "webhook.broken", target: "risk deployer", details: { webhook: webhook!.id, lastError: "nobody answers" } }));
  await on.tell();
  const letters = await on.letters();
  expect(letters.map(({ to }) => to).toSorted()).toEqual([on.mia.actor.email, on.rex.actor.email]);
  expect(letters[0]?.text).toContain(`/webhooks/${webhook!.id}`);
  expect(letters[0]?.text).toContain("The webhook deployer is broken: nothing is sent to it any more.\n\nnobody answers");
});

describe("nobody is told", () => {
  it("twice, however many relay at once and whatever failed before", async () => {
    const { id } = await on.request(on.ann, `${await on.model()}@1`);
    await expect(
      relay(on.db, "notifications", async (tx, events) => {
        await tellOf(tx, on.mailing, events);
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    const count = async () => (await on.db.execute<{ count: number }>(sql`select count(*)::int as count from notifications where subject = ${`promotion:${id}`}`))[0]!.count;
    expect(await count()).toBe(0);
    await Promise.all([on.tell(), on.tell(), on.tell()]);
    expect(await count()).toBe(4);
    // A reader that was put back, as after an older copy of the database was restored.
    await on.letters();
    await on.db.execute(sql`update event_readers set position = 0 where name = 'notifications'`);
    await on.tell();
    expect(await count()).toBe(4);
    expect((await on.letters()).filter(({ text }) => text.includes(id))).toEqual([]);
  });

  it("of a model that they may not see, nor of what they no longer see", async () => {
    const model = await on.model();
    const guest = await on.person("Gil", null);
    await on.ada.api.grants.set({ model, to: { kind: "user", email: "gil@example.com" }, role: "reviewer" });
    const { id } = await on.request(on.ann, `${model}@1`);
    await on.tell();
    const [first] = (await guest.api.notifications.list({})).items;
    expect(first).toMatchObject({ model, promotion: id });
    expect(await guest.api.notifications.count()).toEqual({ unread: 1 });
    const [grant] = (await on.ada.api.grants.list({ model })).filter(({ to }) => to.kind === "user" && to.email === "gil@example.com");
    await on.ada.api.grants.remove({ model, grant: grant!.id });
    expect([(await guest.api.notifications.list({})).items, await guest.api.notifications.count()]).toEqual([[], { unread: 0 }]);
    await on.ann.api.reviews.comment({ id, body: "@gil@example.com?" });
    expect(await on.told(guest, id)).toEqual(["submitted"]);
  });

  it("of what they have muted, or of a kind that they want to hear nothing of", async () => {
    const model = await on.model();
    const { id } = await on.request(on.ann, `${model}@1`);
    await toldAll(id);
    expect(await on.ann.api.notifications.mute({ promotion: id })).toEqual({ muted: true });
    expect(await on.ann.api.notifications.muteState({ promotion: id })).toEqual({ muted: true, byModel: false });
    await on.vic.api.reviews.comment({ id, body: "one" });
    expect(await on.told(on.ann, id)).toEqual([]);
    await on.ann.api.notifications.unmute({ promotion: id });
    await on.vic.api.reviews.comment({ id, body: "two" });
    expect(await on.told(on.ann, id)).toEqual(["commented"]);
    await on.ann.api.notifications.mute({ model });
    expect(await on.ann.api.notifications.muteState({ promotion: id })).toEqual({ muted: false, byModel: true });
    await on.vic.api.reviews.comment({ id, body: "three" });
    expect(await on.told(on.ann, id)).toEqual([]);
    await on.ann.api.notifications.unmute({ model });
    await on.ann.api.notifications.choose({ choices: [{ kind: "commented", inApp: false, mail: "off" }] });
    await on.vic.api.reviews.comment({ id, body: "four" });
    expect(await on.told(on.ann, id)).toEqual([]);
    await on.ann.api.notifications.choose({ choices: [{ kind: "commented", inApp: true, mail: "digest" }] });
    const stranger = await on.person("Stan", null);
    expect(await reasonOf(stranger.api.notifications.mute({ promotion: id }))).toBe("not_found");
    expect(await reasonOf(stranger.api.notifications.mute({ model }))).toBe("not_found");
    expect(JSON.stringify((await on.vic.api.audit.activity({ model })).items)).not.toContain("muted");
  });
});

describe("letters", () => {
  it("go out at once with the notification, or once a day with all that is unread, and never twice", async () => {
    const { id } = await on.request(on.ann, `${await on.model()}@1`);
    await on.tell();
    await on.digest();
    await on.letters();
    await on.ann.api.notifications.choose({ choices: [{ kind: "commented", inApp: true, mail: "digest" }, { kind: "outcome", inApp: true, mail: "off" }] });
    await on.vic.api.reviews.comment({ id, body: "First words" });
    await on.vic.api.reviews.comment({ id, body: "Second words @sam@example.com" });
    await on.tell();
    expect((await on.letters()).map(({ to, subject }) => [to, subject.replace(/model-\d+/, "model")])).toEqual([[on.sam.actor.email, "Vic mentions you at the promotion of risk/model v1 to production"]]);
    await Promise.all([on.digest(), on.digest()]);
    const own = (await on.letters()).filter(({ to }) => to === on.ann.actor.email);
    expect(own).toHaveLength(1);
    expect(own[0]?.subject).toBe("Countersign: 2 things that you have not read");
    expect(own[0]?.text).toContain("Second words");
    expect(own[0]?.text).toContain(`https://models.example.com/promotions/${id}`);
    expect(own[0]?.text).toContain("https://models.example.com/settings/notifications");
    expect(await on.digest()).toBe(0);
  });

  it("of the day leave out what was read", async () => {
    const { id } = await on.request(on.ann, `${await on.model()}@1`);
    await on.vic.api.reviews.comment({ id, body: "read" });
    await on.tell();
    const [newest] = (await on.ann.api.notifications.list({})).items;
    expect(await on.ann.api.notifications.markRead({ upTo: newest!.id })).toEqual({ unread: 0 });
    await on.digest();
    expect((await on.letters()).filter(({ to, text }) => to === on.ann.actor.email && text.includes(id))).toEqual([]);
  });
});

it("what is unread is counted, and read one by one or up to one that was seen", async () => {
  const { id } = await on.request(on.ann, `${await on.model()}@1`);
  await on.tell();
  const [before] = (await on.ann.api.notifications.list({})).items;
  await on.ann.api.notifications.markRead({ upTo: before!.id });
  for (const body of ["a", "b", "c"]) await on.vic.api.reviews.comment({ id, body });
  await on.tell();
  expect(await on.ann.api.notifications.count()).toEqual({ unread: 3 });
  const { items } = await on.ann.api.notifications.list({ unread: true, limit: 2 });
  expect(items.map(({ detail }) => detail)).toEqual(["c", "b"]);
  expect(await on.ann.api.notifications.markRead({ id: items[1]!.id })).toEqual({ unread: 2 });
  await on.vic.api.reviews.comment({ id, body: "d" });
  await on.tell();
  expect(await on.ann.api.notifications.markRead({ upTo: items[0]!.id })).toEqual({ unread: 1 });
  expect(await reasonOf(on.vic.api.notifications.markRead({ id: items[0]!.id }))).toBe("not_found");
});

it("a team of 500 gets its rows and letters in few statements", async () => {
  await on.db.execute(sql`
    with team as (insert into teams (id, slug, name) values (gen_random_uuid(), 'crowd', 'crowd') returning id),
    people as (insert into users (id, name, email) select gen_random_uuid(), 'Person ' || n, 'person' || n || '@example.com' from generate_series(1, 500) n returning id)
    insert into members (team_id, user_id, role) select team.id, people.id, 'reviewer' from team, people`);
  const maker = await on.person("Cora", "contributor", "crowd");
  await on.register(maker, "crowd/one");
  await on.tell();
  await on.letters();
  const { id } = await on.request(maker, "crowd/one@1");
  const statements: string[] = [];
  await relay(on.db, "notifications", async (tx, events) => {
    const execute = tx.execute.bind(tx);
    tx.execute = ((query: Parameters<typeof execute>[0]) => {
      statements.push("execute");
      return execute(query);
    }) as typeof tx.execute;
    await tellOf(tx, on.mailing, events);
  });
  expect((await on.letters()).length).toBe(500);
  expect((await on.db.execute<{ count: number }>(sql`select count(*)::int as count from notifications where subject = ${`promotion:${id}`} and mailed_at is not null`))[0]?.count).toBe(500);
  expect(statements.length).toBeLessThan(10);
});
