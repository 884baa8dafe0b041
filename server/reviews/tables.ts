import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { promotions } from "../promotions/tables.ts";
import { teams } from "../teams/tables.ts";
import { verdicts } from "./schema.ts";

/** Verdicts. They are appended and never changed: who changes their mind reviews again. */
export const reviews = pgTable(
  "reviews",
  {
    id: id(),
    promotionId: uuid("promotion_id")
      .notNull()
      .references(() => promotions.id),
    reviewerId: uuid("reviewer_id")
      .notNull()
      .references(() => users.id),
    verdict: text({ enum: verdicts }).notNull(),
    comment: text().notNull(),
    round: integer().notNull(),
    evidenceDigest: text("evidence_digest").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index("reviews_promotion").on(table.promotionId, table.createdAt),
    index("reviews_reviewer").on(table.reviewerId, table.createdAt),
  ],
);

/** A review that somebody has said does not count, and why. (One of other evidence does not count by itself.) */
export const reviewDismissals = pgTable("review_dismissals", {
  reviewId: uuid("review_id")
    .primaryKey()
    .references(() => reviews.id),
  dismissedBy: uuid("dismissed_by")
    .notNull()
    .references(() => users.id),
  reason: text().notNull(),
  createdAt: createdAt(),
});

/** Who was asked to review: a person or a team. Asking again renews the time. */
export const reviewRequests = pgTable(
  "review_requests",
  {
    id: id(),
    promotionId: uuid("promotion_id")
      .notNull()
      .references(() => promotions.id),
    userId: uuid("user_id").references(() => users.id),
    teamId: uuid("team_id").references(() => teams.id),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => users.id),
    askedAt: timestampMs("asked_at").notNull(),
  },
  (table) => [
    uniqueIndex("review_requests_person").on(table.promotionId, table.userId).where(sql`user_id is not null`),
    uniqueIndex("review_requests_team").on(table.promotionId, table.teamId).where(sql`team_id is not null`),
    index("review_requests_user").on(table.userId),
    check("review_requests_one", sql`(user_id is null) <> (team_id is null)`),
  ],
);

/** What is said about a promotion. A thread is known by its first comment. */
export const comments = pgTable(
  "comments",
  {
    id: id(),
    promotionId: uuid("promotion_id")
      .notNull()
      .references(() => promotions.id),
    /** The comment that it answers; null of the first of a thread. */
    threadId: uuid("thread_id").references((): AnyPgColumn => comments.id),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id),
    body: text().notNull(),
    /** Of the first of a thread: what it is about. */
    about: text(),
    createdAt: timestampMs("created_at").notNull(),
    editedAt: timestampMs("edited_at"),
    resolvedBy: uuid("resolved_by").references(() => users.id),
    resolvedAt: timestampMs("resolved_at"),
  },
  (table) => [index("comments_promotion").on(table.promotionId, table.createdAt), index("comments_thread").on(table.threadId)],
);

/** What a comment said before it was edited. */
export const commentEdits = pgTable(
  "comment_edits",
  {
    id: id(),
    commentId: uuid("comment_id")
      .notNull()
      .references(() => comments.id),
    body: text().notNull(),
    /** When it was replaced. */
    editedAt: timestampMs("edited_at").notNull(),
  },
  (table) => [index("comment_edits_comment").on(table.commentId, table.editedAt)],
);

export const commentMentions = pgTable(
  "comment_mentions",
  {
    commentId: uuid("comment_id")
      .notNull()
      .references(() => comments.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.commentId, table.userId] }), index("comment_mentions_user").on(table.userId)],
);
