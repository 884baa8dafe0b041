import { z } from "zod";
import { reportStatuses } from "../checks/schema.ts";
import { reportedStates } from "../deployments/schema.ts";
import { personSchema } from "../identity/schema.ts";
import { visibilities } from "../models/schema.ts";
import { policyModes, policyScopeSchema } from "../policies/schema.ts";
import { promotionKinds } from "../promotions/schema.ts";
import { verdicts } from "../reviews/schema.ts";
import { teamRoles } from "../teams/schema.ts";
import type { EventType } from "./schema.ts";

/** The version of this catalogue. Within one, types and fields are only added. */
export const catalogueVersion = 1;

/** What an event hangs on. Who may see that hears of it. */
export type Subject = "model" | "version" | "promotion" | "team" | "site";

export const subjectMeanings: Record<Subject, string> = {
  model: "the model in `model`; `subject` is the model, or `team/model@alias`",
  version: "a version of the model in `model`; `subject` is `team/model@7`",
  promotion: "a promotion of the model in `model`; `subject` is its id, or `team/model@stage` where a stage was moved",
  team: "a team; `subject` is its slug",
  site: "the whole registry, or what is narrower and told in `data`; `subject` is the name of the stage, tag, check, dataset …",
};

function event<const On extends Subject, Shape extends z.ZodRawShape>(on: On, meaning: string, shape: Shape) {
  return { on, meaning, data: z.object(shape) };
}

const number = z.number().int();
const instant = z.iso.datetime();
const version = { version: number };
/** What a pointer names: a version by its number and its digest. */
const named = z.object({ version: number, digest: z.string() }).nullable();
const change = <Value extends z.ZodType>(value: Value) => z.object({ from: value.nullable(), to: value.nullable() });
const text = change(z.string()).optional();
const given = z.object({ role: z.enum(teamRoles), until: instant.nullable() });
const holder = z.discriminatedUnion("kind", [z.object({ kind: z.literal("user"), id: z.string(), name: z.string() }), z.object({ kind: z.literal("team"), team: z.string() })]);
const tagged = { added: z.array(z.string()), removed: z.array(z.string()) };
const touched = { models: number, versions: number };

const promotion = {
  promotion: z.string(),
  kind: z.enum(promotionKinds),
  stage: z.string(),
  /** The version that it is about, and its digest. */
  version: number,
  digest: z.string(),
  requester: personSchema,
};
const round = { round: number };
const evidence = { evidenceDigest: z.string() };
const because = { reason: z.string().optional() };
const sources = { policy: z.array(z.object({ scope: policyScopeSchema, version: number, mode: z.enum(policyModes) })) };
const applied = { ...promotion, from: number.nullable(), to: number.nullable(), ...evidence, ...sources, wouldHaveBlocked: z.array(z.string()).optional() };

const recall = {
  recall: z.string(),
  reason: z.string(),
  /** Of this model: how many versions, the newest of them, the stages that name one, and its undecided promotions. */
  versions: number.optional(),
  numbers: z.array(number).optional(),
  live: z.array(z.string()).optional(),
  open: number.optional(),
  inAll: z.object(touched).optional(),
};

const deployment = {
  deployment: z.string(),
  promotion: z.string(),
  stage: z.string(),
  /** What is to run, and its digest; null where the stage is to name nothing. */
  version: number.nullable(),
  digest: z.string().nullable(),
  /** What the stage named before. */
  replaces: number.nullable(),
  /** Whether the stage is moved only once it has succeeded. */
  gates: z.boolean(),
};
const ended = { ...deployment, environment: z.string(), because: z.string() };
const failed = { ...ended, backTo: number.nullable().optional(), stays: z.string().nullable().optional() };

/**
 * Every event that is told outside: what it means, what it hangs on, and its data. What a schema does not name does not leave
 * the registry. docs/events.md is written from this.
 */
export const catalogue = {
  "model.created": event("model", "A model was created.", {}),
  "model.described": event("model", "A model's description was changed.", { description: text }),
  "model.visibility_changed": event("model", "It was decided who sees a model.", { from: z.enum(visibilities), to: z.enum(visibilities) }),
  "model.tagged": event("model", "Tags were added to a model, or removed.", tagged),

  "version.registered": event("version", "A version was registered: it has its number and never changes.", { ...version, digest: z.string(), files: number, bytes: number }),
  "version.tagged": event("version", "Tags were added to a version, or removed.", { ...version, ...tagged }),
  "version.archived": event("version", "A version was retired: it goes to no stage any more.", { ...version, digest: z.string(), reason: z.string() }),
  "version.unarchived": event("version", "A version was taken out of the archive.", { ...version, digest: z.string() }),
  "version.deleted": event("version", "A version was deleted; it can be restored for a time.", { ...version, digest: z.string(), reason: z.string() }),
  "version.restored": event("version", "A deleted version was brought back.", { ...version, digest: z.string() }),
  "version.purged": event("version", "The files of a deleted version were given up, for good.", version),
  "card.revised": event("version", "The card of a version was revised.", { ...version, revision: number, note: z.string().optional() }),
  "lineage.reported": event("version", "A pipeline told what came of what.", {
    version: number.optional(),
    run: z.string(),
    job: z.string(),
    type: z.string(),
    data: number.optional(),
    code: number.optional(),
    runs: number.optional(),
    parents: number.optional(),
  }),
  "check.reported": event("version", "A check of a version was reported.", {
    ...version,
    check: z.string(),
    status: z.enum(reportStatuses),
    run: z.string().nullable(),
    /** Whether it is what counts now; a later run was reported before where it is not. */
    counts: z.boolean(),
    summary: z.string().optional(),
    url: z.string().optional(),
    numbers: z.record(z.string(), z.number()),
  }),

  "alias.set": event("model", "An alias was pointed at a version.", { alias: z.string(), from: named, to: named }),
  "alias.removed": event("model", "An alias was removed.", { alias: z.string(), from: named, to: named }),
  "stage.moved": event("promotion", "A stage names another version now, or none: what follows it has to be changed.", {
    stage: z.string(),
    from: named,
    to: named,
    promotion: z.string(),
    kind: z.enum(promotionKinds),
    bypassed: z.boolean(),
  }),

  "promotion.requested": event("promotion", "A promotion was requested, perhaps as a draft.", { ...promotion, reason: z.string(), notBefore: instant.optional() }),
  "promotion.described": event("promotion", "Its reason, or the time before which it is not applied, was changed.", { ...promotion, reason: z.string(), notBefore: instant.nullable() }),
  "promotion.submitted": event("promotion", "It was submitted for review.", { ...promotion, ...evidence, ...sources, expiresAt: instant }),
  "promotion.reviewed": event("promotion", "Somebody gave their verdict.", { ...promotion, ...round, ...evidence, review: z.string(), verdict: z.enum(verdicts) }),
  "promotion.review_dismissed": event("promotion", "A verdict was set aside.", { ...promotion, review: z.string(), reviewer: z.string(), verdict: z.enum(verdicts), reason: z.string() }),
  "promotion.reviewers_asked": event("promotion", "People or teams were asked for their review.", { ...promotion, ...round, people: z.array(z.string()), teams: z.array(z.string()) }),
  "promotion.commented": event("promotion", "Something was said about it.", { ...promotion, comment: z.string(), thread: z.string().optional(), mentions: z.array(z.string()) }),
  "promotion.comment_edited": event("promotion", "What was said was changed.", { ...promotion, comment: z.string(), mentions: z.array(z.string()) }),
  "promotion.thread_resolved": event("promotion", "A thread was resolved.", { ...promotion, thread: z.string() }),
  "promotion.thread_reopened": event("promotion", "A resolved thread was opened again.", { ...promotion, thread: z.string() }),
  "promotion.approved": event("promotion", "Everything that the policy demands is there.", { ...promotion, ...round }),
  "promotion.reopened": event("promotion", "Something that the policy demands is missing again.", { ...promotion, ...round }),
  "promotion.scheduled": event("promotion", "It is approved, and will be applied at a time.", { ...promotion, appliesAt: instant }),
  "promotion.evidence_changed": event("promotion", "What is signed has changed: earlier approvals do not count.", { ...promotion, ...round, ...evidence, because: z.string() }),
  "promotion.withdrawn": event("promotion", "It was taken back.", { ...promotion, ...because }),
  "promotion.rejected": event("promotion", "It was rejected for good.", { ...promotion, ...because }),
  "promotion.expired": event("promotion", "Its time was over.", { ...promotion, ...because }),
  "promotion.superseded": event("promotion", "Another one took its place.", { ...promotion, by: z.string() }),
  "promotion.failed": event("promotion", "It can't be applied any more.", { ...promotion, ...because }),
  "promotion.applied": event("promotion", "It was applied.", applied),
  "promotion.bypassed": event("promotion", "It was applied over what stood in its way.", { ...applied, reason: z.string(), overridden: z.array(z.string()) }),

  "deployment.opened": event("promotion", "A version is to be deployed, or taken out: what starts a pipeline, also where the stage waits for it.", { ...deployment, deadlineAt: instant.nullable() }),
  "deployment.reported": event("promotion", "A pipeline reported how a deployment goes.", {
    ...deployment,
    state: z.enum(reportedStates),
    environment: z.string(),
    /** Whether it said anything new; the digest that is served, and whether that is another version's. */
    counts: z.boolean(),
    served: z.string().nullable(),
    isWrong: z.boolean(),
    summary: z.string().optional(),
    url: z.string().optional(),
    logUrl: z.string().optional(),
  }),
  "deployment.succeeded": event("promotion", "A deployment succeeded.", ended),
  "deployment.failed": event("promotion", "A deployment failed, or nobody reported in time. `backTo` is what the stage goes back to by itself.", failed),
  "deployment.rolled_back": event("promotion", "What was deployed was taken back.", failed),
  "deployment.superseded": event("promotion", "The stage was moved again before it ended.", { ...deployment, because: z.string() }),
  "runtime.changed": event("version", "An instance of a service has loaded another version, or follows another stage.", {
    ...version,
    digest: z.string(),
    from: number.nullable(),
    service: z.string(),
    instance: z.string(),
    stage: z.string().nullable(),
    environment: z.string(),
  }),

  "recall.raised": event("site", "A version or a dataset was recalled; each model that it touches has an event of its own.", recall),
  "recall.lifted": event("site", "A recall was lifted; each model that it touched has an event of its own.", recall),

  "grant.set": event("model", "Somebody was given a role on a model.", { to: holder, from: given.nullable(), now: given }),
  "grant.removed": event("model", "A role on a model was taken back.", { to: holder, from: given }),
  "team.created": event("team", "A team was created.", { team: z.string(), name: z.string() }),
  "team.renamed": event("team", "A team is shown by another name.", { team: z.string(), from: z.string(), to: z.string() }),
  "member.set": event("team", "Somebody became a member of a team, or has another role there.", { team: z.string(), member: personSchema, from: z.enum(teamRoles).nullable(), to: z.enum(teamRoles) }),
  "member.removed": event("team", "Somebody is no member of a team any more.", { team: z.string(), member: personSchema, from: z.enum(teamRoles) }),

  "policy.saved": event("site", "What a stage demands was changed, for all models, a team or a model.", { stage: z.string(), scope: policyScopeSchema, version: number, mode: z.enum(policyModes), note: z.string() }),
  "metadata_schema.saved": event("site", "What metadata versions need was changed, for all models, a team or a model.", { scope: policyScopeSchema, version: number, note: z.string() }),
  "card_template.saved": event("site", "What new cards begin with was changed.", { builtIn: z.boolean() }),
  "stage.created": event("site", "A stage was added.", { description: z.string() }),
  "stage.changed": event("site", "A stage was described anew.", { description: text }),
  "stage.retired": event("site", "A stage was taken out of use.", { reason: z.string(), failed: number }),
  "stages.reordered": event("site", "The stages were put into another order.", { order: z.array(z.string()) }),
  "check.defined": event("site", "A check that pipelines report was defined.", { description: z.string() }),
  "check.described": event("site", "A check was described anew.", { description: text }),
  "check.retired": event("site", "A check was taken out of use.", {}),
  "tag_group.saved": event("site", "A group of tags was added or changed.", {}),
  "tag_group.renamed": event("site", "A group of tags has another name, and so have its tags on everything that bears them.", { to: z.string(), tags: number, ...touched }),
  "tag_group.removed": event("site", "A group of tags was removed.", {}),
  "tag.created": event("site", "A tag was taken into the vocabulary.", { color: z.string() }),
  "tag.changed": event("site", "A tag was changed.", { description: text, color: text }),
  "tag.renamed": event("site", "A tag has another name, on everything that bears it.", { to: z.string(), ...touched }),
  "tag.merged": event("site", "A tag was merged into another.", { into: z.string(), replace: z.boolean(), ...touched }),
  "tag.removed": event("site", "A tag was taken off everything.", touched),
} as const satisfies Partial<Record<EventType, { on: Subject; meaning: string; data: z.ZodObject }>>;

/** A type of event that is told outside. */
export type PublicType = keyof typeof catalogue;
export const publicTypes = Object.keys(catalogue) as [PublicType, ...PublicType[]];

export function isPublic(type: EventType): type is PublicType {
  return type in catalogue;
}

/**
 * What stands in the record alone: who signs in and by what, drafts, which are their author's, what is somebody's own, and how the
 * registry is run. Of that nobody is told outside.
 */
export const untold = [
  "registry.set_up", "user.created", "user.signed_in", "user.signed_out", "user.linked", "user.unlinked", "user.renamed", "user.role_changed", "user.deactivated",
  "user.reactivated", "user.invited", "user.invitation_revoked", "user.joined", "user.sign_in_refused", "password.link_made", "password.link_asked", "password.reset",
  "password.changed", "session.ended", "session.confirmed", "second_factor.begun", "second_factor.enabled", "second_factor.codes_renewed", "second_factor.disabled",
  "second_factor.removed", "settings.changed", "group_mapping.added", "group_mapping.removed", "token.created", "token.rotated", "token.revoked", "token.used",
  "service.created", "service.described", "service.retired",
  "version.drafted", "version.files_attached", "version.discarded", "version.draft_restored", "version.described", "version.uploads_opened", "version.uploads_cancelled", "version.file_removed",
  "view.saved", "view.removed", "notifications.chosen", "notifications.muted", "notifications.unmuted",
  "storage.settings_changed", "storage.quota_set", "storage.collection_ordered", "storage.collected",
  "webhook.created", "webhook.changed", "webhook.secret_rotated", "webhook.paused", "webhook.resumed", "webhook.broken", "webhook.removed", "webhook.tested", "webhook.redelivered",
  "registry.backed_up", "registry.restored", "write.refused", "audit.retention_set", "audit.trimmed",
] as const satisfies readonly Exclude<EventType, PublicType>[];

interface Envelope {
  /** Ascending in the order in which what happened was committed; numbers may be left out. */
  id: number;
  version: 1;
  at: string;
  /** `team/model`; null of what hangs on no model. */
  model: string | null;
  /** What it happened to, as people name it. */
  subject: string;
  /** Who did it; null where the registry did, by its own schedule. */
  actor: { id: string; name: string } | null;
}

/** An event as it is told outside, by its type. */
export type RegistryEvent = { [Type in PublicType]: Envelope & { type: Type; data: z.infer<(typeof catalogue)[Type]["data"]> } }[PublicType];

const families = [...new Set(publicTypes.map((type) => `${type.slice(0, type.indexOf("."))}.*`))];

/** Which events are meant: `*`, a type, or all of a family, such as `promotion.*`. */
export const eventPatternSchema = z.string().refine((pattern) => pattern === "*" || families.includes(pattern) || publicTypes.includes(pattern as PublicType), {
  error: `must be *, a type of event such as stage.moved, or one of ${families.join(", ")}`,
});

/** The types that patterns mean. */
export function typesOf(patterns: readonly string[]): PublicType[] {
  return publicTypes.filter((type) => patterns.some((pattern) => pattern === "*" || pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)))));
}
