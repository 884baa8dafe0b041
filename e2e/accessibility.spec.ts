/** Every page, in light or dark, wide or narrow: nothing that axe finds, nothing that hangs over the edge, no error. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { alive, sdkOf, sessionOf, shared, signInAs } from "./demo-registry.ts";
import { approve, push, request, stageWith } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

// What it finds says where it is; a trace of so many pages takes as long as looking at them.
test.use({ trace: "off" });

const model = "/models/clinical/tumour-malignancy";
let draft: string;
/** The page of somebody's account. */
let person: string;
/** Links that were made, and one that does nothing. */
let links: string[];
/** A promotion in each state that looks like no other. */
let promotions: string[];
/** Pages of a recall, and of what it touches. */
let recalled: string[];
/** The page of a deployment that was reported, of a digest that is another than it should be. */
let deployed: string;
/** A service account with a token of each kind. */
let machine: string;
/** Pages of a webhook that is not verified, and of what it was told. */
let hooks: string[];
test.beforeAll(async () => {
  ({ draft } = await sdkOf("admin").api.versions.draft.mutate({ model: "clinical/tumour-malignancy" }));
  const admin = await sessionOf("admin");
  const account = await admin.call<{ id: string }>("identity.createUser", { name: "Looked At", email: `looked-at-${test.info().workerIndex}@example.com`, password: "long enough to be one" });
  person = account.id;
  const invitation = await admin.call<{ secret: string }>("invitations.create", { email: `invited-${test.info().workerIndex}@example.com`, teams: [{ team: "clinical", role: "viewer" }] });
  const reset = await admin.call<{ secret: string }>("passwords.makeLink", { user: person });
  links = [`/invitation/${invitation.secret}`, `/reset/${reset.secret}`, "/invitation/nothing", "/reset"];
  promotions = await promotionStates(`looked-at-${test.info().workerIndex}`);
  recalled = await recallFirst(`quality/looked-at-${test.info().workerIndex}`);
  deployed = await deployWrong("clinical/tumour-malignancy");
  machine = await makeMachine(`looked-at-${test.info().workerIndex}`);
  hooks = await tellNobody(`quality/looked-at-${test.info().workerIndex}`);
});

/** @param name of a model, and of a stage, that are made for it */
async function promotionStates(name: string): Promise<string[]> {
  const cron = `0 ${new Date().getUTCHours()} * * *`;
  await stageWith(name, { approvals: 1, resolveThreads: true, freezes: [{ cron, hours: 4, timeZone: "UTC", reason: "Nobody is there." }] });
  await push(`quality/${name}`, 3);
  const [reviewer, maintainer] = [sdkOf("reviewer").api, sdkOf("maintainer").api];
  const [bypassed, rejected] = [await request(`quality/${name}@1`, name), await request(`quality/${name}@2`, name)];
  await (await sessionOf("admin")).call("promotions.bypass", { id: bypassed, reason: "It could not wait." });
  await maintainer.promotions.reject.mutate({ id: rejected, reason: "It is worse." });
  const { id: frozen } = await sdkOf("author").api.promotions.request.mutate({ reference: `quality/${name}@3`, stage: name, reason: "The newest." });
  await reviewer.reviews.comment.mutate({ id: frozen, about: "metrics.auc", body: "On **which** corks, @author@demo.local?" });
  await approve("reviewer", frozen);
  for (const body of ["# A card\n\n{{metrics}}", "---\nlicense: mit\nlanguage: [en, de]\n---\n# A card\n\nRevised.\n\n{{metrics}}", "# Once more"]) await sdkOf("author").cards.revise(`quality/${name}@1`, { body, note: "For a look." });
  const { id: unsubmitted } = await sdkOf("author").api.promotions.request.mutate({ reference: `quality/${name}@2`, stage: name, reason: "Later.", draft: true });
  return [bypassed, rejected, frozen, unsubmitted];
}

/** Recalls the first version of a model, which is live. */
async function recallFirst(of: string): Promise<string[]> {
  const { id } = await sdkOf("maintainer").lineage.recall({ reference: `${of}@1`, reason: "It was made of the wrong corks." });
  return [`/recalls/${id}`, `/models/${of}`, `/models/${of}/activity`, `/models/${of}/versions/1/lineage`, `/models/${of}/versions/1/lineage?as=table`];
}

/** A webhook whose receiver is not there, with a test that did not arrive. */
async function tellNobody(of: string): Promise<string[]> {
  const { webhooks } = sdkOf("maintainer");
  const { id } = await webhooks.create({ place: { kind: "model", model: of }, name: "nobody", target: { kind: "generic", url: "https://127.0.0.1:9/hook" }, events: ["promotion.*", "stage.moved"], verifyTls: false });
  const { delivery } = await webhooks.test(id);
  return [`/webhooks/${id}`, `/webhooks/${id}?state=given_up`, `/webhooks/${id}/deliveries/${delivery.id}`, `/models/${of}/webhooks`];
}

/** Reports a success with another digest, and has two instances say what they run. */
async function deployWrong(of: string): Promise<string> {
  const pipeline = sdkOf("author");
  const { id } = await pipeline.deployments.report({ model: of, stage: "production", state: "succeeded", key: "looked at", summary: "All is well.", url: "https://ci.example.com/7", logUrl: "https://ci.example.com/7/log", digest: `sha256:${"0".repeat(64)}` });
  for (const version of [1, 2]) await pipeline.checkIn({ model: of, version, service: "triage", instance: `triage-${version}`, stage: "production" });
  return `/deployments/${id}`;
}

async function makeMachine(name: string): Promise<string> {
  const session = await sessionOf("maintainer");
  const { id: account } = await session.call<{ id: string }>("serviceAccounts.create", { team: "quality", name, description: "Looked at." });
  const token = { account, scopes: ["model:read"], models: ["quality/*", "*/fraud-*"], expiresInDays: 3 };
  const { id } = await session.call<{ id: string }>("tokens.create", { ...token, name: "soon over" });
  await session.call("tokens.create", { ...token, name: "whole", models: ["*"], expiresInDays: 90 });
  await session.call("tokens.rotate", { id, overlapHours: 0 });
  return name;
}

const cards = () => `/models/quality/looked-at-${test.info().workerIndex}/versions/1`;

const pages = () => [
  "/models",
  "/models?q=nothing-is-called-so",
  "/models?as=cards",
  "/models?q=in:versions sort:metric.accuracy",
  "/models?q=taem:clinical",
  "/help/search",
  model,
  `${model}/versions`,
  `${model}/stages`,
  `${model}/stages?as=table&at=${new Date().toISOString()}`,
  `${model}/deployments`,
  `/models/quality/looked-at-${test.info().workerIndex}/deployments`,
  "/deployments",
  "/deployments?state=superseded&stage=staging",
  deployed,
  "/deployments/01900000-0000-7000-8000-000000000000",
  `${model}/policies`,
  `${model}/metadata`,
  `${model}/policies/production`,
  `${model}/policies/production/edit`,
  `${model}/activity`,
  `${model}/access`,
  "/models/quality/wine-cultivar/access",
  "/compare",
  "/compare?versions=clinical/tumour-malignancy@2",
  "/compare?versions=clinical/tumour-malignancy@1,clinical/tumour-malignancy@2,clinical/tumour-malignancy@3,clinical/tumour-malignancy@4,vision/digit-reader@3",
  "/compare?versions=clinical/tumour-malignancy@2,clinical/tumour-malignancy@4,clinical/nothing@1&chart=bars&all=1",
  "/models/new",
  `${model}/drafts/${draft}`,
  `${model}/versions/4`,
  `${model}/versions/4/reproduce`,
  `${model}/versions/4/files`,
  `${model}/versions/4/files/model.pkl`,
  `${model}/versions/4/files/README.md`,
  `${model}/versions/4/files/nothing`,
  "/models/vision/digit-reader/versions/3/files/model.onnx",
  `${model}/versions/999`,
  `/promotions/${shared().open}`,
  ...promotions.map((id) => `/promotions/${id}`),
  "/models/vision/digit-reader/versions/3/card",
  `${cards()}/card`,
  `${cards()}/card?revision=2`,
  `${cards()}/card/changes?from=1&to=2`,
  `${cards()}/card/edit`,
  `${model}/versions/4/card/edit`,
  ...recalled,
  "/models/vision/digit-reader/versions/3/lineage",
  "/models/vision/digit-reader/versions/3/lineage?as=table",
  "/datasets",
  "/datasets?search=nothing-is-called-so",
  "/recalls",
  "/recalls?state=lifted",
  "/impact",
  "/impact?of=dataset:digits",
  "/impact?of=dataset:digits&as=graph",
  "/impact?of=dataset:digits&show=open",
  "/impact?of=nothing-is-called-so",
  "/reviews",
  "/reviews?tab=mine",
  "/reviews?tab=decided",
  "/notifications",
  "/notifications?show=all",
  "/teams",
  "/teams/clinical",
  "/teams?search=nothing-is-called-so",
  "/teams/clinical?search=nobody",
  "/teams/clinical/service-accounts",
  "/teams/clinical/metadata",
  "/teams/clinical/webhooks",
  "/admin/webhooks",
  `${model}/webhooks`,
  ...hooks,
  `/teams/quality/service-accounts/${machine}`,
  "/teams/clinical/policies/production",
  "/teams/clinical/policies/production/edit",
  "/settings/profile",
  "/settings/security",
  "/settings/notifications",
  "/settings/tokens",
  "/admin/users",
  "/admin/tokens",
  "/admin/tokens?state=ended&search=nothing-is-called-so",
  "/admin/users?search=nobody-is-called-so",
  `/admin/users/${person}`,
  "/admin/storage",
  "/admin/audit",
  "/admin/audit?outcome=refused&text=nothing-is-called-so",
  "/admin/stages",
  "/admin/tags",
  "/admin/cards",
  "/admin/metadata",
  "/admin/policies",
  "/admin/policies/production",
  "/admin/policies/production/edit",
  "/admin/policies/nowhere",
  "/admin/checks",
  "/admin/single-sign-on",
  "/admin/settings",
  "/models/vision/digit-reader?part=every part",
  `${model}?part=every part`,
];

const all = (["light", "dark"] as const).flatMap((colorScheme) => [1440, 390].map((width) => ({ colorScheme, width })));
const isCampaign = Boolean(process.env["COUNTERSIGN_CAMPAIGN"]);
/** Each page in one look, in turn: the long form looks at each in all four. */
const looksAt = (turn: number) => (isCampaign ? all : all.slice(turn % all.length, (turn % all.length) + 1));

async function dress(page: Page, { colorScheme, width }: (typeof all)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: 900 });
}

/** Opens a page, and looks at it in each of the looks. */
async function lookAt(page: Page, path: string, turn: number): Promise<void> {
  const looks = looksAt(turn);
  await dress(page, looks[0]!);
  await page.goto(`${shared().url}${path}`);
  await alive(page);
  for (const look of looks) {
    const { colorScheme, width } = look;
    if (look !== looks[0]) {
      await dress(page, look);
      // Colours that are on their way from one scheme to the other belong to neither.
      await page.waitForTimeout(200);
    }
    // One document: nothing has to be gathered from frames.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).analyze();
    expect.soft(violations.map(({ id, nodes }) => [path, colorScheme, width, id, nodes[0]?.html])).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(over, `${path} is wider than a window of ${width} px`).toBeLessThanOrEqual(0);
  }
}

test("every page, in light or dark, wide or narrow", async ({ page }) => {
  test.setTimeout(600_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404")) faults.push(`${page.url()}: ${message.text()}`);
  });
  for (const [turn, path] of ["/sign-in", ...links].entries()) await lookAt(page, path, turn);
  await signInAs(page, "admin");
  for (const [turn, path] of pages().entries()) await lookAt(page, path, turn);
  expect(faults).toEqual([]);
});
