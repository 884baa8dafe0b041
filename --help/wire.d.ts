/**
 * The registry's procedures, as they are typed in the published package. The values here are never used: their
 * inferred types are what the compiler writes out in full into `dist/wire.d.ts`, so that it needs no file of the server.
 */
import type { inferRouterInputs, inferRouterOutputs, TRPCBuiltRouter } from "@trpc/server";
declare const procedures: {
    accounts: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                search?: string | undefined;
                role?: "admin" | "auditor" | "member" | undefined;
                state?: "active" | "deactivated" | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    id: string;
                    name: string;
                    email: string;
                    siteRole: "admin" | "auditor" | "member";
                    createdAt: string;
                    deactivatedAt: string | null;
                    lastSignInAt: string | null;
                    secondFactor: boolean;
                }[];
                nextCursor: string | null;
                total: number;
            };
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                name: string;
                email: string;
                siteRole: "admin" | "auditor" | "member";
                createdAt: string;
                deactivatedAt: string | null;
                lastSignInAt: string | null;
                secondFactor: boolean;
                siteRoleSource: "group" | "hand";
                password: boolean;
                linked: boolean;
                factor: {
                    enabledAt: string | null;
                    recoveryCodesLeft: number;
                };
                teams: {
                    team: string;
                    name: string;
                    role: "contributor" | "maintainer" | "reviewer" | "viewer";
                    source: "group" | "hand";
                }[];
                tokens: {
                    id: string;
                    name: string;
                    prefix: string;
                    scopes: ("alias:move" | "audit:read" | "card:edit" | "check:report" | "dataset:recall" | "deployment:report" | "model:create" | "model:describe" | "model:read" | "model:share" | "model:tag" | "policy:manage" | "promotion:bypass" | "promotion:comment" | "promotion:moderate" | "promotion:request" | "promotion:review" | "promotion:rollback" | "runtime:report" | "schema:manage" | "site:manage" | "team:manage" | "version:create" | "version:delete" | "version:recall" | "view:share" | "webhook:manage")[];
                    models: string[];
                    checks: string[];
                    owner: {
                        id: string;
                        name: string;
                        email: string;
                        kind: "person" | "service";
                        team: string | null;
                    };
                    madeBy: string | null;
                    createdAt: string;
                    expiresAt: string | null;
                    lastUsedAt: string | null;
                    revokedAt: string | null;
                    replaces: string | null;
                    replacedBy: string | null;
                }[];
            };
            meta: object;
        }>;
        changeRole: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                siteRole: "admin" | "auditor" | "member";
            };
            output: {
                siteRole: "admin" | "auditor" | "member";
            };
            meta: object;
        }>;
        deactivate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                reason: string;
            };
            output: {
                sessions: number;
                tokens: number;
            };
            meta: object;
        }>;
        reactivate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                reason: string;
            };
            output: {
                reactivated: boolean;
            };
            meta: object;
        }>;
    };
    audit: {
        activity: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                model: string;
            };
            output: {
                items: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        entries: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                actor?: string | undefined;
                action?: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused" | undefined;
                model?: string | undefined;
                outcome?: "done" | "refused" | undefined;
                since?: string | undefined;
                until?: string | undefined;
                text?: string | undefined;
            };
            output: {
                items: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                    credential: string;
                    onBehalfOf: string | null;
                    address: string;
                    userAgent: string;
                    requestId: string;
                    model: string | null;
                    outcome: "done" | "refused";
                    reason: string | null;
                    previousHash: string;
                    hash: string;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        state: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                registry: string;
                first: {
                    seq: number;
                    at: string;
                } | null;
                last: {
                    seq: number;
                    at: string;
                    hash: string;
                } | null;
                checkpoint: {
                    seq: number;
                    at: string;
                    hash: string;
                } | null;
                brokenAt: number | null;
                publicKey: string | null;
                keepMonths: number | null;
                removed: {
                    until: number;
                    at: string;
                    exportName: string;
                    exportSha256: string;
                }[];
            };
            meta: object;
        }>;
        setRetention: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                keepMonths: number | null;
            };
            output: {
                keepMonths: number | null;
            };
            meta: object;
        }>;
    };
    cards: {
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
                revision?: number | undefined;
            };
            output: {
                card: {
                    revision: number;
                    source: "file" | "hand";
                    note: string;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    bytes: number;
                    sha256: string;
                    reference: string;
                    newest: number;
                    body: string;
                    front: {
                        [x: string]: unknown;
                    };
                    shown: {
                        markdown: string;
                        facts: {
                            license: string | null;
                            task: string | null;
                            languages: string[];
                            tags: string[];
                            datasets: string[];
                        };
                        faults: {
                            line: number;
                            message: string;
                        }[];
                    };
                } | null;
                unfit: "no_text" | "too_long" | null;
            };
            meta: object;
        }>;
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
                before?: number | undefined;
                limit?: number | undefined;
            };
            output: {
                reference: string;
                items: {
                    revision: number;
                    source: "file" | "hand";
                    note: string;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    bytes: number;
                    sha256: string;
                }[];
                next: number | null;
            };
            meta: object;
        }>;
        diff: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                from: {
                    reference: string;
                    revision?: number | undefined;
                };
                to: {
                    reference: string;
                    revision?: number | undefined;
                };
            };
            output: {
                from: {
                    reference: string;
                    revision: number;
                } | null;
                to: {
                    reference: string;
                    revision: number;
                } | null;
                lines: {
                    kind: "added" | "removed" | "same";
                    text: string;
                    words?: {
                        text: string;
                        changed: boolean;
                    }[] | undefined;
                }[];
            };
            meta: object;
        }>;
        preview: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
                body: string;
            };
            output: {
                markdown: string;
                facts: {
                    license: string | null;
                    task: string | null;
                    languages: string[];
                    tags: string[];
                    datasets: string[];
                };
                faults: {
                    line: number;
                    message: string;
                }[];
            };
            meta: object;
        }>;
        template: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                template: string;
                previous: {
                    reference: string;
                    revision: number;
                    body: string;
                } | null;
                references: {
                    write: string;
                    meaning: string;
                    value: string;
                }[];
            };
            meta: object;
        }>;
        revise: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                reference: string;
                body: string;
                note?: string | undefined;
                expected: number;
            };
            output: {
                reference: string;
                revision: number;
            };
            meta: object;
        }>;
    };
    checks: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                name: string;
                description: string;
                createdAt: string;
                createdBy: {
                    id: string;
                    name: string;
                };
                tokens: number;
                lastReportAt: string | null;
            }[];
            meta: object;
        }>;
        define: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                description?: string | undefined;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        describe: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                description?: string | undefined;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        retire: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                id: string;
                check: string;
                status: "failed" | "passed" | "queued" | "running";
                summary: string;
                url: string | null;
                numbers: {
                    [x: string]: number;
                };
                run: string | null;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
            }[];
            meta: object;
        }>;
        report: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                reference: string;
                check: string;
                status: "failed" | "passed" | "queued" | "running";
                summary?: string | undefined;
                url?: string | undefined;
                numbers?: {
                    [x: string]: number;
                } | undefined;
                run?: string | undefined;
            };
            output: {
                reference: string;
                check: string;
                status: "failed" | "passed" | "queued" | "running";
                counts: boolean;
            };
            meta: object;
        }>;
    };
    comparisons: {
        compare: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                references: string[];
                baseline?: number | undefined;
                all?: boolean | undefined;
            };
            output: {
                versions: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                }[];
                baseline: number;
                all: boolean;
                metrics: {
                    differing: number;
                    same: number;
                    rows: {
                        metric: string;
                        dataset: string | null;
                        slice: string | null;
                        better: "higher" | "lower" | "neither";
                        values: (number | null)[];
                        differences: (number | null)[];
                        best: number[];
                        same: boolean;
                    }[];
                    more: number;
                };
                evaluations: {
                    differing: number;
                    same: number;
                    rows: {
                        metric: string;
                        dataset: string | null;
                        slice: string | null;
                        better: "higher" | "lower" | "neither";
                        values: (number | null)[];
                        differences: (number | null)[];
                        best: number[];
                        same: boolean;
                    }[];
                    more: number;
                };
                sections: {
                    differing: number;
                    same: number;
                    part: "attributes" | "data" | "environment" | "facts" | "lineage" | "parameters" | "signature";
                    title: string;
                    rows: {
                        name: string;
                        values: (string | null)[];
                        same: boolean;
                    }[];
                    more: number;
                }[];
                files: {
                    differing: number;
                    same: number;
                    items: {
                        path: string;
                        values: ({
                            sha256: string;
                            size: number;
                        } | null)[];
                        same: boolean;
                    }[];
                    nextCursor: string | null;
                };
                tensors: {
                    differing: number;
                    same: number;
                    items: {
                        name: string;
                        values: (string | null)[];
                        same: boolean;
                    }[];
                    nextCursor: string | null;
                };
                cards: (string | null)[];
            };
            meta: object;
        }>;
        files: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                references: string[];
                all?: boolean | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    path: string;
                    values: ({
                        sha256: string;
                        size: number;
                    } | null)[];
                    same: boolean;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        tensors: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                references: string[];
                all?: boolean | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    name: string;
                    values: (string | null)[];
                    same: boolean;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
    };
    deletions: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
            };
            output: {
                reference: string;
                number: number;
                digest: string;
                files: number;
                bytes: number;
                deletedBy: {
                    id: string;
                    name: string;
                };
                deletedAt: string;
                reason: string;
                restorableUntil: string | null;
            }[];
            meta: object;
        }>;
        deleteVersion: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                reference: string;
                reason: string;
            };
            output: {
                reference: string;
                restorableUntil: string;
            };
            meta: object;
        }>;
        restoreVersion: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                version: number;
            };
            output: {
                reference: string;
            };
            meta: object;
        }>;
        discardDraft: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                draft: string;
            };
            output: {
                discarded: boolean;
            };
            meta: object;
        }>;
        restoreDraft: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                draft: string;
            };
            output: {
                draft: string;
            };
            meta: object;
        }>;
    };
    deployments: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                model?: string | undefined;
                team?: string | undefined;
                stage?: string | undefined;
                states?: ("failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out")[] | undefined;
            };
            output: {
                items: {
                    id: string;
                    model: string;
                    stage: string;
                    version: number | null;
                    digest: string | null;
                    replaces: number | null;
                    promotionId: string;
                    kind: "promote" | "remove" | "rollback";
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    gates: boolean;
                    rollsBack: boolean;
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        digest: "not_told" | "right" | "wrong";
                        at: string;
                    } | null;
                    drift: string | null;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id?: string | undefined;
                model?: string | undefined;
                stage?: string | undefined;
                version?: number | undefined;
            };
            output: {
                id: string;
                model: string;
                stage: string;
                version: number | null;
                digest: string | null;
                replaces: number | null;
                promotionId: string;
                kind: "promote" | "remove" | "rollback";
                state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                gates: boolean;
                rollsBack: boolean;
                openedAt: string;
                endedAt: string | null;
                deadlineAt: string | null;
                last: {
                    environment: string;
                    summary: string;
                    url: string | null;
                    logUrl: string | null;
                    digest: "not_told" | "right" | "wrong";
                    at: string;
                } | null;
                drift: string | null;
                promotionState: string;
                next: string | null;
                reports: {
                    state: "failed" | "in_progress" | "queued" | "rolled_back" | "succeeded";
                    environment: string;
                    summary: string;
                    url: string | null;
                    logUrl: string | null;
                    digest: string | null;
                    verdict: "not_told" | "right" | "wrong";
                    at: string;
                    receivedAt: string;
                    by: {
                        id: string;
                        name: string;
                    };
                }[];
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
            };
            meta: object;
        }>;
        report: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id?: string | undefined;
                model?: string | undefined;
                stage?: string | undefined;
                version?: number | undefined;
                state: "failed" | "in_progress" | "queued" | "rolled_back" | "succeeded";
                key?: string | undefined;
                environment?: string | undefined;
                summary?: string | undefined;
                url?: string | undefined;
                logUrl?: string | undefined;
                digest?: string | undefined;
                at?: string | undefined;
            };
            output: {
                id: string;
                model: string;
                stage: string;
                version: number | null;
                state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                counts: boolean;
                digest: "not_told" | "right" | "wrong";
                promotionId: string;
                outcome: string;
            };
            meta: object;
        }>;
    };
    downloads: {
        stats: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                files: number;
                bytes: number;
                people: number;
                days: {
                    day: string;
                    files: number;
                    bytes: number;
                }[];
                by: {
                    person: {
                        id: string;
                        name: string;
                    };
                    token: string | null;
                    files: number;
                    bytes: number;
                    lastDay: string;
                }[];
            };
            meta: object;
        }>;
    };
    drafts: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model?: string | undefined;
            };
            output: {
                draft: string;
                model: string;
                description: string;
                files: number;
                bytes: number;
                arriving: number;
                createdAt: string;
                deletedAt: string | null;
                restorableUntil: string | null;
            }[];
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                draft: string;
            };
            output: {
                draft: string;
                model: string;
                description: string;
                files: number;
                bytes: number;
                arriving: number;
                createdAt: string;
                deletedAt: string | null;
                restorableUntil: string | null;
                metadata: {
                    [x: string]: unknown;
                };
                faults: {
                    path: string;
                    message: string;
                }[];
                previous: {
                    reference: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                } | null;
            };
            meta: object;
        }>;
        files: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                draft: string;
                after?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    path: string;
                    size: number;
                    sha256: string;
                }[];
                next: string | null;
            };
            meta: object;
        }>;
        describe: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                draft: string;
                metadata: {
                    [x: string]: unknown;
                };
            };
            output: {
                draft: string;
            };
            meta: object;
        }>;
        removeFile: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                draft: string;
                path: string;
            };
            output: {
                draft: string;
                path: string;
            };
            meta: object;
        }>;
    };
    events: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                after?: number | "latest" | undefined;
                limit?: number | undefined;
                types?: string[] | undefined;
                model?: string | undefined;
            };
            output: {
                items: ({
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "alias.removed";
                    data: {
                        alias: string;
                        from: {
                            version: number;
                            digest: string;
                        } | null;
                        to: {
                            version: number;
                            digest: string;
                        } | null;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "alias.set";
                    data: {
                        alias: string;
                        from: {
                            version: number;
                            digest: string;
                        } | null;
                        to: {
                            version: number;
                            digest: string;
                        } | null;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "card.revised";
                    data: {
                        version: number;
                        revision: number;
                        note?: string | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "check.defined";
                    data: {
                        description: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "check.described";
                    data: {
                        description?: {
                            from: string | null;
                            to: string | null;
                        } | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "check.reported";
                    data: {
                        version: number;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        run: string | null;
                        counts: boolean;
                        summary?: string | undefined;
                        url?: string | undefined;
                        numbers: {
                            [x: string]: number;
                        };
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "check.retired";
                    data: {
                        [x: string]: never;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "deployment.failed";
                    data: {
                        reason?: string | undefined;
                        deployment: string;
                        promotion: string;
                        stage: string;
                        version: number | null;
                        digest: string | null;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "deployment.opened";
                    data: {
                        deployment: string;
                        promotion: string;
                        stage: string;
                        version: number | null;
                        digest: string | null;
                        deadlineAt?: string | null | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "deployment.reported";
                    data: {
                        deployment: string;
                        promotion: string;
                        stage: string;
                        version: number | null;
                        digest: string | null;
                        state: "failed" | "in_progress" | "queued" | "rolled_back" | "succeeded";
                        environment: string;
                        summary?: string | undefined;
                        url?: string | null | undefined;
                        logUrl?: string | null | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "deployment.rolled_back";
                    data: {
                        reason?: string | undefined;
                        deployment: string;
                        promotion: string;
                        stage: string;
                        version: number | null;
                        digest: string | null;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "deployment.succeeded";
                    data: {
                        deployment: string;
                        promotion: string;
                        stage: string;
                        version: number | null;
                        digest: string | null;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "deployment.superseded";
                    data: {
                        deployment: string;
                        promotion: string;
                        stage: string;
                        version: number | null;
                        digest: string | null;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "grant.removed";
                    data: {
                        to: {
                            kind: "user";
                            id: string;
                            name: string;
                        } | {
                            kind: "team";
                            team: string;
                        };
                        from: {
                            role: "contributor" | "maintainer" | "reviewer" | "viewer";
                            until: string | null;
                        };
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "grant.set";
                    data: {
                        to: {
                            kind: "user";
                            id: string;
                            name: string;
                        } | {
                            kind: "team";
                            team: string;
                        };
                        from: {
                            role: "contributor" | "maintainer" | "reviewer" | "viewer";
                            until: string | null;
                        } | null;
                        now: {
                            role: "contributor" | "maintainer" | "reviewer" | "viewer";
                            until: string | null;
                        };
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "lineage.reported";
                    data: {
                        version?: number | undefined;
                        run: string;
                        job: string;
                        type: string;
                        data?: number | undefined;
                        code?: number | undefined;
                        runs?: number | undefined;
                        parents?: number | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "member.removed";
                    data: {
                        team: string;
                        member: {
                            id: string;
                            name: string;
                        };
                        from: "contributor" | "maintainer" | "reviewer" | "viewer";
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "member.set";
                    data: {
                        team: string;
                        member: {
                            id: string;
                            name: string;
                        };
                        from: "contributor" | "maintainer" | "reviewer" | "viewer" | null;
                        to: "contributor" | "maintainer" | "reviewer" | "viewer";
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "metadata_schema.saved";
                    data: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        note: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "model.created";
                    data: {
                        [x: string]: never;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "model.described";
                    data: {
                        description?: {
                            from: string | null;
                            to: string | null;
                        } | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "model.tagged";
                    data: {
                        added: string[];
                        removed: string[];
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "model.visibility_changed";
                    data: {
                        from: "internal" | "private";
                        to: "internal" | "private";
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "policy.saved";
                    data: {
                        stage: string;
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                        note: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.applied";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        evidenceDigest: string;
                        policy: {
                            scope: {
                                kind: "site";
                            } | {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "model";
                                model: string;
                            };
                            version: number;
                            mode: "enforce" | "evaluate";
                        }[];
                        from: number | null;
                        to: number | null;
                        wouldHaveBlocked?: string[] | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.approved";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        round: number;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.bypassed";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        evidenceDigest: string;
                        policy: {
                            scope: {
                                kind: "site";
                            } | {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "model";
                                model: string;
                            };
                            version: number;
                            mode: "enforce" | "evaluate";
                        }[];
                        from: number | null;
                        to: number | null;
                        wouldHaveBlocked?: string[] | undefined;
                        reason: string;
                        overridden: string[];
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.comment_edited";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        comment: string;
                        mentions: string[];
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.commented";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        comment: string;
                        thread?: string | undefined;
                        mentions: string[];
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.described";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        notBefore: string | null;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.evidence_changed";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        round: number;
                        evidenceDigest: string;
                        because: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.expired";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        reason?: string | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.failed";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        reason?: string | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.rejected";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        reason?: string | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.reopened";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        round: number;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.requested";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        notBefore?: string | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.review_dismissed";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        review: string;
                        reviewer: string;
                        verdict: "approve" | "comment" | "request_changes";
                        reason: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.reviewed";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        round: number;
                        evidenceDigest: string;
                        review: string;
                        verdict: "approve" | "comment" | "request_changes";
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.reviewers_asked";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        round: number;
                        people: string[];
                        teams: string[];
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.scheduled";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        appliesAt: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.submitted";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        evidenceDigest: string;
                        policy: {
                            scope: {
                                kind: "site";
                            } | {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "model";
                                model: string;
                            };
                            version: number;
                            mode: "enforce" | "evaluate";
                        }[];
                        expiresAt: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.superseded";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        by: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.thread_reopened";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        thread: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.thread_resolved";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        thread: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "promotion.withdrawn";
                    data: {
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        stage: string;
                        version: number;
                        digest: string;
                        requester: {
                            id: string;
                            name: string;
                        };
                        reason?: string | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "recall.lifted";
                    data: {
                        recall: string;
                        reason: string;
                        versions?: number | undefined;
                        numbers?: number[] | undefined;
                        live?: string[] | undefined;
                        open?: number | undefined;
                        inAll?: {
                            models: number;
                            versions: number;
                        } | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "recall.raised";
                    data: {
                        recall: string;
                        reason: string;
                        versions?: number | undefined;
                        numbers?: number[] | undefined;
                        live?: string[] | undefined;
                        open?: number | undefined;
                        inAll?: {
                            models: number;
                            versions: number;
                        } | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "runtime.changed";
                    data: {
                        version: number;
                        service: string;
                        instance: string;
                        environment: string;
                        stage: string | null;
                        from?: number | null | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "stage.changed";
                    data: {
                        description?: {
                            from: string | null;
                            to: string | null;
                        } | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "stage.created";
                    data: {
                        description: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "stage.moved";
                    data: {
                        stage: string;
                        from: {
                            version: number;
                            digest: string;
                        } | null;
                        to: {
                            version: number;
                            digest: string;
                        } | null;
                        promotion: string;
                        kind: "promote" | "remove" | "rollback";
                        bypassed: boolean;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "stage.retired";
                    data: {
                        reason: string;
                        failed: number;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "stages.reordered";
                    data: {
                        order: string[];
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "tag.changed";
                    data: {
                        description?: {
                            from: string | null;
                            to: string | null;
                        } | undefined;
                        color?: {
                            from: string | null;
                            to: string | null;
                        } | undefined;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "tag.created";
                    data: {
                        color: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "tag.merged";
                    data: {
                        models: number;
                        versions: number;
                        into: string;
                        replace: boolean;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "tag.removed";
                    data: {
                        models: number;
                        versions: number;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "tag.renamed";
                    data: {
                        models: number;
                        versions: number;
                        to: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "tag_group.removed";
                    data: {
                        [x: string]: never;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "tag_group.saved";
                    data: {
                        [x: string]: never;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "team.created";
                    data: {
                        team: string;
                        name: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "team.renamed";
                    data: {
                        team: string;
                        from: string;
                        to: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "version.archived";
                    data: {
                        version: number;
                        digest: string;
                        reason: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "version.deleted";
                    data: {
                        version: number;
                        digest: string;
                        reason: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "version.purged";
                    data: {
                        version: number;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "version.registered";
                    data: {
                        version: number;
                        digest: string;
                        files: number;
                        bytes: number;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "version.restored";
                    data: {
                        version: number;
                        digest: string;
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "version.tagged";
                    data: {
                        version: number;
                        added: string[];
                        removed: string[];
                    };
                } | {
                    id: number;
                    version: 1;
                    at: string;
                    model: string | null;
                    subject: string;
                    actor: {
                        id: string;
                        name: string;
                    } | null;
                    type: "version.unarchived";
                    data: {
                        version: number;
                        digest: string;
                    };
                })[];
                next: number;
                more: boolean;
            };
            meta: object;
        }>;
    };
    grants: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
            };
            output: {
                id: string;
                to: {
                    kind: "user";
                    id: string;
                    name: string;
                    email: string;
                    machine: boolean;
                } | {
                    kind: "team";
                    team: string;
                    name: string;
                    members: number;
                };
                role: "contributor" | "maintainer" | "reviewer" | "viewer";
                expiresAt: string | null;
                ended: boolean;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
            }[];
            meta: object;
        }>;
        explain: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
            };
            output: {
                model: string;
                visibility: "internal" | "private";
                permissions: {
                    permission: "account:manage" | "alias:move" | "audit:read" | "card:edit" | "check:report" | "dataset:recall" | "deployment:report" | "model:create" | "model:describe" | "model:read" | "model:share" | "model:tag" | "policy:manage" | "promotion:bypass" | "promotion:comment" | "promotion:moderate" | "promotion:request" | "promotion:review" | "promotion:rollback" | "runtime:report" | "schema:manage" | "service:manage" | "site:manage" | "team:manage" | "user:manage" | "version:create" | "version:delete" | "version:recall" | "view:share" | "webhook:manage";
                    meaning: string;
                    held: boolean;
                    through: string[];
                    withheld: string | null;
                    roles: ("contributor" | "maintainer" | "reviewer" | "viewer")[];
                }[];
                askers: {
                    id: string;
                    name: string;
                    email: string;
                }[];
            };
            meta: object;
        }>;
        set: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                to: {
                    kind: "user";
                    email: string;
                } | {
                    kind: "team";
                    team: string;
                };
                role: "contributor" | "maintainer" | "reviewer" | "viewer";
                expiresAt?: string | null | undefined;
            };
            output: {
                id: string;
            };
            meta: object;
        }>;
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                grant: string;
            };
            output: {
                removed: boolean;
            };
            meta: object;
        }>;
        setVisibility: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                visibility: "internal" | "private";
            };
            output: {
                visibility: "internal" | "private";
            };
            meta: object;
        }>;
    };
    identity: {
        status: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                empty: boolean;
            };
            meta: object;
        }>;
        setUp: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                email: string;
                password: string;
            };
            output: {
                id: string;
                email: string;
            };
            meta: object;
        }>;
        whoami: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                id: string;
                name: string;
                email: string;
                siteRole: "admin" | "auditor" | "member";
                withheldRole: "admin" | "auditor" | "member" | null;
                kind: "person" | "service";
                team: string | null;
                scopes: string[] | null;
                token: {
                    name: string;
                    prefix: string;
                    models: string[];
                    checks: string[];
                    expiresAt: string | null;
                    replacedBy: string | null;
                } | null;
            };
            meta: object;
        }>;
        signOut: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                signedOut: boolean;
            };
            meta: object;
        }>;
        proofs: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                password: boolean;
                secondFactor: boolean;
                provider: string | null;
                fresh: boolean;
            };
            meta: object;
        }>;
        confirmPassword: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                password: string;
                code?: string | undefined;
            };
            output: {
                confirmedAt: string;
            };
            meta: object;
        }>;
        rename: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        createUser: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                email: string;
                password: string;
                siteRole?: "admin" | "auditor" | "member" | undefined;
            };
            output: {
                id: string;
                email: string;
            };
            meta: object;
        }>;
    };
    inspect: {
        files: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
                after?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    path: string;
                    size: number;
                    sha256: string;
                    inspection: {
                        format: string;
                        label: string;
                        safety: "data" | "runs_code" | "safe" | "unknown";
                        problem: string | null;
                        truncated: boolean;
                        parameters: number | null;
                        tensorCount: number;
                        dtypes: {
                            dtype: string;
                            tensors: number;
                            parameters: number;
                        }[];
                        badges: {
                            tone: "bad" | "good" | "neutral" | "warn";
                            text: string;
                        }[];
                    } | null;
                }[];
                next: string | null;
            };
            meta: object;
        }>;
        file: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
                path: string;
            };
            output: {
                path: string;
                size: number;
                sha256: string;
                inspection: {
                    format: string;
                    label: string;
                    safety: "data" | "runs_code" | "safe" | "unknown";
                    problem: string | null;
                    truncated: boolean;
                    parameters: number | null;
                    tensors: {
                        name: string;
                        dtype: string;
                        shape: number[];
                        parameters: number;
                        bytes: number | null;
                    }[];
                    tensorCount: number;
                    dtypes: {
                        dtype: string;
                        tensors: number;
                        parameters: number;
                    }[];
                    imports: {
                        name: string;
                        verdict: "dangerous" | "safe" | "unknown";
                        count: number;
                        why?: string | undefined;
                    }[];
                    inputs: {
                        name: string;
                        type: string;
                        shape: (string | number)[];
                    }[];
                    outputs: {
                        name: string;
                        type: string;
                        shape: (string | number)[];
                    }[];
                    operators: {
                        name: string;
                        count: number;
                    }[];
                    facts: {
                        name: string;
                        value: string;
                    }[];
                    badges: {
                        tone: "bad" | "good" | "neutral" | "warn";
                        text: string;
                    }[];
                } | null;
            };
            meta: object;
        }>;
        version: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                files: number;
                pending: number;
                parameters: number | null;
                runsCode: number;
                unknown: number;
                damaged: number;
                formats: string[];
            };
            meta: object;
        }>;
    };
    invitations: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                team?: string | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    id: string;
                    email: string;
                    siteRole: "admin" | "auditor" | "member";
                    teams: {
                        team: string;
                        role: "contributor" | "maintainer" | "reviewer" | "viewer";
                    }[];
                    by: string;
                    createdAt: string;
                    expiresAt: string;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                email: string;
                siteRole?: "admin" | "auditor" | "member" | undefined;
                teams?: {
                    team: string;
                    role: "contributor" | "maintainer" | "reviewer" | "viewer";
                }[] | undefined;
                days?: number | undefined;
                mail?: boolean | undefined;
            };
            output: {
                id: string;
                secret: string;
                expiresAt: string;
            };
            meta: object;
        }>;
        revoke: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                revoked: boolean;
            };
            meta: object;
        }>;
        read: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                secret: string;
            };
            output: {
                email: string;
                by: string;
                siteRole: "admin" | "auditor" | "member";
                teams: {
                    team: string;
                    role: "contributor" | "maintainer" | "reviewer" | "viewer";
                }[];
                expiresAt: string;
                taken: boolean;
            };
            meta: object;
        }>;
        accept: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                secret: string;
                name: string;
                password: string;
            };
            output: {
                id: string;
                email: string;
            };
            meta: object;
        }>;
    };
    lineage: {
        of: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                reference: string;
                datasets: {
                    name: string;
                    version: string | null;
                    digest: string | null;
                    uri: string | null;
                    role: string;
                    source: "declared" | "event";
                }[];
                code: {
                    repository: string;
                    commit: string;
                    dirty: boolean;
                    source: "declared" | "event";
                }[];
                runs: {
                    tracker: string;
                    id: string;
                    url: string | null;
                    source: "declared" | "event";
                }[];
                parents: {
                    relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                    named: string;
                    reference: string | null;
                }[];
                children: {
                    relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                    reference: string;
                }[];
                recalls: {
                    id: string;
                    kind: "dataset" | "version";
                    subject: string | null;
                    dataset: {
                        name: string;
                        version: string | null;
                        digest: string | null;
                    } | null;
                    reference: string | null;
                    reason: string;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    lifted: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                        reason: string;
                    } | null;
                    canLift: boolean;
                    direct: boolean;
                }[];
            };
            meta: object;
        }>;
        graph: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                of: string;
                depth?: number | undefined;
                limit?: number | undefined;
            };
            output: {
                root: string;
                nodes: {
                    id: string;
                    kind: "code" | "dataset" | "outside" | "run" | "version";
                    label: string;
                    detail: string;
                    subject: string | null;
                    url: string | null;
                    stages: string[];
                    recalled: boolean;
                }[];
                edges: {
                    from: string;
                    to: string;
                    relation: string;
                }[];
                more: {
                    upstream: boolean;
                    downstream: boolean;
                };
            };
            meta: object;
        }>;
        impact: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                of: string;
                show?: "all" | "live" | "open" | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                subject: string;
                kind: "code" | "dataset" | "recall" | "version";
                name: string;
                counts: {
                    versions: number;
                    models: number;
                    live: number;
                    open: number;
                    more: boolean;
                };
                items: {
                    reference: string;
                    model: string;
                    number: number;
                    digest: string;
                    createdAt: string;
                    direct: boolean;
                    stages: string[];
                    promotions: {
                        id: string;
                        stage: string;
                        state: string;
                    }[];
                    recalled: boolean;
                }[];
                nextCursor: string | null;
                datasetVersions: {
                    version: string | null;
                    digest: string | null;
                    uri: string | null;
                    uses: {
                        count: number;
                        more: boolean;
                    };
                }[];
                recalls: {
                    id: string;
                    kind: "dataset" | "version";
                    subject: string | null;
                    dataset: {
                        name: string;
                        version: string | null;
                        digest: string | null;
                    } | null;
                    reference: string | null;
                    reason: string;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    lifted: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                        reason: string;
                    } | null;
                    canLift: boolean;
                }[];
            };
            meta: object;
        }>;
        datasets: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                search?: string | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    name: string;
                    versions: {
                        count: number;
                        more: boolean;
                    };
                    uses: {
                        count: number;
                        more: boolean;
                    };
                    recalled: boolean;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        recalls: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                open?: boolean | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    id: string;
                    kind: "dataset" | "version";
                    subject: string | null;
                    dataset: {
                        name: string;
                        version: string | null;
                        digest: string | null;
                    } | null;
                    reference: string | null;
                    reason: string;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    lifted: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                        reason: string;
                    } | null;
                    canLift: boolean;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        recall: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                kind: "dataset" | "version";
                subject: string | null;
                dataset: {
                    name: string;
                    version: string | null;
                    digest: string | null;
                } | null;
                reference: string | null;
                reason: string;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
                lifted: {
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    reason: string;
                } | null;
                canLift: boolean;
            };
            meta: object;
        }>;
        recallDataset: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                dataset: string;
                version?: string | undefined;
                digest?: string | undefined;
                reason: string;
            };
            output: {
                id: string;
                kind: "dataset" | "version";
                subject: string | null;
                dataset: {
                    name: string;
                    version: string | null;
                    digest: string | null;
                } | null;
                reference: string | null;
                reason: string;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
                lifted: {
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    reason: string;
                } | null;
                canLift: boolean;
            };
            meta: object;
        }>;
        recallVersion: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                reference: string;
                reason: string;
            };
            output: {
                id: string;
                kind: "dataset" | "version";
                subject: string | null;
                dataset: {
                    name: string;
                    version: string | null;
                    digest: string | null;
                } | null;
                reference: string | null;
                reason: string;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
                lifted: {
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    reason: string;
                } | null;
                canLift: boolean;
            };
            meta: object;
        }>;
        lift: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                reason: string;
            };
            output: {
                id: string;
                kind: "dataset" | "version";
                subject: string | null;
                dataset: {
                    name: string;
                    version: string | null;
                    digest: string | null;
                } | null;
                reference: string | null;
                reason: string;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
                lifted: {
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    reason: string;
                } | null;
                canLift: boolean;
            };
            meta: object;
        }>;
        recipe: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                recipe: {
                    format: "countersign.recipe/1";
                    reference: string;
                    digest: string;
                    registeredAt: string;
                    completeness: {
                        score: number;
                        items: {
                            part: "clean" | "code" | "command" | "data" | "environment" | "lock" | "metrics" | "parameters" | "run" | "seed";
                            weight: number;
                            earned: number;
                            found: string;
                            remedy: string | null;
                        }[];
                    };
                    warnings: string[];
                    code: {
                        repository: string;
                        commit: string;
                        dirty: boolean;
                        source: "declared" | "event";
                    } | null;
                    data: {
                        name: string;
                        version: string | null;
                        role: string;
                        rows: number | null;
                        digest: string | null;
                        uri: string | null;
                        source: "declared" | "event";
                    }[];
                    environment: {
                        packages: {
                            [x: string]: string;
                        };
                        lock: {
                            path: string | null;
                            digest: string | null;
                            uri: string | null;
                        } | null;
                    };
                    parameters: {
                        [x: string]: unknown;
                    };
                    seeds: string[];
                    command: string | null;
                    runs: {
                        tracker: string;
                        id: string;
                        url: string | null;
                        source: "declared" | "event";
                    }[];
                    parents: {
                        relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                        reference: string;
                        source: "declared" | "event";
                    }[];
                    metrics: {
                        name: string;
                        value: number;
                        dataset: string | null;
                        slice: string | null;
                    }[];
                    files: {
                        path: string;
                        size: number;
                        sha256: string;
                    }[];
                    fileCount: number;
                };
                script: string;
            };
            meta: object;
        }>;
        completeness: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                score: number;
                items: {
                    part: "clean" | "code" | "command" | "data" | "environment" | "lock" | "metrics" | "parameters" | "run" | "seed";
                    weight: number;
                    earned: number;
                    found: string;
                    remedy: string | null;
                }[];
                reference: string;
            };
            meta: object;
        }>;
    };
    metadataSchemas: {
        effective: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
            };
            output: {
                schemas: {
                    scope: {
                        kind: "site";
                    } | {
                        kind: "team";
                        team: string;
                    } | {
                        kind: "model";
                        model: string;
                    };
                    version: number;
                    schema: {
                        [x: string]: unknown;
                    };
                }[];
                fields: {
                    part: "attributes" | "parameters";
                    name: string;
                    type: "any" | "number" | "text" | "true or false" | "whole number";
                    required: boolean;
                    options: (string | number | boolean)[] | null;
                    description: string;
                }[];
            };
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
            };
            output: {
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                version: number;
                schema: {
                    [x: string]: unknown;
                } | null;
                note: string;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
            } | null;
            meta: object;
        }>;
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
            };
            output: {
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                version: number;
                schema: {
                    [x: string]: unknown;
                } | null;
                note: string;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
            }[];
            meta: object;
        }>;
        preview: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                schema: {
                    [x: string]: unknown;
                };
            };
            output: {
                faults: {
                    path: string;
                    message: string;
                }[];
                fields: {
                    part: "attributes" | "parameters";
                    name: string;
                    type: "any" | "number" | "text" | "true or false" | "whole number";
                    required: boolean;
                    options: (string | number | boolean)[] | null;
                    description: string;
                }[];
                tried: number;
                failed: number;
                failing: {
                    reference: string;
                    faults: {
                        path: string;
                        message: string;
                    }[];
                }[];
            };
            meta: object;
        }>;
        try: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
                metadata: {
                    [x: string]: unknown;
                };
            };
            output: {
                faults: {
                    path: string;
                    message: string;
                    scope: {
                        kind: "site";
                    } | {
                        kind: "team";
                        team: string;
                    } | {
                        kind: "model";
                        model: string;
                    };
                    version: number;
                }[];
            };
            meta: object;
        }>;
        save: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                schema: {
                    [x: string]: unknown;
                };
                note: string;
                expected: number;
            };
            output: {
                version: number;
            };
            meta: object;
        }>;
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                note: string;
                expected: number;
            };
            output: {
                version: number;
            };
            meta: object;
        }>;
    };
    models: {
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
            };
            output: {
                id: string;
                reference: string;
                team: string;
                name: string;
                description: string;
                visibility: "internal" | "private";
                task: string | null;
                framework: string | null;
                newestVersion: number | null;
                stages: {
                    stage: string;
                    version: number;
                    since: string;
                }[];
                updatedAt: string;
                createdAt: string;
                createdBy: {
                    id: string;
                    name: string;
                };
                aliases: {
                    alias: string;
                    version: number;
                }[];
                openPromotions: number;
                recalledStages: string[];
                tags: string[];
                can: ("account:manage" | "alias:move" | "audit:read" | "card:edit" | "check:report" | "dataset:recall" | "deployment:report" | "model:create" | "model:describe" | "model:read" | "model:share" | "model:tag" | "policy:manage" | "promotion:bypass" | "promotion:comment" | "promotion:moderate" | "promotion:request" | "promotion:review" | "promotion:rollback" | "runtime:report" | "schema:manage" | "service:manage" | "site:manage" | "team:manage" | "user:manage" | "version:create" | "version:delete" | "version:recall" | "view:share" | "webhook:manage")[];
            };
            meta: object;
        }>;
        overview: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
            };
            output: {
                versions: number;
                live: {
                    stage: string;
                    kind: "promote" | "remove" | "rollback";
                    promotionId: string;
                    by: {
                        id: string;
                        name: string;
                    };
                    version: number;
                    since: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                }[];
                lastMove: {
                    stage: string;
                    kind: "promote" | "remove" | "rollback";
                    promotionId: string;
                    by: {
                        id: string;
                        name: string;
                    };
                    from: number | null;
                    to: number | null;
                    at: string;
                } | null;
                owners: {
                    count: number;
                    first: {
                        id: string;
                        name: string;
                    }[];
                };
                concerns: {
                    kind: "no_card" | "nothing_live" | "recalled" | "unsafe";
                    version: number;
                    stage: string | null;
                }[];
            };
            meta: object;
        }>;
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                description?: string | undefined;
                visibility?: "internal" | "private" | undefined;
            };
            output: {
                reference: string;
            };
            meta: object;
        }>;
        describe: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                description: string;
            };
            output: {
                reference: string;
            };
            meta: object;
        }>;
    };
    notifications: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                unread?: boolean | undefined;
            };
            output: {
                items: {
                    id: string;
                    kind: "commented" | "deployment_failed" | "expiring" | "mentioned" | "outcome" | "recalled" | "review_requested" | "webhook_broken";
                    title: string;
                    detail: string;
                    path: string;
                    model: string | null;
                    by: string | null;
                    promotion: string | null;
                    at: string;
                    readAt: string | null;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        count: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                unread: number;
            };
            meta: object;
        }>;
        markRead: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            } | {
                upTo: string;
            };
            output: {
                unread: number;
            };
            meta: object;
        }>;
        muteState: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                promotion: string;
            } | {
                model: string;
            };
            output: {
                muted: boolean;
                byModel: boolean;
            };
            meta: object;
        }>;
        mute: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                promotion: string;
            } | {
                model: string;
            };
            output: {
                muted: boolean;
            };
            meta: object;
        }>;
        unmute: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                promotion: string;
            } | {
                model: string;
            };
            output: {
                muted: boolean;
            };
            meta: object;
        }>;
        choices: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                choices: {
                    kind: "commented" | "deployment_failed" | "expiring" | "mentioned" | "outcome" | "recalled" | "review_requested" | "webhook_broken";
                    inApp: boolean;
                    mail: "at_once" | "digest" | "off";
                }[];
                mails: boolean;
            };
            meta: object;
        }>;
        choose: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                choices: {
                    kind: "commented" | "deployment_failed" | "expiring" | "mentioned" | "outcome" | "recalled" | "review_requested" | "webhook_broken";
                    inApp: boolean;
                    mail: "at_once" | "digest" | "off";
                }[];
            };
            output: {
                choices: {
                    kind: "commented" | "deployment_failed" | "expiring" | "mentioned" | "outcome" | "recalled" | "review_requested" | "webhook_broken";
                    inApp: boolean;
                    mail: "at_once" | "digest" | "off";
                }[];
                mails: boolean;
            };
            meta: object;
        }>;
    };
    passwords: {
        mails: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                mails: boolean;
            };
            meta: object;
        }>;
        makeLink: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                user: string;
            };
            output: {
                secret: string;
                expiresAt: string;
            };
            meta: object;
        }>;
        askForLink: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                email: string;
            };
            output: {
                asked: boolean;
            };
            meta: object;
        }>;
        readLink: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                secret: string;
            };
            output: {
                email: string;
                name: string;
            };
            meta: object;
        }>;
        reset: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                secret: string;
                password: string;
            };
            output: {
                email: string;
            };
            meta: object;
        }>;
        change: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                current: string;
                password: string;
            };
            output: {
                sessions: number;
            };
            meta: object;
        }>;
    };
    pointers: {
        resolve: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                reference: string;
                model: string;
                version: number;
                digest: string;
                versionId: string;
            };
            meta: object;
        }>;
        moves: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                model: string;
                pointer?: string | undefined;
            };
            output: {
                items: {
                    id: string;
                    pointer: string;
                    isStage: boolean;
                    from: number | null;
                    to: number | null;
                    promotionId: string | null;
                    kind: "alias" | "promote" | "remove" | "rollback";
                    by: {
                        id: string;
                        name: string;
                    };
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                    at: string;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                model: string;
                pointer?: string | undefined;
            };
            output: {
                items: {
                    stage: string;
                    version: number;
                    from: string;
                    until: string | null;
                    seconds: number;
                    promotionId: string | null;
                    kind: "alias" | "promote" | "remove" | "rollback";
                    by: {
                        id: string;
                        name: string;
                    };
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                    bypassed: boolean;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        liveAt: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
                at: string;
            };
            output: {
                stage: string;
                version: number;
                from: string;
                until: string | null;
                seconds: number;
                promotionId: string | null;
                kind: "alias" | "promote" | "remove" | "rollback";
                by: {
                    id: string;
                    name: string;
                };
                approvedBy: {
                    id: string;
                    name: string;
                }[];
                bypassed: boolean;
            }[];
            meta: object;
        }>;
        setAlias: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                alias: string;
                version: number;
            };
            output: {
                reference: string;
                version: number;
            };
            meta: object;
        }>;
        removeAlias: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                alias: string;
            };
            output: {
                removed: boolean;
            };
            meta: object;
        }>;
    };
    policies: {
        effective: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
                stage: string;
            };
            output: {
                enforced: {
                    approvals: number;
                    groups: {
                        from: {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "role";
                            role: "maintainer" | "reviewer";
                        };
                        approvals: number;
                    }[];
                    resolveThreads: boolean;
                    checks: ({
                        kind: "metric";
                        metric: string;
                        atLeast?: number | undefined;
                        atMost?: number | undefined;
                    } | {
                        kind: "metric_vs_live";
                        metric: string;
                        better: "higher" | "lower";
                        tolerance: number;
                    } | {
                        kind: "metadata";
                        keys: string[];
                    } | {
                        kind: "card";
                    } | {
                        kind: "lineage";
                    } | {
                        kind: "files_verified";
                    } | {
                        kind: "safe_serialization";
                    } | {
                        kind: "signature_compatible";
                    } | {
                        kind: "soak";
                        stage: string;
                        hours: number;
                    } | {
                        kind: "external";
                        name: string;
                    })[];
                    waitHours: number;
                    freezes: {
                        cron: string;
                        hours: number;
                        timeZone: string;
                        reason: string;
                    }[];
                    expiresDays: number;
                    apply: "automatic" | "manual";
                    rollback: "at_once" | "reviewed";
                    approvalsLastDays: number | null;
                    windows: {
                        cron: string;
                        hours: number;
                        timeZone: string;
                        reason: string;
                    }[][];
                    deployment: {
                        wait: boolean;
                        minutes: number;
                        onFailure: "keep" | "roll_back";
                    } | null;
                };
                tried: {
                    approvals: number;
                    groups: {
                        from: {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "role";
                            role: "maintainer" | "reviewer";
                        };
                        approvals: number;
                    }[];
                    resolveThreads: boolean;
                    checks: ({
                        kind: "metric";
                        metric: string;
                        atLeast?: number | undefined;
                        atMost?: number | undefined;
                    } | {
                        kind: "metric_vs_live";
                        metric: string;
                        better: "higher" | "lower";
                        tolerance: number;
                    } | {
                        kind: "metadata";
                        keys: string[];
                    } | {
                        kind: "card";
                    } | {
                        kind: "lineage";
                    } | {
                        kind: "files_verified";
                    } | {
                        kind: "safe_serialization";
                    } | {
                        kind: "signature_compatible";
                    } | {
                        kind: "soak";
                        stage: string;
                        hours: number;
                    } | {
                        kind: "external";
                        name: string;
                    })[];
                    waitHours: number;
                    freezes: {
                        cron: string;
                        hours: number;
                        timeZone: string;
                        reason: string;
                    }[];
                    expiresDays: number;
                    apply: "automatic" | "manual";
                    rollback: "at_once" | "reviewed";
                    approvalsLastDays: number | null;
                    windows: {
                        cron: string;
                        hours: number;
                        timeZone: string;
                        reason: string;
                    }[][];
                    deployment: {
                        wait: boolean;
                        minutes: number;
                        onFailure: "keep" | "roll_back";
                    } | null;
                } | null;
                sources: {
                    scope: {
                        kind: "site";
                    } | {
                        kind: "team";
                        team: string;
                    } | {
                        kind: "model";
                        model: string;
                    };
                    version: number;
                    mode: "enforce" | "evaluate";
                }[];
                words: string[];
                triedWords: string[];
            };
            meta: object;
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                stage?: string | undefined;
            } | undefined;
            output: {
                id: string;
                stage: string;
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                version: number;
                mode: "enforce" | "evaluate";
                rules: {
                    approvals?: number | undefined;
                    groups?: {
                        from: {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "role";
                            role: "maintainer" | "reviewer";
                        };
                        approvals: number;
                    }[] | undefined;
                    approvalsLastDays?: number | undefined;
                    resolveThreads?: boolean | undefined;
                    checks?: ({
                        kind: "metric";
                        metric: string;
                        atLeast?: number | undefined;
                        atMost?: number | undefined;
                    } | {
                        kind: "metric_vs_live";
                        metric: string;
                        better: "higher" | "lower";
                        tolerance: number;
                    } | {
                        kind: "metadata";
                        keys: string[];
                    } | {
                        kind: "card";
                    } | {
                        kind: "lineage";
                    } | {
                        kind: "files_verified";
                    } | {
                        kind: "safe_serialization";
                    } | {
                        kind: "signature_compatible";
                    } | {
                        kind: "soak";
                        stage: string;
                        hours: number;
                    } | {
                        kind: "external";
                        name: string;
                    })[] | undefined;
                    waitHours?: number | undefined;
                    windows?: {
                        cron: string;
                        hours: number;
                        timeZone: string;
                        reason: string;
                    }[] | undefined;
                    freezes?: {
                        cron: string;
                        hours: number;
                        timeZone: string;
                        reason: string;
                    }[] | undefined;
                    expiresDays?: number | undefined;
                    apply?: "automatic" | "manual" | undefined;
                    rollback?: "at_once" | "reviewed" | undefined;
                    deployment?: {
                        wait: boolean;
                        minutes: number;
                        onFailure: "keep" | "roll_back";
                    } | undefined;
                };
                words: string[];
                note: string;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
            }[];
            meta: object;
        }>;
        versions: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                stage: string;
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
            };
            output: {
                id: string;
                stage: string;
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                version: number;
                mode: "enforce" | "evaluate";
                rules: {
                    approvals?: number | undefined;
                    groups?: {
                        from: {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "role";
                            role: "maintainer" | "reviewer";
                        };
                        approvals: number;
                    }[] | undefined;
                    approvalsLastDays?: number | undefined;
                    resolveThreads?: boolean | undefined;
                    checks?: ({
                        kind: "metric";
                        metric: string;
                        atLeast?: number | undefined;
                        atMost?: number | undefined;
                    } | {
                        kind: "metric_vs_live";
                        metric: string;
                        better: "higher" | "lower";
                        tolerance: number;
                    } | {
                        kind: "metadata";
                        keys: string[];
                    } | {
                        kind: "card";
                    } | {
                        kind: "lineage";
                    } | {
                        kind: "files_verified";
                    } | {
                        kind: "safe_serialization";
                    } | {
                        kind: "signature_compatible";
                    } | {
                        kind: "soak";
                        stage: string;
                        hours: number;
                    } | {
                        kind: "external";
                        name: string;
                    })[] | undefined;
                    waitHours?: number | undefined;
                    windows?: {
                        cron: string;
                        hours: number;
                        timeZone: string;
                        reason: string;
                    }[] | undefined;
                    freezes?: {
                        cron: string;
                        hours: number;
                        timeZone: string;
                        reason: string;
                    }[] | undefined;
                    expiresDays?: number | undefined;
                    apply?: "automatic" | "manual" | undefined;
                    rollback?: "at_once" | "reviewed" | undefined;
                    deployment?: {
                        wait: boolean;
                        minutes: number;
                        onFailure: "keep" | "roll_back";
                    } | undefined;
                };
                words: string[];
                note: string;
                by: {
                    id: string;
                    name: string;
                };
                at: string;
            }[];
            meta: object;
        }>;
        preview: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                stage: string;
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                rules: {
                    approvals?: number | undefined;
                    groups?: {
                        from: {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "role";
                            role: "maintainer" | "reviewer";
                        };
                        approvals: number;
                    }[] | undefined;
                    approvalsLastDays?: number | undefined;
                    resolveThreads?: boolean | undefined;
                    checks?: ({
                        kind: "metric";
                        metric: string;
                        atLeast?: number | undefined;
                        atMost?: number | undefined;
                    } | {
                        kind: "metric_vs_live";
                        metric: string;
                        better: "higher" | "lower";
                        tolerance?: number | undefined;
                    } | {
                        kind: "metadata";
                        keys: string[];
                    } | {
                        kind: "card";
                    } | {
                        kind: "lineage";
                    } | {
                        kind: "files_verified";
                    } | {
                        kind: "safe_serialization";
                    } | {
                        kind: "signature_compatible";
                    } | {
                        kind: "soak";
                        stage: string;
                        hours: number;
                    } | {
                        kind: "external";
                        name: string;
                    })[] | undefined;
                    waitHours?: number | undefined;
                    windows?: {
                        cron: string;
                        hours: number;
                        timeZone?: string | undefined;
                        reason?: string | undefined;
                    }[] | undefined;
                    freezes?: {
                        cron: string;
                        hours: number;
                        timeZone?: string | undefined;
                        reason?: string | undefined;
                    }[] | undefined;
                    expiresDays?: number | undefined;
                    apply?: "automatic" | "manual" | undefined;
                    rollback?: "at_once" | "reviewed" | undefined;
                    deployment?: {
                        wait: boolean;
                        minutes: number;
                        onFailure: "keep" | "roll_back";
                    } | undefined;
                };
            };
            output: {
                words: string[];
                faults: string[];
            };
            meta: object;
        }>;
        simulate: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                stage: string;
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                rules: {
                    approvals?: number | undefined;
                    groups?: {
                        from: {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "role";
                            role: "maintainer" | "reviewer";
                        };
                        approvals: number;
                    }[] | undefined;
                    approvalsLastDays?: number | undefined;
                    resolveThreads?: boolean | undefined;
                    checks?: ({
                        kind: "metric";
                        metric: string;
                        atLeast?: number | undefined;
                        atMost?: number | undefined;
                    } | {
                        kind: "metric_vs_live";
                        metric: string;
                        better: "higher" | "lower";
                        tolerance?: number | undefined;
                    } | {
                        kind: "metadata";
                        keys: string[];
                    } | {
                        kind: "card";
                    } | {
                        kind: "lineage";
                    } | {
                        kind: "files_verified";
                    } | {
                        kind: "safe_serialization";
                    } | {
                        kind: "signature_compatible";
                    } | {
                        kind: "soak";
                        stage: string;
                        hours: number;
                    } | {
                        kind: "external";
                        name: string;
                    })[] | undefined;
                    waitHours?: number | undefined;
                    windows?: {
                        cron: string;
                        hours: number;
                        timeZone?: string | undefined;
                        reason?: string | undefined;
                    }[] | undefined;
                    freezes?: {
                        cron: string;
                        hours: number;
                        timeZone?: string | undefined;
                        reason?: string | undefined;
                    }[] | undefined;
                    expiresDays?: number | undefined;
                    apply?: "automatic" | "manual" | undefined;
                    rollback?: "at_once" | "reviewed" | undefined;
                    deployment?: {
                        wait: boolean;
                        minutes: number;
                        onFailure: "keep" | "roll_back";
                    } | undefined;
                };
                limit?: number | undefined;
            };
            output: {
                faults: string[];
                promotions: {
                    id: string;
                    model: string;
                    version: number;
                    stage: string;
                    appliedAt: string;
                    blockers: {
                        what: string;
                        why: string;
                    }[];
                }[];
            };
            meta: object;
        }>;
        save: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                stage: string;
                scope: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                mode: "enforce" | "evaluate";
                rules: {
                    approvals?: number | undefined;
                    groups?: {
                        from: {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "role";
                            role: "maintainer" | "reviewer";
                        };
                        approvals: number;
                    }[] | undefined;
                    approvalsLastDays?: number | undefined;
                    resolveThreads?: boolean | undefined;
                    checks?: ({
                        kind: "metric";
                        metric: string;
                        atLeast?: number | undefined;
                        atMost?: number | undefined;
                    } | {
                        kind: "metric_vs_live";
                        metric: string;
                        better: "higher" | "lower";
                        tolerance?: number | undefined;
                    } | {
                        kind: "metadata";
                        keys: string[];
                    } | {
                        kind: "card";
                    } | {
                        kind: "lineage";
                    } | {
                        kind: "files_verified";
                    } | {
                        kind: "safe_serialization";
                    } | {
                        kind: "signature_compatible";
                    } | {
                        kind: "soak";
                        stage: string;
                        hours: number;
                    } | {
                        kind: "external";
                        name: string;
                    })[] | undefined;
                    waitHours?: number | undefined;
                    windows?: {
                        cron: string;
                        hours: number;
                        timeZone?: string | undefined;
                        reason?: string | undefined;
                    }[] | undefined;
                    freezes?: {
                        cron: string;
                        hours: number;
                        timeZone?: string | undefined;
                        reason?: string | undefined;
                    }[] | undefined;
                    expiresDays?: number | undefined;
                    apply?: "automatic" | "manual" | undefined;
                    rollback?: "at_once" | "reviewed" | undefined;
                    deployment?: {
                        wait: boolean;
                        minutes: number;
                        onFailure: "keep" | "roll_back";
                    } | undefined;
                };
                note: string;
                expected: number;
            };
            output: {
                id: string;
                version: number;
            };
            meta: object;
        }>;
    };
    promotions: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                filter?: "all" | "decided" | "mine" | "waiting_for_me" | undefined;
                model?: string | undefined;
                team?: string | undefined;
                stage?: string | undefined;
                open?: boolean | undefined;
            };
            output: {
                items: {
                    id: string;
                    model: string;
                    version: number;
                    stage: string;
                    kind: "promote" | "remove" | "rollback";
                    state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                    reason: string;
                    requester: {
                        id: string;
                        name: string;
                    };
                    author: {
                        id: string;
                        name: string;
                    };
                    round: number;
                    baseline: number | null;
                    createdAt: string;
                    closedAt: string | null;
                    appliesAt: string | null;
                    expiresAt: string | null;
                    bypassed: boolean;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        waiting: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                count: number;
                mine: number;
            };
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        pulse: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                evidenceDigest: string;
                mark: string;
            };
            meta: object;
        }>;
        request: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                reference: string;
                stage: string;
                reason: string;
                draft?: boolean | undefined;
                notBefore?: string | undefined;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        requestRemoval: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                stage: string;
                reason: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        submit: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        describe: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                reason?: string | undefined;
                notBefore?: string | null | undefined;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        withdraw: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        reject: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                reason: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        applyNow: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        bypass: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                reason: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        rollbackTargets: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
                stage: string;
            };
            output: {
                suggested: number | null;
                versions: number[];
                policy: "at_once" | "reviewed";
            };
            meta: object;
        }>;
        rollback: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                stage: string;
                reason: string;
                to?: number | undefined;
                from?: number | undefined;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
    };
    reviews: {
        review: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                verdict: "approve" | "comment" | "request_changes";
                comment?: string | undefined;
                evidenceDigest: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        dismiss: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                review: string;
                reason: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        ask: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                people?: string[] | undefined;
                teams?: string[] | undefined;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        comment: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                body: string;
                thread?: string | undefined;
                about?: string | undefined;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        edit: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                comment: string;
                body: string;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
        resolve: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                thread: string;
                resolved?: boolean | undefined;
            };
            output: {
                id: string;
                model: string;
                version: number;
                stage: string;
                kind: "promote" | "remove" | "rollback";
                state: "applied" | "applying" | "approved" | "draft" | "expired" | "failed" | "open" | "rejected" | "superseded" | "withdrawn";
                reason: string;
                requester: {
                    id: string;
                    name: string;
                };
                author: {
                    id: string;
                    name: string;
                };
                round: number;
                baseline: number | null;
                createdAt: string;
                closedAt: string | null;
                appliesAt: string | null;
                expiresAt: string | null;
                bypassed: boolean;
                evidenceDigest: string;
                evidence: {
                    digest: string;
                    parts: {
                        name: string;
                        value: string;
                    }[];
                };
                roundBecause: string;
                blockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                triedBlockers: {
                    kind: "approvals_missing" | "changes_requested" | "check_failed" | "check_missing" | "check_pending" | "deploying" | "draft" | "frozen" | "group_approvals_missing" | "not_applied_yet" | "not_before" | "outside_window" | "recalled" | "threads_unresolved" | "wait_time";
                    what: string;
                    why: string;
                    who: string;
                    you: boolean;
                    clear: "apply" | "approve_or_dismiss" | "lift" | "new_version" | "report" | "resolve" | "review" | "submit" | "wait";
                    about: string | null;
                    until: string | null;
                }[];
                policy: {
                    enforced: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    };
                    tried: {
                        approvals: number;
                        groups: {
                            from: {
                                kind: "team";
                                team: string;
                            } | {
                                kind: "role";
                                role: "maintainer" | "reviewer";
                            };
                            approvals: number;
                        }[];
                        resolveThreads: boolean;
                        checks: ({
                            kind: "metric";
                            metric: string;
                            atLeast?: number | undefined;
                            atMost?: number | undefined;
                        } | {
                            kind: "metric_vs_live";
                            metric: string;
                            better: "higher" | "lower";
                            tolerance: number;
                        } | {
                            kind: "metadata";
                            keys: string[];
                        } | {
                            kind: "card";
                        } | {
                            kind: "lineage";
                        } | {
                            kind: "files_verified";
                        } | {
                            kind: "safe_serialization";
                        } | {
                            kind: "signature_compatible";
                        } | {
                            kind: "soak";
                            stage: string;
                            hours: number;
                        } | {
                            kind: "external";
                            name: string;
                        })[];
                        waitHours: number;
                        freezes: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[];
                        expiresDays: number;
                        apply: "automatic" | "manual";
                        rollback: "at_once" | "reviewed";
                        approvalsLastDays: number | null;
                        windows: {
                            cron: string;
                            hours: number;
                            timeZone: string;
                            reason: string;
                        }[][];
                        deployment: {
                            wait: boolean;
                            minutes: number;
                            onFailure: "keep" | "roll_back";
                        } | null;
                    } | null;
                    sources: {
                        scope: {
                            kind: "site";
                        } | {
                            kind: "team";
                            team: string;
                        } | {
                            kind: "model";
                            model: string;
                        };
                        version: number;
                        mode: "enforce" | "evaluate";
                    }[];
                    words: string[];
                    triedWords: string[];
                };
                checks: {
                    id: string;
                    title: string;
                    status: "failed" | "missing" | "passed" | "pending";
                    why: string;
                    findings: string[];
                    report: {
                        id: string;
                        check: string;
                        status: "failed" | "passed" | "queued" | "running";
                        summary: string;
                        url: string | null;
                        numbers: {
                            [x: string]: number;
                        };
                        run: string | null;
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                    enforced: boolean;
                }[];
                reviews: {
                    id: string;
                    reviewer: {
                        id: string;
                        name: string;
                    };
                    verdict: "approve" | "comment" | "request_changes";
                    comment: string;
                    round: number;
                    evidenceDigest: string;
                    current: boolean;
                    lapsed: "dismissed" | "evidence" | "lapsed" | "later" | "not_entitled" | null;
                    dismissal: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                    at: string;
                }[];
                threads: {
                    id: string;
                    about: string | null;
                    comments: {
                        id: string;
                        author: {
                            id: string;
                            name: string;
                        };
                        body: string;
                        at: string;
                        editedAt: string | null;
                        mentions: {
                            id: string;
                            name: string;
                            email: string;
                        }[];
                        edits: {
                            body: string;
                            at: string;
                        }[];
                    }[];
                    resolved: {
                        by: {
                            id: string;
                            name: string;
                        };
                        at: string;
                    } | null;
                }[];
                asked: {
                    person: {
                        id: string;
                        name: string;
                        email: string;
                    } | null;
                    team: string | null;
                    by: {
                        id: string;
                        name: string;
                    };
                    at: string;
                    answered: boolean;
                }[];
                suggested: {
                    id: string;
                    name: string;
                    email: string;
                    because: string;
                }[];
                candidate: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                };
                live: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    metadata: {
                        description: string;
                        framework: string;
                        task: string;
                        metrics: {
                            [x: string]: number;
                        };
                        directions?: {
                            [x: string]: "higher" | "lower";
                        } | undefined;
                        evaluations?: {
                            metric: string;
                            value?: number | undefined;
                            dataset?: string | undefined;
                            slice?: string | undefined;
                            series?: [number, number][] | undefined;
                        }[] | undefined;
                        parameters: {
                            [x: string]: unknown;
                        };
                        datasets: {
                            name: string;
                            version?: string | undefined;
                            role: string;
                            rows?: number | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        }[];
                        code?: {
                            repository: string;
                            commit: string;
                            dirty?: boolean | undefined;
                        } | undefined;
                        environment: {
                            [x: string]: string;
                        };
                        environmentLock?: {
                            path?: string | undefined;
                            digest?: string | undefined;
                            uri?: string | undefined;
                        } | undefined;
                        command?: string | undefined;
                        tags: string[];
                        signature?: {
                            inputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                            outputs: {
                                name: string;
                                type: string;
                                shape: number[];
                            }[];
                        } | undefined;
                        run?: {
                            tracker: string;
                            id: string;
                            url?: string | undefined;
                        } | undefined;
                        attributes: {
                            [x: string]: string | number | boolean;
                        };
                        parents?: {
                            relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                            reference: string;
                        }[] | undefined;
                    };
                    card: {
                        revision: number;
                        license: string | null;
                        languages: string[];
                    } | null;
                    openPromotions: {
                        id: string;
                        stage: string;
                    }[];
                    archival: {
                        by: {
                            id: string;
                            name: string;
                        };
                        reason: string;
                        at: string;
                    } | null;
                } | null;
                compared: {
                    files: {
                        path: string;
                        kind: "added" | "changed" | "removed";
                        candidate: {
                            size: number;
                            sha256: string;
                        } | null;
                        live: {
                            size: number;
                            sha256: string;
                        } | null;
                    }[];
                    changedFiles: number;
                    sameFiles: number;
                    tensors: {
                        name: string;
                        kind: "added" | "changed" | "removed";
                        candidate: string | null;
                        live: string | null;
                    }[];
                    changedTensors: number;
                    sameTensors: number;
                    candidateScan: {
                        files: number;
                        pending: number;
                        runsCode: number;
                        mayRunCode: number;
                        unreadable: number;
                        damaged: number;
                    };
                    card: {
                        candidate: string | null;
                        candidateRevision: number | null;
                        live: string | null;
                        liveRevision: number | null;
                    };
                };
                liveSince: {
                    at: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                supersededBy: string | null;
                deployment: {
                    id: string;
                    state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    openedAt: string;
                    endedAt: string | null;
                    deadlineAt: string | null;
                    gates: boolean;
                    rollsBack: boolean;
                    last: {
                        environment: string;
                        summary: string;
                        url: string | null;
                        logUrl: string | null;
                        at: string;
                    } | null;
                } | null;
                restsOn: {
                    id: string;
                    evidenceDigest: string;
                    closedAt: string;
                    approvedBy: {
                        id: string;
                        name: string;
                    }[];
                } | null;
                submittedAt: string | null;
                notBefore: string | null;
                closing: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                } | null;
                timeline: {
                    seq: number;
                    at: string;
                    actor: {
                        id: string;
                        name: string;
                    };
                    action: "alias.removed" | "alias.set" | "audit.retention_set" | "audit.trimmed" | "card.revised" | "check.defined" | "check.described" | "check.reported" | "check.retired" | "deployment.failed" | "deployment.opened" | "deployment.reported" | "deployment.rolled_back" | "deployment.succeeded" | "deployment.superseded" | "grant.removed" | "grant.set" | "group_mapping.added" | "group_mapping.removed" | "lineage.reported" | "member.removed" | "member.set" | "metadata_schema.saved" | "model.created" | "model.described" | "model.tagged" | "model.visibility_changed" | "notifications.chosen" | "notifications.muted" | "notifications.unmuted" | "password.changed" | "password.link_asked" | "password.link_made" | "password.reset" | "policy.saved" | "promotion.applied" | "promotion.approved" | "promotion.bypassed" | "promotion.comment_edited" | "promotion.commented" | "promotion.described" | "promotion.evidence_changed" | "promotion.expired" | "promotion.failed" | "promotion.rejected" | "promotion.reopened" | "promotion.requested" | "promotion.review_dismissed" | "promotion.reviewed" | "promotion.reviewers_asked" | "promotion.scheduled" | "promotion.submitted" | "promotion.superseded" | "promotion.thread_reopened" | "promotion.thread_resolved" | "promotion.withdrawn" | "recall.lifted" | "recall.raised" | "registry.backed_up" | "registry.restored" | "registry.set_up" | "runtime.changed" | "second_factor.begun" | "second_factor.codes_renewed" | "second_factor.disabled" | "second_factor.enabled" | "second_factor.removed" | "service.created" | "service.described" | "service.retired" | "session.confirmed" | "session.ended" | "settings.changed" | "stage.changed" | "stage.created" | "stage.retired" | "stages.reordered" | "storage.collected" | "storage.collection_ordered" | "storage.quota_set" | "storage.settings_changed" | "tag.changed" | "tag.created" | "tag.merged" | "tag.removed" | "tag.renamed" | "tag_group.removed" | "tag_group.saved" | "team.created" | "team.renamed" | "token.created" | "token.revoked" | "token.rotated" | "token.used" | "user.created" | "user.deactivated" | "user.invitation_revoked" | "user.invited" | "user.joined" | "user.linked" | "user.reactivated" | "user.renamed" | "user.role_changed" | "user.sign_in_refused" | "user.signed_in" | "user.signed_out" | "user.unlinked" | "version.archived" | "version.deleted" | "version.described" | "version.discarded" | "version.draft_restored" | "version.drafted" | "version.file_removed" | "version.files_attached" | "version.purged" | "version.registered" | "version.restored" | "version.tagged" | "version.unarchived" | "version.uploads_cancelled" | "version.uploads_opened" | "view.removed" | "view.saved" | "webhook.broken" | "webhook.changed" | "webhook.created" | "webhook.paused" | "webhook.redelivered" | "webhook.removed" | "webhook.resumed" | "webhook.secret_rotated" | "webhook.tested" | "write.refused";
                    target: string;
                    details: {
                        [x: string]: unknown;
                    };
                }[];
                mark: string;
                you: {
                    id: string;
                    cannotReview: string | null;
                    lacksReview: boolean;
                    canWithdraw: boolean;
                    canSubmit: boolean;
                    canAsk: boolean;
                    canApply: boolean;
                    canReject: boolean;
                    canDismiss: boolean;
                    canComment: boolean;
                    canResolve: boolean;
                    cannotBypass: string | null;
                    signedBefore: string | null;
                };
            };
            meta: object;
        }>;
    };
    serviceAccounts: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                team: string;
            };
            output: {
                items: {
                    id: string;
                    name: string;
                    team: string;
                    email: string;
                    description: string;
                    role: "contributor" | "viewer";
                    createdBy: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    liveTokens: number;
                    lastUsedAt: string | null;
                    retiredAt: string | null;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                team: string;
                name: string;
            };
            output: {
                id: string;
                name: string;
                team: string;
                email: string;
                description: string;
                role: "contributor" | "viewer";
                createdBy: {
                    id: string;
                    name: string;
                };
                createdAt: string;
                liveTokens: number;
                lastUsedAt: string | null;
                retiredAt: string | null;
            };
            meta: object;
        }>;
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                team: string;
                name: string;
                description?: string | undefined;
                role?: "contributor" | "viewer" | undefined;
            };
            output: {
                id: string;
                name: string;
                email: string;
            };
            meta: object;
        }>;
        describe: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                account: string;
                description: string;
                role: "contributor" | "viewer";
            };
            output: {
                id: string;
                name: string;
            };
            meta: object;
        }>;
        retire: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                account: string;
                reason: string;
            };
            output: {
                retired: boolean;
                tokens: number;
            };
            meta: object;
        }>;
    };
    settings: {
        signInWays: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                name: string;
                passwords: boolean;
                provider: string | null;
            };
            meta: object;
        }>;
        site: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                name: string;
                defaultVisibility: "internal" | "private";
                freeTags: boolean;
                passwordSignIn: boolean;
                makesAccounts: boolean;
                sessionHours: number;
                adminsNeedSecondFactor: boolean;
            };
            meta: object;
        }>;
        change: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                defaultVisibility: "internal" | "private";
                freeTags: boolean;
                passwordSignIn: boolean;
                makesAccounts: boolean;
                sessionHours: number;
                adminsNeedSecondFactor: boolean;
            };
            output: {
                name: string;
                defaultVisibility: "internal" | "private";
                freeTags: boolean;
                passwordSignIn: boolean;
                makesAccounts: boolean;
                sessionHours: number;
                adminsNeedSecondFactor: boolean;
            };
            meta: object;
        }>;
    };
    singleSignOn: {
        status: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                origin: string;
            };
            output: {
                issuer: string;
                clientId: string;
                name: string;
                groupsClaim: string;
                scopes: string;
                redirectUri: string;
                discovered: {
                    authorizationEndpoint: string;
                    userinfo: boolean;
                } | null;
                fault: string | null;
                linked: number;
            } | null;
            meta: object;
        }>;
        mappings: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                id: string;
                group: string;
                team: string | null;
                role: "contributor" | "maintainer" | "reviewer" | "viewer" | null;
                siteRole: "admin" | "auditor" | "member" | null;
                createdAt: string;
            }[];
            meta: object;
        }>;
        addMapping: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                gives: "team";
                group: string;
                team: string;
                role: "contributor" | "maintainer" | "reviewer" | "viewer";
            } | {
                gives: "site";
                group: string;
                siteRole: "admin" | "auditor";
            };
            output: {
                id: string;
            };
            meta: object;
        }>;
        removeMapping: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                removed: true;
            };
            meta: object;
        }>;
        unlink: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                userId: string;
            };
            output: {
                unlinked: number;
            };
            meta: object;
        }>;
    };
    runtime: {
        of: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
            };
            output: {
                stages: {
                    stage: string;
                    approved: number | null;
                    deployed: {
                        id: string;
                        version: number | null;
                        at: string;
                    } | null;
                    latest: {
                        id: string;
                        version: number | null;
                        state: "failed" | "in_progress" | "pending" | "queued" | "rolled_back" | "succeeded" | "superseded" | "timed_out";
                    } | null;
                    running: {
                        version: number;
                        instances: number;
                    }[];
                    drift: string[];
                }[];
                elsewhere: {
                    version: number;
                    instances: number;
                }[];
                instances: {
                    service: string;
                    instance: string;
                    version: number;
                    stage: string | null;
                    environment: string;
                    since: string;
                    seenAt: string;
                }[];
                count: number;
                gone: number;
            };
            meta: object;
        }>;
        checkIn: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                version?: number | undefined;
                digest?: string | undefined;
                service: string;
                instance: string;
                stage?: string | undefined;
                environment?: string | undefined;
            };
            output: {
                reference: string;
                changed: boolean;
                stageVersion: number | null;
                againInSeconds: number;
            };
            meta: object;
        }>;
    };
    search: {
        find: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                query?: string | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                nextCursor: string | null;
                total: {
                    count: number;
                    more: boolean;
                };
                read: {
                    typed: string;
                    as: string[];
                }[];
                in: "models";
                items: {
                    id: string;
                    reference: string;
                    team: string;
                    name: string;
                    description: string;
                    visibility: "internal" | "private";
                    task: string | null;
                    framework: string | null;
                    newestVersion: number | null;
                    stages: {
                        stage: string;
                        version: number;
                        since: string;
                    }[];
                    updatedAt: string;
                    versions: number;
                    tags: string[];
                    license: string | null;
                    recalled: boolean;
                    numbers: {
                        [x: string]: number;
                    };
                    excerpt: {
                        text: string;
                        match: boolean;
                    }[] | null;
                }[];
            } | {
                nextCursor: string | null;
                total: {
                    count: number;
                    more: boolean;
                };
                read: {
                    typed: string;
                    as: string[];
                }[];
                in: "versions";
                items: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                    model: string;
                    recalled: boolean;
                    numbers: {
                        [x: string]: number;
                    };
                    excerpt: {
                        text: string;
                        match: boolean;
                    }[] | null;
                }[];
            };
            meta: object;
        }>;
        facets: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                query?: string | undefined;
            };
            output: {
                facets: {
                    field: string;
                    label: string;
                    values: {
                        value: string;
                        count: number;
                        chosen: boolean;
                        query: string;
                    }[];
                    more: boolean;
                }[];
                atLeast: boolean;
            };
            meta: object;
        }>;
        complete: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                query: string;
                at: number;
            };
            output: {
                from: number;
                to: number;
                items: {
                    insert: string;
                    label: string;
                    detail: string;
                    kind: "field" | "name" | "value";
                }[];
            };
            meta: object;
        }>;
        views: {
            list: import("@trpc/server").TRPCQueryProcedure<{
                input: void;
                output: {
                    id: string;
                    name: string;
                    query: string;
                    layout: {
                        as: "cards" | "list";
                        columns: string[];
                    };
                    team: string | null;
                    owner: {
                        id: string;
                        name: string;
                    };
                    mine: boolean;
                }[];
                meta: object;
            }>;
            save: import("@trpc/server").TRPCMutationProcedure<{
                input: {
                    name: string;
                    query: string;
                    layout: {
                        as?: "cards" | "list" | undefined;
                        columns?: string[] | undefined;
                    };
                    team?: string | undefined;
                };
                output: {
                    id: string;
                };
                meta: object;
            }>;
            remove: import("@trpc/server").TRPCMutationProcedure<{
                input: {
                    id: string;
                };
                output: {
                    removed: boolean;
                };
                meta: object;
            }>;
        };
    };
    secondFactor: {
        status: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                enabledAt: string | null;
                recoveryCodesLeft: number;
            };
            meta: object;
        }>;
        begin: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                secret: string;
                uri: string;
                qr: {
                    size: number;
                    path: string;
                };
            };
            meta: object;
        }>;
        confirm: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                code: string;
            };
            output: {
                codes: string[];
            };
            meta: object;
        }>;
        renewCodes: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                code: string;
                password?: string | undefined;
            };
            output: {
                codes: string[];
            };
            meta: object;
        }>;
        disable: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                code: string;
                password?: string | undefined;
            };
            output: {
                disabled: boolean;
            };
            meta: object;
        }>;
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                user: string;
            };
            output: {
                removed: boolean;
            };
            meta: object;
        }>;
    };
    sessions: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                id: string;
                current: boolean;
                method: "oidc" | "password";
                address: string;
                agent: string;
                since: string;
                lastSeenAt: string;
                expiresAt: string;
            }[];
            meta: object;
        }>;
        end: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                session: string;
            };
            output: {
                ended: number;
            };
            meta: object;
        }>;
        endOthers: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                ended: number;
            };
            meta: object;
        }>;
        ofUser: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                user: string;
            };
            output: {
                id: string;
                current: boolean;
                method: "oidc" | "password";
                address: string;
                agent: string;
                since: string;
                lastSeenAt: string;
                expiresAt: string;
            }[];
            meta: object;
        }>;
        endOfUser: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                user: string;
                session: string;
            };
            output: {
                ended: number;
            };
            meta: object;
        }>;
        endAllOfUser: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                user: string;
            };
            output: {
                ended: number;
            };
            meta: object;
        }>;
    };
    stages: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                name: string;
                position: number;
                description: string;
                color: "amber" | "blue" | "green" | "orange" | "rose" | "slate" | "teal" | "violet";
                tells: string[];
            }[];
            meta: object;
        }>;
        kept: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                name: string;
                position: number;
                description: string;
                color: "amber" | "blue" | "green" | "orange" | "rose" | "slate" | "teal" | "violet";
                tells: string[];
                live: number;
                open: number;
                retiredAt: string | null;
            }[];
            meta: object;
        }>;
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                description?: string | undefined;
                color?: "amber" | "blue" | "green" | "orange" | "rose" | "slate" | "teal" | "violet" | undefined;
                tells?: string[] | undefined;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        change: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                description?: string | undefined;
                color?: "amber" | "blue" | "green" | "orange" | "rose" | "slate" | "teal" | "violet" | undefined;
                tells?: string[] | undefined;
                name: string;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        reorder: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                names: string[];
            };
            output: {
                names: string[];
            };
            meta: object;
        }>;
        retire: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                reason: string;
            };
            output: {
                name: string;
                failed: number;
            };
            meta: object;
        }>;
    };
    storage: {
        overview: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                store: "fs" | "s3";
                settings: {
                    restoreDays: number;
                    draftDays: number;
                    graceHours: number;
                    quotaBytes: number | null;
                };
                bytes: number;
                blobs: number;
                referencedBytes: number;
                damaged: number;
                teams: {
                    team: string;
                    name: string;
                    bytes: number;
                    blobs: number;
                    ownQuotaBytes: number | null;
                    quotaBytes: number | null;
                }[];
                collections: {
                    id: string;
                    startedAt: string;
                    finishedAt: string | null;
                    dryRun: boolean;
                    startedBy: string;
                    blobs: number;
                    bytes: number;
                    versions: number;
                    drafts: number;
                    arrivals: number;
                    failure: string | null;
                }[];
            };
            meta: object;
        }>;
        team: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                team: string;
            };
            output: {
                bytes: number;
                quotaBytes: number | null;
            };
            meta: object;
        }>;
        change: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                restoreDays: number;
                draftDays: number;
                graceHours: number;
                quotaBytes: number | null;
            };
            output: {
                restoreDays: number;
                draftDays: number;
                graceHours: number;
                quotaBytes: number | null;
            };
            meta: object;
        }>;
        setQuota: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                team: string;
                quotaBytes: number | null;
            };
            output: {
                team: string;
                quotaBytes: number | null;
            };
            meta: object;
        }>;
        collect: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                dryRun: boolean;
            };
            output: {
                ordered: boolean;
            };
            meta: object;
        }>;
    };
    tags: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                search?: string | undefined;
                group?: string | undefined;
            } | undefined;
            output: {
                items: {
                    name: string;
                    color: "amber" | "blue" | "green" | "pink" | "red" | "slate" | "teal" | "violet";
                    description: string;
                    group: string | null;
                    appliers: "administrators" | "contributors" | "maintainers";
                    uses: {
                        models: {
                            count: number;
                            more: boolean;
                        };
                        versions: {
                            count: number;
                            more: boolean;
                        };
                    } | null;
                }[];
                nextCursor: string | null;
                total: number;
            };
            meta: object;
        }>;
        marks: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                name: string;
                color: "amber" | "blue" | "green" | "pink" | "red" | "slate" | "teal" | "violet";
                description: string;
            }[];
            meta: object;
        }>;
        groups: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                name: string;
                description: string;
                exclusive: boolean;
                tags: number;
            }[];
            meta: object;
        }>;
        suggest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                text?: string | undefined;
                model?: string | undefined;
                limit?: number | undefined;
            } | undefined;
            output: {
                items: {
                    name: string;
                    color: "amber" | "blue" | "green" | "pink" | "red" | "slate" | "teal" | "violet";
                    description: string;
                    group: string | null;
                    exclusive: boolean;
                }[];
                free: boolean;
            };
            meta: object;
        }>;
        assign: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                models?: string[] | undefined;
                versions?: string[] | undefined;
                add?: string[] | undefined;
                remove?: string[] | undefined;
                replace?: boolean | undefined;
            };
            output: {
                done: {
                    reference: string;
                    added: string[];
                    removed: string[];
                    tags: string[];
                }[];
                refused: {
                    reference: string;
                    reason: string;
                    message: string;
                }[];
            };
            meta: object;
        }>;
        free: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
            } | undefined;
            output: {
                items: {
                    name: string;
                    uses: {
                        models: {
                            count: number;
                            more: boolean;
                        };
                        versions: {
                            count: number;
                            more: boolean;
                        };
                    };
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        touched: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                name: string;
            };
            output: {
                name: string;
                models: {
                    count: number;
                    first: string[];
                };
                versions: {
                    count: number;
                    first: string[];
                };
                drafts: number;
            };
            meta: object;
        }>;
        saveGroup: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                description?: string | undefined;
                exclusive?: boolean | undefined;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        removeGroup: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                description?: string | undefined;
                color?: "amber" | "blue" | "green" | "pink" | "red" | "slate" | "teal" | "violet" | undefined;
                appliers?: "administrators" | "contributors" | "maintainers" | undefined;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        change: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                description?: string | undefined;
                color?: "amber" | "blue" | "green" | "pink" | "red" | "slate" | "teal" | "violet" | undefined;
                appliers?: "administrators" | "contributors" | "maintainers" | undefined;
                name: string;
            };
            output: {
                name: string;
            };
            meta: object;
        }>;
        rename: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                to: string;
            };
            output: {
                name: string;
                models: number;
                versions: number;
            };
            meta: object;
        }>;
        merge: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                into: string;
                replace?: boolean | undefined;
            };
            output: {
                name: string;
                models: number;
                versions: number;
            };
            meta: object;
        }>;
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
            };
            output: {
                name: string;
                models: number;
                versions: number;
            };
            meta: object;
        }>;
    };
    teams: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                search?: string | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            } | undefined;
            output: {
                items: {
                    id: string;
                    slug: string;
                    name: string;
                    members: number;
                    models: number;
                    createdAt: string;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                team: string;
            };
            output: {
                id: string;
                slug: string;
                name: string;
                members: number;
                models: number;
                createdAt: string;
                role: "contributor" | "maintainer" | "reviewer" | "viewer" | null;
                can: ("account:manage" | "alias:move" | "audit:read" | "card:edit" | "check:report" | "dataset:recall" | "deployment:report" | "model:create" | "model:describe" | "model:read" | "model:share" | "model:tag" | "policy:manage" | "promotion:bypass" | "promotion:comment" | "promotion:moderate" | "promotion:request" | "promotion:review" | "promotion:rollback" | "runtime:report" | "schema:manage" | "service:manage" | "site:manage" | "team:manage" | "user:manage" | "version:create" | "version:delete" | "version:recall" | "view:share" | "webhook:manage")[];
                signers: number;
                maintainers: number;
                serviceAccounts: number;
            };
            meta: object;
        }>;
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                slug: string;
                name: string;
            };
            output: {
                slug: string;
            };
            meta: object;
        }>;
        rename: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                team: string;
                name: string;
            };
            output: {
                slug: string;
                name: string;
            };
            meta: object;
        }>;
        members: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                search?: string | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
                team: string;
            };
            output: {
                items: {
                    userId: string;
                    name: string;
                    email: string;
                    kind: "person" | "service";
                    role: "contributor" | "maintainer" | "reviewer" | "viewer";
                    since: string;
                    deactivatedAt: string | null;
                }[];
                nextCursor: string | null;
                total: number;
            };
            meta: object;
        }>;
        setMember: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                team: string;
                email: string;
                role: "contributor" | "maintainer" | "reviewer" | "viewer";
            };
            output: {
                userId: string;
                name: string;
                role: "contributor" | "maintainer" | "reviewer" | "viewer";
            };
            meta: object;
        }>;
        removeMember: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                team: string;
                userId: string;
            };
            output: {
                removed: boolean;
            };
            meta: object;
        }>;
    };
    tokens: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                account?: string | undefined;
            } | undefined;
            output: {
                items: {
                    id: string;
                    name: string;
                    prefix: string;
                    scopes: ("alias:move" | "audit:read" | "card:edit" | "check:report" | "dataset:recall" | "deployment:report" | "model:create" | "model:describe" | "model:read" | "model:share" | "model:tag" | "policy:manage" | "promotion:bypass" | "promotion:comment" | "promotion:moderate" | "promotion:request" | "promotion:review" | "promotion:rollback" | "runtime:report" | "schema:manage" | "site:manage" | "team:manage" | "version:create" | "version:delete" | "version:recall" | "view:share" | "webhook:manage")[];
                    models: string[];
                    checks: string[];
                    owner: {
                        id: string;
                        name: string;
                        email: string;
                        kind: "person" | "service";
                        team: string | null;
                    };
                    madeBy: string | null;
                    createdAt: string;
                    expiresAt: string | null;
                    lastUsedAt: string | null;
                    revokedAt: string | null;
                    replaces: string | null;
                    replacedBy: string | null;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        listAll: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                search?: string | undefined;
                kind?: "person" | "service" | undefined;
                state?: "ended" | "live" | undefined;
            } | undefined;
            output: {
                items: {
                    id: string;
                    name: string;
                    prefix: string;
                    scopes: ("alias:move" | "audit:read" | "card:edit" | "check:report" | "dataset:recall" | "deployment:report" | "model:create" | "model:describe" | "model:read" | "model:share" | "model:tag" | "policy:manage" | "promotion:bypass" | "promotion:comment" | "promotion:moderate" | "promotion:request" | "promotion:review" | "promotion:rollback" | "runtime:report" | "schema:manage" | "site:manage" | "team:manage" | "version:create" | "version:delete" | "version:recall" | "view:share" | "webhook:manage")[];
                    models: string[];
                    checks: string[];
                    owner: {
                        id: string;
                        name: string;
                        email: string;
                        kind: "person" | "service";
                        team: string | null;
                    };
                    madeBy: string | null;
                    createdAt: string;
                    expiresAt: string | null;
                    lastUsedAt: string | null;
                    revokedAt: string | null;
                    replaces: string | null;
                    replacedBy: string | null;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        preview: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                account?: string | undefined;
                models: string[];
            };
            output: {
                models: number;
                holds: ("alias:move" | "audit:read" | "card:edit" | "check:report" | "dataset:recall" | "deployment:report" | "model:create" | "model:describe" | "model:read" | "model:share" | "model:tag" | "policy:manage" | "promotion:bypass" | "promotion:comment" | "promotion:moderate" | "promotion:request" | "promotion:review" | "promotion:rollback" | "runtime:report" | "schema:manage" | "site:manage" | "team:manage" | "version:create" | "version:delete" | "version:recall" | "view:share" | "webhook:manage")[];
            };
            meta: object;
        }>;
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                account?: string | undefined;
                name: string;
                scopes: ("alias:move" | "audit:read" | "card:edit" | "check:report" | "dataset:recall" | "deployment:report" | "model:create" | "model:describe" | "model:read" | "model:share" | "model:tag" | "policy:manage" | "promotion:bypass" | "promotion:comment" | "promotion:moderate" | "promotion:request" | "promotion:review" | "promotion:rollback" | "runtime:report" | "schema:manage" | "site:manage" | "team:manage" | "version:create" | "version:delete" | "version:recall" | "view:share" | "webhook:manage")[];
                models?: string[] | undefined;
                checks?: string[] | undefined;
                expiresInDays: number;
            };
            output: {
                id: string;
                secret: string;
                prefix: string;
                expiresAt: string;
            };
            meta: object;
        }>;
        rotate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                overlapHours?: number | undefined;
            };
            output: {
                id: string;
                secret: string;
                prefix: string;
                expiresAt: string;
                overlapEndsAt: string;
            };
            meta: object;
        }>;
        revoke: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                revoked: boolean;
            };
            meta: object;
        }>;
    };
    uploads: {
        open: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                draft: string;
                files: {
                    path: string;
                    size: number;
                    fingerprint?: string | undefined;
                }[];
            };
            output: {
                path: string;
                upload: string;
                received: number;
                partBytes: number | null;
            }[];
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                upload: string;
            };
            output: {
                upload: string;
                path: string;
                size: number;
                received: number;
                state: "arriving" | "done" | "failed" | "stored" | "verifying";
                failure: string | null;
                sha256: string | null;
                updatedAt: string;
            };
            meta: object;
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                draft: string;
                after?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    upload: string;
                    path: string;
                    size: number;
                    received: number;
                    state: "arriving" | "done" | "failed" | "stored" | "verifying";
                    failure: string | null;
                    sha256: string | null;
                    updatedAt: string;
                }[];
                next: string | null;
            };
            meta: object;
        }>;
        cancel: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                draft: string;
                paths?: string[] | undefined;
            };
            output: {
                cancelled: number;
            };
            meta: object;
        }>;
    };
    versions: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                model: string;
                before?: number | undefined;
                parameters?: string[] | undefined;
            };
            output: {
                items: {
                    id: string;
                    reference: string;
                    number: number;
                    digest: string;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    tags: string[];
                    files: number;
                    bytes: number;
                    author: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                    stages: string[];
                    aliases: string[];
                    archived: boolean;
                    recalled: boolean;
                    parameters?: {
                        [x: string]: unknown;
                    } | undefined;
                }[];
                next: number | null;
            };
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
            };
            output: {
                id: string;
                reference: string;
                number: number;
                digest: string;
                description: string;
                framework: string;
                task: string;
                metrics: {
                    [x: string]: number;
                };
                tags: string[];
                files: number;
                bytes: number;
                author: {
                    id: string;
                    name: string;
                };
                createdAt: string;
                stages: string[];
                aliases: string[];
                archived: boolean;
                recalled: boolean;
                parameters?: {
                    [x: string]: unknown;
                } | undefined;
                model: string;
                metadata: {
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    directions?: {
                        [x: string]: "higher" | "lower";
                    } | undefined;
                    evaluations?: {
                        metric: string;
                        value?: number | undefined;
                        dataset?: string | undefined;
                        slice?: string | undefined;
                        series?: [number, number][] | undefined;
                    }[] | undefined;
                    parameters: {
                        [x: string]: unknown;
                    };
                    datasets: {
                        name: string;
                        version?: string | undefined;
                        role: string;
                        rows?: number | undefined;
                        digest?: string | undefined;
                        uri?: string | undefined;
                    }[];
                    code?: {
                        repository: string;
                        commit: string;
                        dirty?: boolean | undefined;
                    } | undefined;
                    environment: {
                        [x: string]: string;
                    };
                    environmentLock?: {
                        path?: string | undefined;
                        digest?: string | undefined;
                        uri?: string | undefined;
                    } | undefined;
                    command?: string | undefined;
                    tags: string[];
                    signature?: {
                        inputs: {
                            name: string;
                            type: string;
                            shape: number[];
                        }[];
                        outputs: {
                            name: string;
                            type: string;
                            shape: number[];
                        }[];
                    } | undefined;
                    run?: {
                        tracker: string;
                        id: string;
                        url?: string | undefined;
                    } | undefined;
                    attributes: {
                        [x: string]: string | number | boolean;
                    };
                    parents?: {
                        relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                        reference: string;
                    }[] | undefined;
                };
                card: {
                    revision: number;
                    license: string | null;
                    languages: string[];
                } | null;
                openPromotions: {
                    id: string;
                    stage: string;
                }[];
                archival: {
                    by: {
                        id: string;
                        name: string;
                    };
                    reason: string;
                    at: string;
                } | null;
            };
            meta: object;
        }>;
        metricHistory: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                model: string;
                metric?: string | undefined;
            };
            output: {
                names: string[];
                metric: string | null;
                better: "higher" | "lower" | "neither";
                lines: {
                    dataset: string | null;
                    slice: string | null;
                    points: {
                        number: number;
                        value: number;
                    }[];
                }[];
                moreLines: number;
                staged: {
                    number: number;
                    live: string[];
                    was: string[];
                }[];
                every: number;
            };
            meta: object;
        }>;
        files: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
                after?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                items: {
                    path: string;
                    size: number;
                    sha256: string;
                }[];
                next: string | null;
            };
            meta: object;
        }>;
        preview: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                reference: string;
                path: string;
            };
            output: {
                text: string;
                truncated: boolean;
                binary: boolean;
            } | null;
            meta: object;
        }>;
        novelSizes: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                sizes: number[];
            };
            output: number[];
            meta: object;
        }>;
        archive: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                reference: string;
                reason: string;
            };
            output: {
                reference: string;
                archived: boolean;
            };
            meta: object;
        }>;
        unarchive: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                reference: string;
            };
            output: {
                reference: string;
                archived: boolean;
            };
            meta: object;
        }>;
        draft: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                model: string;
                metadata?: {
                    [x: string]: unknown;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    directions?: {
                        [x: string]: "higher" | "lower";
                    } | undefined;
                    evaluations?: {
                        metric: string;
                        value?: number | undefined;
                        dataset?: string | undefined;
                        slice?: string | undefined;
                        series?: [number, number][] | undefined;
                    }[] | undefined;
                    parameters: {
                        [x: string]: unknown;
                    };
                    datasets: {
                        name: string;
                        version?: string | undefined;
                        role: string;
                        rows?: number | undefined;
                        digest?: string | undefined;
                        uri?: string | undefined;
                    }[];
                    code?: {
                        repository: string;
                        commit: string;
                        dirty?: boolean | undefined;
                    } | undefined;
                    environment?: {
                        [x: string]: string;
                    } | undefined;
                    environmentLock?: {
                        path?: string | undefined;
                        digest?: string | undefined;
                        uri?: string | undefined;
                    } | undefined;
                    command?: string | undefined;
                    tags?: string[] | undefined;
                    signature?: {
                        inputs: {
                            name: string;
                            type: string;
                            shape: number[];
                        }[];
                        outputs: {
                            name: string;
                            type: string;
                            shape: number[];
                        }[];
                    } | undefined;
                    run?: {
                        tracker: string;
                        id: string;
                        url?: string | undefined;
                    } | undefined;
                    attributes?: {
                        [x: string]: string | number | boolean;
                    } | undefined;
                    parents?: {
                        relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                        reference: string;
                    }[] | undefined;
                } | undefined;
                version?: number | undefined;
                visibility?: "internal" | "private" | undefined;
            };
            output: {
                draft: string;
                model: string;
            };
            meta: object;
        }>;
        attach: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                draft: string;
                files: {
                    path: string;
                    size: number;
                    sha256: string;
                }[];
            };
            output: {
                missing: string[];
            };
            meta: object;
        }>;
        register: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                model: string;
                metadata: {
                    [x: string]: unknown;
                    description: string;
                    framework: string;
                    task: string;
                    metrics: {
                        [x: string]: number;
                    };
                    directions?: {
                        [x: string]: "higher" | "lower";
                    } | undefined;
                    evaluations?: {
                        metric: string;
                        value?: number | undefined;
                        dataset?: string | undefined;
                        slice?: string | undefined;
                        series?: [number, number][] | undefined;
                    }[] | undefined;
                    parameters: {
                        [x: string]: unknown;
                    };
                    datasets: {
                        name: string;
                        version?: string | undefined;
                        role: string;
                        rows?: number | undefined;
                        digest?: string | undefined;
                        uri?: string | undefined;
                    }[];
                    code?: {
                        repository: string;
                        commit: string;
                        dirty?: boolean | undefined;
                    } | undefined;
                    environment?: {
                        [x: string]: string;
                    } | undefined;
                    environmentLock?: {
                        path?: string | undefined;
                        digest?: string | undefined;
                        uri?: string | undefined;
                    } | undefined;
                    command?: string | undefined;
                    tags?: string[] | undefined;
                    signature?: {
                        inputs: {
                            name: string;
                            type: string;
                            shape: number[];
                        }[];
                        outputs: {
                            name: string;
                            type: string;
                            shape: number[];
                        }[];
                    } | undefined;
                    run?: {
                        tracker: string;
                        id: string;
                        url?: string | undefined;
                    } | undefined;
                    attributes?: {
                        [x: string]: string | number | boolean;
                    } | undefined;
                    parents?: {
                        relation: "distilled-from" | "ensemble-of" | "fine-tuned-from" | "quantized-from";
                        reference: string;
                    }[] | undefined;
                };
                files: {
                    path: string;
                    size: number;
                    sha256: string;
                }[];
                version?: number | undefined;
                visibility?: "internal" | "private" | undefined;
            };
            output: {
                reference: string;
                version: number;
                digest: string;
                files: number;
                bytes: number;
            };
            meta: object;
        }>;
        finalize: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                draft: string;
                files: number;
                version?: number | undefined;
            };
            output: {
                reference: string;
                version: number;
                digest: string;
                files: number;
                bytes: number;
            };
            meta: object;
        }>;
    };
    watching: {
        pointers: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                references: string[];
                lastEventId?: string | null | undefined;
            };
            output: AsyncIterable<{
                id: string;
                data: {
                    reference: string;
                    from: number | null;
                    to: {
                        version: number;
                        digest: string;
                    } | null;
                    movedAt: string | null;
                };
            }, void, undefined>;
            meta: object;
        }>;
        changes: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: void;
            output: AsyncIterable<{
                models: string[];
            }, void, undefined>;
            meta: object;
        }>;
    };
    webhooks: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                cursor?: string | undefined;
                limit?: number | undefined;
                place: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
            };
            output: {
                items: {
                    id: string;
                    place: {
                        kind: "site";
                    } | {
                        kind: "team";
                        team: string;
                    } | {
                        kind: "model";
                        model: string;
                    };
                    name: string;
                    kind: "generic" | "github" | "gitlab" | "slack";
                    url: string;
                    settings: {
                        [x: string]: string;
                    };
                    events: string[];
                    verifyTls: boolean;
                    state: "active" | "broken" | "paused";
                    failingSince: string | null;
                    failures: number;
                    pending: number;
                    lastDeliveredAt: string | null;
                    signing: {
                        createdAt: string;
                        endsAt: string | null;
                    }[];
                    createdBy: {
                        id: string;
                        name: string;
                    };
                    createdAt: string;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                place: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                name: string;
                kind: "generic" | "github" | "gitlab" | "slack";
                url: string;
                settings: {
                    [x: string]: string;
                };
                events: string[];
                verifyTls: boolean;
                state: "active" | "broken" | "paused";
                failingSince: string | null;
                failures: number;
                pending: number;
                lastDeliveredAt: string | null;
                signing: {
                    createdAt: string;
                    endsAt: string | null;
                }[];
                createdBy: {
                    id: string;
                    name: string;
                };
                createdAt: string;
            };
            meta: object;
        }>;
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                place: {
                    kind: "site";
                } | {
                    kind: "team";
                    team: string;
                } | {
                    kind: "model";
                    model: string;
                };
                name: string;
                target: {
                    kind: "generic";
                    url: string;
                } | {
                    kind: "github";
                    url?: string | undefined;
                    owner: string;
                    repository: string;
                    token: string;
                } | {
                    kind: "gitlab";
                    url?: string | undefined;
                    project: string;
                    ref: string;
                    token: string;
                } | {
                    kind: "slack";
                    url: string;
                };
                events: string[];
                verifyTls?: boolean | undefined;
            };
            output: {
                id: string;
                secret: string | null;
            };
            meta: object;
        }>;
        change: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                name?: string | undefined;
                target?: {
                    kind: "generic";
                    url: string;
                } | {
                    kind: "github";
                    url?: string | undefined;
                    owner: string;
                    repository: string;
                    token?: string | undefined;
                } | {
                    kind: "gitlab";
                    url?: string | undefined;
                    project: string;
                    ref: string;
                    token?: string | undefined;
                } | {
                    kind: "slack";
                    url?: string | undefined;
                } | undefined;
                events?: string[] | undefined;
                verifyTls?: boolean | undefined;
            };
            output: {
                id: string;
            };
            meta: object;
        }>;
        rotate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                overlapHours?: number | undefined;
            };
            output: {
                id: string;
                secret: string;
                oldEndsAt: string;
            };
            meta: object;
        }>;
        pause: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
            };
            meta: object;
        }>;
        resume: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
            };
            meta: object;
        }>;
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
            };
            meta: object;
        }>;
        test: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                delivery: string;
            };
            meta: object;
        }>;
        deliveries: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
                cursor?: string | undefined;
                limit?: number | undefined;
                states?: ("delivered" | "dropped" | "given_up" | "pending")[] | undefined;
                type?: string | undefined;
            };
            output: {
                items: {
                    id: string;
                    webhook: string;
                    event: number | null;
                    type: string;
                    model: string | null;
                    state: "delivered" | "dropped" | "given_up" | "pending";
                    attempts: number;
                    createdAt: string;
                    nextAttemptAt: string | null;
                    endedAt: string | null;
                    lastStatus: number | null;
                    lastError: string | null;
                    redeliveryOf: string | null;
                }[];
                nextCursor: string | null;
            };
            meta: object;
        }>;
        delivery: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                delivery: {
                    id: string;
                    webhook: string;
                    event: number | null;
                    type: string;
                    model: string | null;
                    state: "delivered" | "dropped" | "given_up" | "pending";
                    attempts: number;
                    createdAt: string;
                    nextAttemptAt: string | null;
                    endedAt: string | null;
                    lastStatus: number | null;
                    lastError: string | null;
                    redeliveryOf: string | null;
                };
                tries: {
                    number: number;
                    at: string;
                    durationMs: number;
                    status: number | null;
                    error: string | null;
                    url: string;
                    requestHeaders: {
                        [x: string]: string;
                    };
                    requestBody: string;
                    responseHeaders: {
                        [x: string]: string;
                    };
                    responseBody: string;
                }[];
            };
            meta: object;
        }>;
        redeliver: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                delivery: string;
            };
            output: {
                delivery: string;
            };
            meta: object;
        }>;
        redeliverRange: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                since?: string | undefined;
                until?: string | undefined;
                firstEvent?: number | undefined;
                lastEvent?: number | undefined;
                undeliveredOnly?: boolean | undefined;
            };
            output: {
                deliveries: number;
            };
            meta: object;
        }>;
    };
};
declare const configuration: {
    ctx: object;
    meta: object;
    errorShape: {
        code: number;
        message: string;
        data: {
            code: string;
            httpStatus: number;
            path: string | undefined;
            reason: "account_retired" | "already_exists" | "already_finalized" | "already_live" | "already_recalled" | "already_requested" | "already_set_up" | "blob_damaged" | "body_too_large" | "card_changed" | "card_faulty" | "check_not_pinned" | "check_unknown" | "cursor_ahead" | "digest_mismatch" | "draft_incomplete" | "evidence_changed" | "evidence_missing" | "files_missing" | "forbidden" | "forbidden_by_token" | "foreign_origin" | "internal" | "invalid_input" | "invalid_query" | "last_administrator" | "lineage_circle" | "malformed_body" | "metadata_incomplete" | "metadata_refused" | "method_not_allowed" | "not_found" | "not_signed_in" | "nothing_to_roll_back_to" | "offset_mismatch" | "outgoing_refused" | "passwords_off" | "path_taken" | "policy_changed" | "policy_unsatisfiable" | "promotion_blocked" | "promotion_closed" | "query_too_slow" | "quota_exceeded" | "rate_limited" | "recall_lifted" | "report_differs" | "schema_changed" | "schema_invalid" | "second_factor_required" | "second_factor_wrong" | "self_approval" | "sign_in_stale" | "stage_in_use" | "stage_needs_promotion" | "storage_full" | "stream_ended" | "tag_conflict" | "tag_group_in_use" | "tag_reserved" | "tag_unknown" | "token_ended" | "token_expired" | "token_invalid" | "token_rotated" | "too_many_attempts" | "upload_busy" | "upload_failed" | "upload_incomplete" | "version_archived" | "version_exists" | "version_in_use" | "version_number" | "version_purged";
            details: Record<string, unknown>;
            requestId: string | null;
        };
    };
    transformer: false;
};
/** The root router's type: what tRPC's own tools take to make a typed client. */
export type AppRouter = TRPCBuiltRouter<typeof configuration, typeof procedures>;
/** What each procedure takes. */
export type Inputs = inferRouterInputs<AppRouter>;
/** What each procedure gives. */
export type Outputs = inferRouterOutputs<AppRouter>;
/** Why the registry refused something. */
export type Reason = AppRouter["_def"]["_config"]["$types"]["errorShape"]["data"]["reason"];
/** Who a caller is, and what their token allows. */
export type Me = Outputs["identity"]["whoami"];
/** A version with all that was declared of it, and what points to it. */
export type Version = Outputs["versions"]["get"];
/** Several versions side by side. */
export type Comparison = Outputs["comparisons"]["compare"];
/** Something that has happened, by its `type`. */
export type RegistryEvent = Outputs["events"]["list"]["items"][number];
/** A page of what a search finds: of models or of versions. */
export type Found = Outputs["search"]["find"];
/** A model that a search has found. */
export type ModelHit = Extract<Found, {
    in: "models";
}>["items"][number];
/** A version that a search has found. */
export type VersionHit = Extract<Found, {
    in: "versions";
}>["items"][number];
/** The values of fields among what a search finds, with counts. */
export type Facets = Outputs["search"]["facets"];
/** What could stand where the cursor is in a query. */
export type Completions = Outputs["search"]["complete"];
/** A query that is kept under a name. */
export type View = Outputs["search"]["views"]["list"][number];
/** What is declared of a version: framework, task, metrics, parameters, datasets and so on. */
export type Metadata = NonNullable<Inputs["versions"]["draft"]["metadata"]>;
/** A promotion with its blockers, checks, policy and reviews, and the version that it would replace. */
export type Promotion = Outputs["promotions"]["get"];
/** A promotion as lists show it. */
export type PromotionSummary = Outputs["promotions"]["list"]["items"][number];
/** Where a promotion stands: `draft`, `open`, `approved`, `applying`, `applied`, or one of the ways in which it ends. */
export type PromotionState = Promotion["state"];
/** One reason why a promotion can't be applied yet, and who can clear it. */
export type Blocker = Promotion["blockers"][number];
/** One version of a policy's document. */
export type Policy = Outputs["policies"]["versions"][number];
/** What a policy demands; what is left out is not demanded. */
export type PolicyRules = Inputs["policies"]["save"]["rules"];
/** Whose policy: all models', a team's, or one model's. */
export type PolicyScope = Policy["scope"];
/** What counts for a stage of a model, with a sentence for each rule. */
export type WordedPolicy = Outputs["policies"]["effective"];
/** What rules would have said of past promotions. */
export type PolicySimulation = Outputs["policies"]["simulate"];
/** A revision of a card, as it was written and as it is shown. */
export type Card = NonNullable<Outputs["cards"]["get"]["card"]>;
/** Who wrote a revision of a card, when and why. */
export type CardRevision = Outputs["cards"]["history"]["items"][number];
/** Two cards, line by line. */
export type CardDiff = Outputs["cards"]["diff"];
/** A card with its references filled in, and what is wrong in it. */
export type ShownCard = Outputs["cards"]["preview"];
/** A check that pipelines may report. */
export type ExternalCheck = Outputs["checks"]["list"][number];
/** The last report of a check on a version. */
export type CheckReport = Outputs["checks"]["latest"][number];
/** What the outside world does with a move of a stage, with all that was reported of it. */
export type Deployment = Outputs["deployments"]["get"];
/** The same as lists show it. */
export type DeploymentSummary = Outputs["deployments"]["list"]["items"][number];
/** How a deployment stands. */
export type DeploymentState = Deployment["state"];
/** What should run, what was deployed and what runs of a model. */
export type ModelRuntime = Outputs["runtime"]["of"];
/** A stage: its name, its place in the order, and what it is for. */
export type Stage = Outputs["stages"]["list"][number];
/** One stay of a version in a stage: since when, until when, and on whose signatures. */
export type Stay = Outputs["pointers"]["history"]["items"][number];
/** What the one who asks may do on a model, and why. */
export type Access = Outputs["grants"]["explain"];
/** A role that was given on one model. */
export type Grant = Outputs["grants"]["list"][number];
/** A file of a version: its path, its size in bytes and its SHA-256 in hex. */
export type VersionFile = Outputs["versions"]["files"]["items"][number];
/** Data or a version that turned out to be bad. */
export type Recall = Outputs["lineage"]["recall"];
/** What something has touched. */
export type Impact = Outputs["lineage"]["impact"];
/** How a version was made, as far as it is known: docs/reproduce.md describes it. */
export type Recipe = Outputs["lineage"]["recipe"]["recipe"];
/** How much of what it takes to make a version again is known, and what to do about the rest. */
export type Completeness = Recipe["completeness"];
/** A tag of the vocabulary. */
export type Tag = Outputs["tags"]["list"]["items"][number];
/** A group of tags. */
export type TagGroup = Outputs["tags"]["groups"][number];
/** A tag that is in use, and not in the vocabulary. */
export type FreeTag = Outputs["tags"]["free"]["items"][number];
/** One version of a metadata schema. */
export type SavedSchema = Outputs["metadataSchemas"]["history"][number];
/** Whose metadata schema: all models', a team's, or one model's. */
export type SchemaScope = SavedSchema["scope"];
/** What counts for new versions of a model. */
export type EffectiveSchema = Outputs["metadataSchemas"]["effective"];
export {};
