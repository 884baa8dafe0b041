import { sql } from "drizzle-orm";
import type { AuditEntry } from "../audit/schema.ts";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { holdersOf } from "../grants/permits.ts";
import type { Person } from "../identity/schema.ts";
import type { Asked, Comment, Review } from "./schema.ts";

const person = (table: string) => sql.raw(`json_build_object('id', ${table}.id, 'name', ${table}.name)`);
const addressed = (table: string) => sql.raw(`json_build_object('id', ${table}.id, 'name', ${table}.name, 'email', ${table}.email)`);

export type SaidReview = Omit<Review, "current" | "lapsed">;
type SaidComment = Comment & { threadId: string | null; about: string | null; resolvedBy: Person | null; resolvedAt: string | null };

/** Somebody who could sign, and the groups that a policy may want people of. */
export interface Signer {
  id: string;
  name: string;
  email: string;
  role: string | null;
  teams: string[];
}

interface Conversation {
  reviews: SaidReview[];
  comments: SaidComment[];
  asked: (Omit<Asked, "answered"> & { personId: string | null; members: string[] })[];
  timeline: AuditEntry[];
  signers: Signer[];
  /** Differs when there is something new to see; see `markOf`. */
  mark: string;
}

/** The condition on an audit entry that it is of a promotion, or of its deployment. */
const isAbout = (id: string) => sql`target = any(array(select ${id}::text union all select d.id::text from deployments d where d.promotion_id = ${id}))`;

/** What was done to a promotion, and the policies that judge it, in one word that differs when there is more. */
export const markOf = ({ id, stage }: { id: string; stage: string }) =>
  sql<string>`coalesce((select max(seq) from audit_entries where ${isAbout(id)}), 0) || ' ' || (select count(*) from policies where stage = ${stage})`;

/**
 * All that was said of a promotion, in one query: reviews (the 1,000 latest), comments (the 1,000 latest), who was asked,
 * the record (the 200 latest entries), and who of the team could sign (up to 200).
 */
export async function readConversation(db: Executor, { id, teamId, modelId, stage }: { id: string; teamId: string; modelId: string; stage: string }): Promise<Conversation> {
  const [row] = await db.execute<{ [Part in keyof Conversation]: Conversation[Part] }>(sql`select
    coalesce((select json_agg(json_build_object('id', r.id, 'reviewer', ${person("u")}, 'verdict', r.verdict, 'comment', r.comment, 'round', r.round,
        'evidenceDigest', r.evidence_digest, 'at', ${iso(sql`r.created_at`)},
        'dismissal', case when d.review_id is not null then json_build_object('by', ${person("w")}, 'reason', d.reason, 'at', ${iso(sql`d.created_at`)}) end) order by r.created_at, r.id)
      from (select * from reviews where promotion_id = ${id} order by created_at desc, id desc limit 1000) r join users u on u.id = r.reviewer_id
      left join review_dismissals d on d.review_id = r.id left join users w on w.id = d.dismissed_by), '[]'::json) as reviews,
    coalesce((select json_agg(json_build_object('id', c.id, 'threadId', c.thread_id, 'about', c.about, 'author', ${person("u")}, 'body', c.body, 'at', ${iso(sql`c.created_at`)},
        'editedAt', ${iso(sql`c.edited_at`)}, 'resolvedAt', ${iso(sql`c.resolved_at`)}, 'resolvedBy', case when w.id is not null then ${person("w")} end,
        'mentions', coalesce((select json_agg(${addressed("m")} order by m.name) from comment_mentions cm join users m on m.id = cm.user_id where cm.comment_id = c.id), '[]'::json),
        'edits', coalesce((select json_agg(json_build_object('body', e.body, 'at', ${iso(sql`e.edited_at`)}) order by e.edited_at) from comment_edits e where e.comment_id = c.id), '[]'::json))
        order by c.created_at, c.id)
      from (select * from comments where promotion_id = ${id} order by created_at desc, id desc limit 1000) c join users u on u.id = c.author_id left join users w on w.id = c.resolved_by), '[]'::json) as comments,
    coalesce((select json_agg(json_build_object('personId', u.id, 'person', case when u.id is not null then ${addressed("u")} end, 'team', t.slug, 'by', ${person("w")}, 'at', ${iso(sql`q.asked_at`)},
        'members', coalesce((select json_agg(m.user_id) from members m where m.team_id = q.team_id), '[]'::json)) order by q.asked_at, q.id)
      from review_requests q left join users u on u.id = q.user_id left join teams t on t.id = q.team_id join users w on w.id = q.asked_by where q.promotion_id = ${id}), '[]'::json) as asked,
    coalesce((select json_agg(json_build_object('seq', a.seq, 'at', ${iso(sql`a.at`)}, 'actor', json_build_object('id', a.actor_id, 'name', a.actor_name), 'action', a.action, 'target', a.target, 'details', a.details) order by a.seq)
      from (select * from audit_entries where ${isAbout(id)} order by seq desc limit 200) a), '[]'::json) as timeline,
    coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', o.role,
        'teams', (select json_agg(t.slug) from members m join teams t on t.id = m.team_id where m.user_id = u.id)) order by u.name, u.id)
      from (select * from users where kind = 'person' and deactivated_at is null and id in (${holdersOf(sql`${teamId}`, sql`${modelId}`, "promotion:review")}) order by id limit 200) u
      left join members o on o.team_id = ${teamId} and o.user_id = u.id), '[]'::json) as signers,
    ${markOf({ id, stage })} as mark`);
  if (!row) throw new Error(`the conversation about ${id} could not be read`);
  return row;
}
