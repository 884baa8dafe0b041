/**
 * The written matrix of who may do what: one line for each procedure and each route of bytes. server/router.db.test.ts asks
 * the real registry for every line, everybody and every place, and compares; docs/access.md is written from it.
 */
import { createHash, randomUUID } from "node:crypto";
import type { Permission, SiteRole } from "../identity/schema.ts";
import type { TeamRole } from "../teams/schema.ts";
import { metadataExample } from "../versions/schema.ts";
import type { Mine, Spot } from "./access-world.ts";

export type Role = TeamRole | Exclude<SiteRole, "member"> | "everybody";

const [viewer, contributor, reviewer, maintainer] = ["viewer", "contributor", "reviewer", "maintainer"] as const;
const makers: Role[] = [contributor, maintainer, "admin"];
const keepers: Role[] = [maintainer, "admin"];

/** Who holds each permission, by their role in the team, on the model or on the site. */
export const holders: Record<Permission, readonly Role[]> = {
  "account:manage": ["everybody", "auditor", "admin"],
  "site:manage": ["admin"],
  "dataset:recall": ["admin"],
  "user:manage": ["admin"],
  "audit:read": ["auditor", "admin"],
  "team:manage": keepers,
  "service:manage": keepers,
  "view:share": makers,
  "webhook:manage": keepers,
  "model:read": [viewer, contributor, reviewer, maintainer, "auditor", "admin"],
  "model:create": makers,
  "model:describe": makers,
  "model:tag": makers,
  "model:share": keepers,
  "version:create": makers,
  "card:edit": makers,
  "version:recall": keepers,
  "version:delete": keepers,
  "alias:move": makers,
  "promotion:request": makers,
  "promotion:review": [reviewer, maintainer, "admin"],
  "promotion:comment": [viewer, contributor, reviewer, maintainer, "admin"],
  "promotion:moderate": keepers,
  "promotion:bypass": ["admin"],
  "schema:manage": keepers,
  "policy:manage": keepers,
  "check:report": keepers,
  "deployment:report": makers,
  "runtime:report": [viewer, contributor, reviewer, maintainer, "admin"],
  "promotion:rollback": makers,
};

/** What a call is about, which decides who is asked for what, and what a refusal says. */
export const subjects = {
  open: "Answers everybody, signed in or not",
  own: "About the caller alone: everybody who is signed in",
  catalogue: "Everybody who is signed in gets an answer, which holds what they may see and nothing else",
  site: "About the registry: `forbidden` without the permission",
  team: "About a team: `not_found` for whoever may not see the team, `forbidden` for whoever sees it without the permission",
  model: "About a model: `not_found` for whoever may not see the model, `forbidden` for whoever sees it without the permission",
} as const;

export interface Row {
  on: keyof typeof subjects;
  /** What a token needs as a scope, and its owner as a permission. */
  needs: Permission | null;
  /** Where it is not `needs`: the permissions of which the owner holds one. */
  holds?: readonly Permission[];
  /** Whoever lacks the permission is told that there is no such thing, also where they see the model. */
  hides?: true;
  /** What does not exist is made: whoever sees the team is told that their token does not reach so far. */
  creates?: true;
  /** Only a person who is signed in may, whatever the scopes of a token. */
  people?: true;
  /** Of a catalogue: what is in the answer for whoever may see it. */
  shows?: "model" | "team" | "draft";
  /** What whoever may do it is told in the world of the test, where that is no success. */
  told?: string;
  /** What is special, in words. */
  because?: string;
  /** The input of a procedure; of a route `[method and address, body]`. `at` is the place, `mine` what the caller has made there. */
  input?: (at: Spot, mine: Mine) => unknown;
  /** Makes what the call is about the caller's own. */
  makeOwn?: "promotion" | "draft promotion" | "comment";
}

type More = Omit<Row, "on" | "needs">;
type Input = NonNullable<Row["input"]>;
const onOpen = (more: More = {}): Row => ({ on: "open", needs: null, ...more });
const onOwn = (needs: Permission | null, more: More = {}): Row => ({ on: "own", needs, ...more });
const onCatalogue = (needs: Permission, shows: NonNullable<Row["shows"]>, more: More = {}): Row => ({ on: "catalogue", needs, shows, ...more });
const onSite = (needs: Permission, input?: Input, more: More = {}): Row => ({ on: "site", needs, ...(input ? { input } : {}), ...more });
const onTeam = (needs: Permission, input: Input, more: More = {}): Row => ({ on: "team", needs, input, ...more });
const onModel = (needs: Permission, input: Input, more: More = {}): Row => ({ on: "model", needs, input, ...more });

const ofModel: Input = ({ model }) => ({ model });
const ofVersion: Input = ({ model }) => ({ reference: `${model}@1` });
const ofVersions: Input = ({ model }) => ({ references: [`${model}@1`, `${model}@2`] });
const ofPromotion: Input = ({ promotion }) => ({ id: promotion });
const because = "with a reason";
const feedSays = "And of what hangs on no model, all for whoever holds `audit:read`, and what is about a team for whoever holds `team:manage` in it";
const freshly = "With a fresh sign-in, and never with a token";
const production = (at: Spot) => ({ model: at.model, stage: "production" });
const policyOf = (at: Spot) => ({ stage: "production", scope: { kind: "model", model: at.model } });

const schemaOf = ({ model }: Spot) => ({ scope: { kind: "model", model } });

const placeOf = ({ model }: Spot) => ({ place: { kind: "model", model } });
const ofWebhook = ({ webhook }: Spot) => ({ id: webhook });
const ofAllModels = "Of a team: on the team; of all models: site:manage";

const ownDraft = "The caller's own draft: that of another does not exist";
const onDraft = (input: Input, more: More = {}) => onModel("version:create", input, { because: ownDraft, ...more });
const onHiddenDraft = (input: Input, more: More = {}) => onDraft(input, { hides: true, because: `${ownDraft}, nor does their own for whoever may no longer register versions`, ...more });

/** Of the bytes that the first version of every model has. */
const firstWeights = createHash("sha256").update("weights 1").digest("hex");

/** Every procedure. */
export const procedures: Record<string, Row> = {
  "accounts.list": onSite("user:manage", () => ({})),
  "accounts.get": onSite("user:manage", ({ author }) => ({ id: author })),
  "accounts.changeRole": onSite("user:manage", ({ author }) => ({ id: author, siteRole: "auditor" }), { because: freshly }),
  "accounts.deactivate": onSite("user:manage", ({ author }) => ({ id: author, reason: because }), { because: freshly }),
  "accounts.reactivate": onSite("user:manage", ({ author }) => ({ id: author, reason: because }), { because: freshly, told: "already_exists" }),
  "audit.activity": onModel("model:read", ofModel),
  "audit.entries": onSite("audit:read", () => ({})),
  "audit.state": onSite("audit:read"),
  "audit.setRetention": onSite("site:manage", () => ({ keepMonths: 12 }), { people: true, because: freshly }),
  "cards.siteTemplate": onSite("site:manage", () => ({})),
  "cards.saveTemplate": onSite("site:manage", () => ({ body: "# {{model}}" })),
  "cards.get": onModel("model:read", ofVersion),
  "cards.history": onModel("model:read", ofVersion),
  "cards.diff": onModel("model:read", ({ model }) => ({ from: { reference: `${model}@1` }, to: { reference: `${model}@2` } })),
  "cards.preview": onModel("model:read", ({ model }) => ({ reference: `${model}@1`, body: "# A card" })),
  "cards.template": onModel("model:read", ofVersion),
  "cards.revise": onModel("card:edit", ({ model }) => ({ reference: `${model}@1`, body: "# A card", expected: 0 })),
  "checks.list": onOwn("model:read"),
  "checks.define": onSite("site:manage", () => ({ name: "load" })),
  "checks.describe": onSite("site:manage", () => ({ name: "bias", description: "x" })),
  "checks.retire": onSite("site:manage", () => ({ name: "bias" })),
  "checks.latest": onModel("model:read", ofVersion),
  "checks.report": onModel("check:report", ({ model }) => ({ reference: `${model}@3`, check: "bias", status: "passed" }), { told: "check_not_pinned", because: "Only by a token that is pinned to the check, which may be a service account's of the team, and not by who is behind the version" }),
  "comparisons.compare": onModel("model:read", ofVersions),
  "comparisons.series": onModel("model:read", ({ model }) => ({ references: [`${model}@1`, `${model}@2`], metric: "auc" })),
  "comparisons.files": onModel("model:read", ofVersions),
  "comparisons.tensors": onModel("model:read", ofVersions),
  "deletions.list": onModel("model:read", ofModel),
  "deletions.deleteVersion": onModel("version:delete", ({ model }) => ({ reference: `${model}@4`, reason: because })),
  "deletions.restoreVersion": onModel("version:delete", ({ model }) => ({ model, version: 5 })),
  "deletions.discardDraft": onDraft((_, { draft }) => ({ draft })),
  "deletions.restoreDraft": onHiddenDraft((_, { deletedDraft }) => ({ draft: deletedDraft })),
  "deployments.list": onCatalogue("model:read", "model", { input: () => ({}) }),
  "deployments.get": onModel("model:read", production),
  "deployments.report": onModel("deployment:report", (at) => ({ ...production(at), state: "queued" })),
  "downloads.stats": onModel("model:read", ofVersion),
  "drafts.list": onCatalogue("version:create", "draft", { input: () => ({}) }),
  "drafts.get": onHiddenDraft((_, { draft }) => ({ draft })),
  "drafts.files": onCatalogue("version:create", "draft", { input: (_, { draft }) => ({ draft }), because: `${ownDraft}: it has no files` }),
  "drafts.describe": onDraft((_, { draft }) => ({ draft, metadata: {} })),
  "drafts.removeFile": onDraft((_, { draft }) => ({ draft, path: "mine.bin" })),
  "events.list": onCatalogue("model:read", "model", { input: () => ({ types: ["model.*"] }), because: feedSays }),
  "grants.list": onModel("model:share", ofModel),
  "grants.explain": onModel("model:read", ofModel),
  "grants.set": onModel("model:share", ({ model }) => ({ model, to: { kind: "user", email: "someone@example.com" }, role: "viewer" }), { because: "Whoever shares a model learns whether there is a person or a team of the name that they give" }),
  "grants.remove": onModel("model:share", ({ model, grant }) => ({ model, grant })),
  "grants.setVisibility": onModel("model:share", ({ model }) => ({ model, visibility: "internal" })),
  "identity.status": onOpen(),
  "identity.setUp": onOpen({ input: () => ({ name: "New", email: "new@example.com", password: "long enough pw" }), told: "already_set_up", because: "Only the first visitor of an empty registry" }),
  "identity.whoami": onOwn(null),
  "identity.signOut": onOwn(null, { people: true }),
  "identity.confirmPassword": onOwn(null, { people: true, input: () => ({ password: "correct horse battery" }) }),
  "identity.proofs": onOwn("account:manage"),
  "identity.rename": onOwn("account:manage", { input: () => ({ name: "Another Name" }) }),
  "identity.createUser": onSite("user:manage", () => ({ name: "New", email: "new@example.com", password: "long enough pw" }), { people: true }),
  "invitations.list": onTeam("team:manage", ({ team }) => ({ team })),
  "invitations.create": onTeam("team:manage", ({ team }) => ({ email: "invited@example.com", teams: [{ team, role: "viewer" }] }), { people: true, because: "With a role on the site: user:manage" }),
  "invitations.revoke": onTeam("team:manage", ({ invitation }) => ({ id: invitation }), { people: true }),
  "invitations.read": onOpen({ input: () => ({ secret: "guessed" }), told: "not_found", because: "Who has the link" }),
  "invitations.accept": onOpen({ input: () => ({ secret: "guessed", name: "New", password: "correct horse battery" }), told: "not_found", because: "Who has the link" }),
  "inspect.files": onModel("model:read", ofVersion),
  "inspect.file": onModel("model:read", ({ model }) => ({ reference: `${model}@1`, path: "model.bin" })),
  "inspect.version": onModel("model:read", ofVersion),
  "lineage.of": onModel("model:read", ofVersion),
  "lineage.graph": onModel("model:read", ({ model }) => ({ of: `${model}@1` }), { because: "What was made from or into a version that one may not see is left out, with whatever is reached by way of it alone: neither its name nor that it exists is told" }),
  "lineage.impact": onModel("model:read", ({ model }) => ({ of: `${model}@1` }), { because: "Holds and counts what the caller may see. A dataset or commit exists for whoever sees a version that was made from it" }),
  "lineage.datasets": onOwn("model:read", { input: () => ({}), because: "The datasets of the versions that the caller may see" }),
  "lineage.recalls": onOwn("model:read", { input: () => ({}), because: "The recalls that touch a version which the caller may see; whoever recalls datasets sees all" }),
  "lineage.recall": onModel("model:read", ({ recall }) => ({ id: recall }), { because: "Whoever sees a version that it touches reads why, and the name of the data; a version that they may not see is not named" }),
  "lineage.recallDataset": onSite("dataset:recall", () => ({ dataset: "transactions-2026", reason: because })),
  "lineage.recallVersion": onModel("version:recall", ({ model }) => ({ reference: `${model}@4`, reason: because })),
  "lineage.lift": onModel("version:recall", ({ recall }) => ({ id: recall, reason: because }), { because: "Of a dataset: dataset:recall" }),
  "lineage.recipe": onModel("model:read", ofVersion),
  "lineage.completeness": onModel("model:read", ofVersion),
  "metadataSchemas.effective": onModel("model:read", ofModel),
  "metadataSchemas.get": onModel("model:read", schemaOf, { because: "Whoever sees a team or a model reads its schema, and everybody that of all models" }),
  "metadataSchemas.history": onModel("model:read", schemaOf),
  "metadataSchemas.preview": onModel("model:read", (at) => ({ ...schemaOf(at), schema: {} }), { because: "Tries versions alone that the caller may see" }),
  "metadataSchemas.try": onModel("model:read", ({ model }) => ({ model, metadata: {} })),
  "metadataSchemas.save": onModel("schema:manage", (at) => ({ ...schemaOf(at), schema: {}, note: "x", expected: 0 }), { because: "For all models: site:manage" }),
  "metadataSchemas.remove": onModel("schema:manage", (at) => ({ ...schemaOf(at), note: "x", expected: 0 }), { told: "not_found", because: "For all models: site:manage" }),
  "models.get": onModel("model:read", ofModel),
  "models.overview": onModel("model:read", ofModel),
  "models.create": onTeam("model:create", ({ team }) => ({ model: `${team}/new` })),
  "models.describe": onModel("model:describe", ({ model }) => ({ model, description: "changed" })),
  "notifications.list": onOwn("model:read", { input: () => ({}), because: "What the caller was told of, where they may see the model now" }),
  "notifications.count": onOwn("model:read"),
  "notifications.markRead": onOwn("model:read", { input: () => ({ id: "01a215ac-0000-7000-8000-000000000000" }), told: "not_found", because: "The caller's own" }),
  "notifications.muteState": onModel("model:read", ({ promotion }) => ({ promotion })),
  "notifications.mute": onModel("promotion:comment", ({ promotion }) => ({ promotion }), { holds: ["model:read"], because: "For the caller alone" }),
  "notifications.unmute": onModel("promotion:comment", ({ promotion }) => ({ promotion }), { holds: ["model:read"], because: "For the caller alone" }),
  "notifications.choices": onOwn("model:read"),
  "notifications.choose": onOwn("account:manage", { input: () => ({ choices: [{ kind: "commented", inApp: true, mail: "off" }] }), because: "Never by a token: no scope is account:manage" }),
  "passwords.mails": onOpen(),
  "passwords.makeLink": onSite("user:manage", ({ author }) => ({ user: author }), { because: freshly }),
  "passwords.askForLink": onOpen({ input: () => ({ email: "someone@example.com" }), told: "invalid_input", because: "Answers the same whether there is such an account" }),
  "passwords.readLink": onOpen({ input: () => ({ secret: "guessed" }), told: "not_found", because: "Who has the link" }),
  "passwords.reset": onOpen({ input: () => ({ secret: "guessed", password: "correct horse battery" }), told: "not_found", because: "Who has the link" }),
  "passwords.change": onOwn("account:manage", { input: () => ({ current: "correct horse battery", password: "another horse entirely" }) }),
  "pointers.resolve": onModel("model:read", ({ model }) => ({ reference: `${model}@production` })),
  "pointers.moves": onModel("model:read", ofModel),
  "pointers.history": onModel("model:read", ofModel),
  "pointers.liveAt": onModel("model:read", ({ model }) => ({ model, at: new Date().toISOString() })),
  "pointers.setAlias": onModel("alias:move", ({ model }) => ({ model, alias: "champion", version: 2 })),
  "pointers.removeAlias": onModel("alias:move", ({ model }) => ({ model, alias: "champion" })),
  "policies.effective": onModel("model:read", production),
  "policies.list": onCatalogue("model:read", "model", { input: () => ({}) }),
  "policies.versions": onModel("model:read", policyOf),
  "policies.preview": onModel("model:read", (at) => ({ ...policyOf(at), rules: {} }), { because: "Counts the people of those teams alone that the caller may see, or that may sign" }),
  "policies.simulate": onModel("model:read", (at) => ({ ...policyOf(at), rules: {} }), { because: "Counts the people of those teams alone that the caller may see, or that may sign" }),
  "policies.save": onModel("policy:manage", (at) => ({ ...policyOf(at), mode: "enforce", rules: {}, note: "x", expected: 1 }), { because: "For all models: site:manage" }),
  "promotions.list": onCatalogue("model:read", "model", { input: () => ({ filter: "all" }) }),
  "promotions.waiting": onOwn("model:read", { because: "Counts what the caller may see" }),
  "promotions.get": onModel("model:read", ofPromotion),
  "promotions.pulse": onModel("model:read", ofPromotion),
  "promotions.request": onModel("promotion:request", ({ model }) => ({ reference: `${model}@4`, stage: "staging", reason: because })),
  "promotions.requestRemoval": onModel("promotion:request", (at) => ({ ...production(at), reason: because })),
  "promotions.submit": onModel("promotion:request", ({ draftPromotion }) => ({ id: draftPromotion }), { makeOwn: "draft promotion", because: "The requester alone" }),
  "promotions.describe": onModel("promotion:request", ({ promotion }) => ({ id: promotion, reason: "y" }), { makeOwn: "promotion", because: "The requester alone" }),
  "promotions.withdraw": onModel("promotion:request", ofPromotion, { makeOwn: "promotion", holds: ["model:read"], because: "The requester, whatever their role has become, or a maintainer of the team" }),
  "promotions.reject": onModel("promotion:moderate", ({ promotion }) => ({ id: promotion, reason: because })),
  "promotions.applyNow": onModel("promotion:request", ofPromotion, { told: "promotion_blocked" }),
  "promotions.bypass": onModel("promotion:bypass", ({ promotion }) => ({ id: promotion, reason: because }), { people: true, because: "With a fresh password, and by nobody who requested it or made the version" }),
  "promotions.rollbackTargets": onModel("model:read", production),
  "promotions.rollback": onModel("promotion:rollback", (at) => ({ ...production(at), reason: because })),
  "reviews.review": onModel("promotion:review", ({ promotion, evidenceDigest }) => ({ id: promotion, verdict: "approve", evidenceDigest }), { because: "Nobody who requested it or made the version" }),
  "reviews.dismiss": onModel("promotion:moderate", ({ promotion, review }) => ({ id: promotion, review, reason: because })),
  "reviews.ask": onModel("promotion:comment", (at) => ({ id: at.promotion, people: [at.reviewer] }), { holds: ["promotion:review"], because: "The requester, or who may review. Whoever asks learns whether there is a team of the name that they give" }),
  "reviews.mentionable": onModel("promotion:comment", ({ promotion }) => ({ id: promotion }), { because: "People who may see the model, of those whom the caller has to do with" }),
  "reviews.comment": onModel("promotion:comment", ({ promotion }) => ({ id: promotion, body: "x" })),
  "reviews.edit": onModel("promotion:comment", ({ comment }) => ({ comment, body: "y" }), { makeOwn: "comment", because: "The author alone" }),
  "reviews.resolve": onModel("promotion:comment", ({ comment }) => ({ thread: comment }), { holds: ["promotion:review", "promotion:request"], because: "Who began the thread, or who may review or request promotions" }),
  "runtime.of": onModel("model:read", ofModel),
  "runtime.checkIn": onModel("runtime:report", ({ model }) => ({ model, version: 1, service: "scoring", instance: "a" })),
  "search.find": onCatalogue("model:read", "model", { input: () => ({}) }),
  "search.facets": onOwn("model:read", { input: () => ({}), because: "Counts what the caller may see" }),
  "search.complete": onOwn("model:read", { input: () => ({ query: "team:", at: 5 }), because: "What stands in what the caller may see" }),
  "search.views.list": onOwn("model:read", { because: "The caller's own, and those of teams that they see" }),
  "search.views.save": onOwn("model:read", { input: () => ({ name: "mine", query: "tag:nlp", layout: {} }), because: "Shared with a team: view:share" }),
  "search.views.remove": onOwn("model:read", { input: () => ({ id: "01a215ac-0000-7000-8000-000000000000" }), told: "not_found", because: "One's own, or one of a team with view:share" }),
  "secondFactor.status": onOwn("account:manage"),
  "secondFactor.begin": onOwn("account:manage"),
  "secondFactor.confirm": onOwn("account:manage", { input: () => ({ code: "000000" }), told: "already_exists" }),
  "secondFactor.renewCodes": onOwn("account:manage", { input: () => ({ code: "000000", password: "correct horse battery" }), told: "invalid_input" }),
  "secondFactor.disable": onOwn("account:manage", { input: () => ({ code: "000000", password: "correct horse battery" }), told: "invalid_input" }),
  "secondFactor.remove": onSite("user:manage", ({ author }) => ({ user: author }), { because: freshly, told: "not_found" }),
  "serviceAccounts.list": onTeam("model:read", ({ team }) => ({ team })),
  "serviceAccounts.get": onTeam("model:read", ({ team, machineName }) => ({ team, name: machineName })),
  "serviceAccounts.create": onTeam("service:manage", ({ team }) => ({ team, name: "trainer" })),
  "serviceAccounts.describe": onTeam("service:manage", ({ machine }) => ({ account: machine, description: "x", role: "viewer" })),
  "serviceAccounts.retire": onTeam("service:manage", ({ machine }) => ({ account: machine, reason: because })),
  "sessions.list": onOwn("account:manage"),
  "sessions.end": onOwn("account:manage", { input: ({ machine }) => ({ session: machine }), told: "not_found", because: "The caller's own" }),
  "sessions.endOthers": onOwn("account:manage"),
  "sessions.ofUser": onSite("user:manage", ({ author }) => ({ user: author })),
  "sessions.endOfUser": onSite("user:manage", ({ author }) => ({ user: author, session: author }), { told: "not_found" }),
  "sessions.endAllOfUser": onSite("user:manage", ({ author }) => ({ user: author })),
  "settings.signInWays": onOpen(),
  "settings.site": onSite("site:manage"),
  "settings.change": onSite("site:manage", () => ({ name: "Models", defaultVisibility: "private", freeTags: true, passwordSignIn: true, makesAccounts: true, sessionHours: 168, adminsNeedSecondFactor: false }), { people: true }),
  "singleSignOn.status": onSite("user:manage", () => ({ origin: "https://models.example.com" })),
  "singleSignOn.mappings": onSite("user:manage"),
  "singleSignOn.addMapping": onSite("user:manage", () => ({ gives: "site", group: "ops", siteRole: "auditor" })),
  "singleSignOn.removeMapping": onSite("user:manage", ({ promotion }) => ({ id: promotion }), { told: "not_found" }),
  "singleSignOn.unlink": onSite("user:manage", ({ author }) => ({ userId: author }), { told: "not_found" }),
  "stages.list": onOwn("model:read"),
  "stages.kept": onSite("site:manage"),
  "stages.create": onSite("site:manage", () => ({ name: "edge" })),
  "stages.change": onSite("site:manage", () => ({ name: "staging", description: "x" })),
  "stages.reorder": onSite("site:manage", () => ({ names: ["production", "staging", "spare"] })),
  "stages.retire": onSite("site:manage", () => ({ name: "spare", reason: because })),
  "storage.overview": onSite("site:manage"),
  "storage.team": onTeam("model:read", ({ team }) => ({ team })),
  "storage.change": onSite("site:manage", () => ({ restoreDays: 1, draftDays: 1, graceHours: 1, quotaBytes: null })),
  "storage.setQuota": onSite("site:manage", ({ team }) => ({ team, quotaBytes: null })),
  "storage.collect": onSite("site:manage", () => ({ dryRun: true })),
  "tags.list": onOwn("model:read", { because: "How often a tag is used is told to those alone who see every model" }),
  "tags.marks": onOwn("model:read"),
  "tags.groups": onOwn("model:read"),
  "tags.suggest": onModel("model:tag", ({ model }) => ({ model }), { because: "Without a model: what the caller may apply on some" }),
  "tags.check": onModel("model:tag", ({ model }) => ({ model, tags: ["spotted"] }), { because: "Without a model: what the caller may apply on some" }),
  "tags.assign": onModel("model:tag", ({ model }) => ({ models: [model], add: ["spotted"] }), { because: "Who may apply a tag of the vocabulary, administrators decide" }),
  "tags.free": onSite("site:manage", () => ({})),
  "tags.touched": onSite("site:manage", () => ({ name: "known" })),
  "tags.saveGroup": onSite("site:manage", () => ({ name: "kinds", description: "x" })),
  "tags.renameGroup": onSite("site:manage", () => ({ name: "kinds", to: "sorts" })),
  "tags.removeGroup": onSite("site:manage", () => ({ name: "kinds" })),
  "tags.create": onSite("site:manage", () => ({ name: "fresh" })),
  "tags.change": onSite("site:manage", () => ({ name: "known", description: "x" })),
  "tags.rename": onSite("site:manage", () => ({ name: "known", to: "well-known" })),
  "tags.merge": onSite("site:manage", () => ({ name: "known", into: "other" })),
  "tags.remove": onSite("site:manage", () => ({ name: "known" })),
  "teams.list": onCatalogue("model:read", "team"),
  "teams.get": onTeam("model:read", ({ team }) => ({ team })),
  "teams.rename": onTeam("team:manage", ({ team }) => ({ team, name: "Another Name" })),
  "teams.create": onSite("site:manage", () => ({ slug: "new", name: "New" })),
  "teams.members": onTeam("model:read", ({ team }) => ({ team })),
  "teams.setMember": onTeam("team:manage", ({ team }) => ({ team, email: "someone@example.com", role: "viewer" }), { because: "Whoever adds somebody learns whether there is a person of the address that they give" }),
  "teams.removeMember": onTeam("team:manage", ({ team, author }) => ({ team, userId: author })),
  "tokens.list": onOwn("account:manage"),
  "tokens.listAll": onSite("user:manage", () => ({})),
  "tokens.preview": onOwn("account:manage", { input: () => ({ models: ["*"] }) }),
  "tokens.rotate": onOwn("account:manage", { input: (_, { token }) => ({ id: token }), because: "The caller's own, or of a service account of a team whose service:manage they hold" }),
  "tokens.create": onOwn("account:manage", { input: () => ({ name: "x", scopes: ["model:read"], expiresInDays: 1 }), because: "Never by a token: no scope is account:manage" }),
  "tokens.revoke": onOwn("account:manage", { input: (_, { token }) => ({ id: token }), because: "The caller's own" }),
  "uploads.open": onDraft((_, { draft }) => ({ draft, files: [{ path: "x", size: 1 }] })),
  "uploads.get": onHiddenDraft((_, { upload }) => ({ upload })),
  "uploads.list": onCatalogue("version:create", "draft", { input: (_, { draft }) => ({ draft }), because: `${ownDraft}: it has no uploads` }),
  "uploads.cancel": onDraft((_, { draft }) => ({ draft })),
  "versions.list": onCatalogue("model:read", "model", { input: ofModel, because: "A model that one may not see has no versions" }),
  "versions.get": onModel("model:read", ofVersion),
  "versions.metricHistory": onModel("model:read", ofModel),
  "versions.files": onModel("model:read", ofVersion),
  "versions.preview": onModel("model:read", ({ model }) => ({ reference: `${model}@1`, path: "model.bin" })),
  "versions.novelSizes": onOwn("version:create", { input: () => ({ sizes: [123_456] }), because: "Tells of the sizes of those bytes alone that the caller can read" }),
  "versions.archive": onModel("version:delete", ({ model }) => ({ reference: `${model}@4`, reason: because })),
  "versions.unarchive": onModel("version:delete", ({ model }) => ({ reference: `${model}@6` })),
  "versions.draft": onModel("version:create", ({ model }) => ({ model, metadata: metadataExample }), { creates: true, because: "Of a model that does not exist yet: model:create in its team" }),
  "versions.register": onModel("version:create", ({ model }) => ({ id: randomUUID(), model, metadata: metadataExample, files: [{ path: "a", size: 9, sha256: firstWeights }] }), { creates: true, because: "Of a model that does not exist yet: model:create in its team" }),
  "versions.attach": onDraft((_, { draft }) => ({ draft, files: [{ path: "a", size: 3, sha256: "0".repeat(64) }] })),
  "versions.finalize": onDraft((_, { draft }) => ({ draft, files: 1 })),
  "watching.pointers": onModel("model:read", ({ model }) => ({ references: [`${model}@production`] }), { because: "Ends within seconds when the model is no longer seen" }),
  "watching.changes": onOwn("model:read", { because: "Names the models that the caller may see, and no others" }),
  "webhooks.list": onModel("webhook:manage", placeOf, { because: ofAllModels }),
  "webhooks.get": onModel("webhook:manage", ofWebhook, { because: ofAllModels }),
  "webhooks.create": onModel("webhook:manage", (at) => ({ ...placeOf(at), name: "ci", target: { kind: "generic", url: "https://ci.example.com" }, events: ["*"] }), { because: ofAllModels }),
  "webhooks.change": onModel("webhook:manage", (at) => ({ ...ofWebhook(at), name: "renamed" }), { because: ofAllModels }),
  "webhooks.rotate": onModel("webhook:manage", ofWebhook, { because: ofAllModels }),
  "webhooks.pause": onModel("webhook:manage", ofWebhook, { because: ofAllModels }),
  "webhooks.resume": onModel("webhook:manage", ofWebhook, { because: ofAllModels, told: "already_exists" }),
  "webhooks.remove": onModel("webhook:manage", ofWebhook, { because: ofAllModels }),
  "webhooks.test": onModel("webhook:manage", ofWebhook, { because: ofAllModels }),
  "webhooks.deliveries": onModel("webhook:manage", ofWebhook, { because: ofAllModels }),
  "webhooks.delivery": onModel("webhook:manage", ({ delivery }) => ({ id: delivery }), { because: ofAllModels }),
  "webhooks.redeliver": onModel("webhook:manage", ({ delivery }) => ({ delivery }), { because: ofAllModels }),
  "webhooks.redeliverRange": onModel("webhook:manage", (at) => ({ ...ofWebhook(at), firstEvent: 1 }), { because: ofAllModels }),
};

const signedAddress = "A signed address, which the file router gives to whoever opened the upload; what they may do is asked anew when the bytes are here";

const lineageEvent = (model: string) => ({ eventType: "COMPLETE", eventTime: "2026-05-03T10:00:00Z", run: { runId: "asked" }, job: { namespace: "matrix", name: "train" }, outputs: [{ namespace: "countersign", name: `${model}@1` }] });

/** Every route of server/http.ts but that of the procedures, by the way it is told apart there. */
export const routes: Record<string, Row> = {
  "GET /health": onOpen({ input: () => ["GET /health"] }),
  "GET /ready": onOpen({ input: () => ["GET /ready"] }),
  "GET /metrics": onOpen({ input: () => ["GET /metrics"], told: "not_found", because: "For whoever sends COUNTERSIGN_METRICS_TOKEN; where that is not set there is no such address" }),
  "PUT /api/drafts/{draft}/files/{path}": onDraft((_, { draft }) => [`PUT /api/drafts/${draft}/files/a.bin`, "bytes"]),
  "POST /api/drafts/{draft}/files": onDraft((_, { draft }) => [`POST /api/drafts/${draft}/files`, "tar"]),
  "HEAD /api/uploads/{upload}": onHiddenDraft((_, { upload }) => [`HEAD /api/uploads/${upload}`]),
  "PUT /api/uploads/{upload}": onHiddenDraft((_, { upload }) => [`PUT /api/uploads/${upload}`, "bytes"]),
  "POST /api/uploads/{upload}/parts": onHiddenDraft((_, { upload }) => [`POST /api/uploads/${upload}/parts`, { parts: [1] }], { told: "invalid_input" }),
  "POST /api/uploads/{upload}/complete": onHiddenDraft((_, { upload }) => [`POST /api/uploads/${upload}/complete`, {}], { told: "invalid_input" }),
  "GET /api/uploadthing": onOpen({ input: () => ["GET /api/uploadthing"], because: "Which kinds of files the router takes" }),
  "POST /api/uploadthing": onDraft((_, { draft }) => ["POST /api/uploadthing?actionType=upload&slug=versionFiles", { input: { draft, files: [{ path: "b.bin", size: 1 }] }, files: [{ name: "b.bin", size: 1, type: "" }] }]),
  "HEAD /ingest/{key}": onOpen({ input: () => ["HEAD /ingest/guessed?expires=99999999999999&x-ut-identifier=a&x-ut-file-name=a&x-ut-file-size=1&signature=hmac-sha256%3D00"], told: "forbidden", because: signedAddress }),
  "PUT /ingest/{key}": onOpen({ input: () => ["PUT /ingest/guessed?expires=99999999999999&x-ut-identifier=a&x-ut-file-name=a&x-ut-file-size=1&signature=hmac-sha256%3D00", "bytes"], told: "forbidden", because: signedAddress }),
  "GET /api/references/{reference}": onModel("model:read", ({ model }) => [`GET /api/references/${model}@1`]),
  "GET /api/history/{team}/{model}": onModel("model:read", ({ model }) => [`GET /api/history/${model}`]),
  "GET /api/events": onCatalogue("model:read", "model", { input: () => ["GET /api/events?types=model.*"], because: feedSays }),
  "GET /api/compare": onModel("model:read", ({ model }) => [`GET /api/compare?versions=${model}@1,${model}@2&format=csv`]),
  "GET /api/promotions/{id}": onModel("model:read", ({ promotion }) => [`GET /api/promotions/${promotion}`]),
  "POST /api/checks": onModel("check:report", ({ model }) => ["POST /api/checks", { reference: `${model}@3`, check: "bias", status: "passed" }], { told: "check_not_pinned", because: "As `checks.report`" }),
  "POST /api/deployments/{id}/reports": onModel("deployment:report", ({ deployment }) => [`POST /api/deployments/${deployment}/reports`, { state: "queued" }]),
  "POST /api/deployments/reports": onModel("deployment:report", (at) => ["POST /api/deployments/reports", { ...production(at), state: "queued" }], { because: "The latest one of a model's stage" }),
  "POST /api/runtime": onModel("runtime:report", ({ model }) => ["POST /api/runtime", { model, version: 1, service: "scoring", instance: "a" }]),
  "POST /api/lineage": onModel("version:create", ({ model }) => ["POST /api/lineage", lineageEvent(model)]),
  "POST /api/v1/lineage": onModel("version:create", ({ model }) => ["POST /api/v1/lineage", lineageEvent(model)], { because: "The same, where OpenLineage's clients send to" }),
  "GET /api/versions/{reference}/bom": onModel("model:read", ({ model }) => [`GET /api/versions/${model}@1/bom`]),
  "GET /api/versions/{reference}/recipe.json": onModel("model:read", ({ model }) => [`GET /api/versions/${model}@1/recipe.json`]),
  "GET /api/versions/{reference}/recipe.sh": onModel("model:read", ({ model }) => [`GET /api/versions/${model}@1/recipe.sh`]),
  "GET /api/audit": onSite("audit:read", () => ["GET /api/audit"]),
  "GET /api/audit/checkpoints": onSite("audit:read", () => ["GET /api/audit/checkpoints"]),
  "GET /api/audit/key": onSite("audit:read", () => ["GET /api/audit/key"]),
  "GET /files/{team}/{model}/{selector}/{path}": onModel("model:read", ({ model }) => [`GET /files/${model}/1/model.bin`]),
  "GET /files/{team}/{model}/{selector}.tar": onModel("model:read", ({ model }) => [`GET /files/${model}/1.tar`]),
};

/** What in server/http.ts tells a route apart, so that one without a line above is found. */
export const told: Record<string, readonly string[]> = {
  '"/health"': ["GET /health"],
  '"/ready"': ["GET /ready"],
  '"/metrics"': ["GET /metrics"],
  '"/api/trpc/"': [],
  "/^\\/api\\/drafts\\/([^/]+)\\/files\\/(.+)$/s": ["PUT /api/drafts/{draft}/files/{path}"],
  "/^\\/api\\/drafts\\/([^/]+)\\/files$/": ["POST /api/drafts/{draft}/files"],
  "/^\\/api\\/uploads\\/([^/]+)(?:\\/(parts|complete))?$/": ["HEAD /api/uploads/{upload}", "PUT /api/uploads/{upload}", "POST /api/uploads/{upload}/parts", "POST /api/uploads/{upload}/complete"],
  routerPath: ["GET /api/uploadthing", "POST /api/uploadthing"],
  ingestPath: ["HEAD /ingest/{key}", "PUT /ingest/{key}"],
  '"/api/references/"': ["GET /api/references/{reference}"],
  "/^\\/api\\/history\\/([^/]+)\\/([^/]+)$/": ["GET /api/history/{team}/{model}"],
  '"/api/events"': ["GET /api/events"],
  '"/api/compare"': ["GET /api/compare"],
  "/^\\/api\\/promotions\\/([^/]+)$/": ["GET /api/promotions/{id}"],
  "/^\\/api\\/versions\\/(.+)\\/(bom|recipe\\.json|recipe\\.sh)$/s": ["GET /api/versions/{reference}/bom", "GET /api/versions/{reference}/recipe.json", "GET /api/versions/{reference}/recipe.sh"],
  '"/api/lineage"': ["POST /api/lineage"],
  '"/api/v1/lineage"': ["POST /api/v1/lineage"],
  '"/api/checks"': ["POST /api/checks"],
  "/^\\/api\\/audit(?:\\/(checkpoints|key))?$/": ["GET /api/audit", "GET /api/audit/checkpoints", "GET /api/audit/key"],
  "/^\\/api\\/deployments(?:\\/([^/]+))?\\/reports$/": ["POST /api/deployments/{id}/reports", "POST /api/deployments/reports"],
  '"/api/runtime"': ["POST /api/runtime"],
  '"/files/"': ["GET /files/{team}/{model}/{selector}/{path}", "GET /files/{team}/{model}/{selector}.tar"],
  // Sign-in and pages: Next's.
  '"/api/auth/"': [],
  '"/api/auth/signout"': [],
  '"/api/"': [],
  '"/"': [],
};
