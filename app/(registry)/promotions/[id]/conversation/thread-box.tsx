import { Badge } from "#app/_ui/badge.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Markdown } from "#app/_ui/markdown.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import type { Comment, Thread } from "#server/reviews/schema.ts";
import { counted } from "../../words.ts";
import { anchorOf } from "../about.ts";
import { AnswerForm } from "./answer-form.tsx";
import { EditComment } from "./edit-comment.tsx";
import { withNames } from "./mentions.ts";

/** A comment, the answers to it, and the place for one more. What is resolved is folded, and can be opened again. */
export function ThreadBox({ thread, you }: { thread: Thread; you: Promotion["you"] }) {
  const { id, about, comments, resolved } = thread;
  const anchor = about === null ? null : anchorOf(about);
  const mayResolve = you.canComment && (you.canResolve || comments[0]?.author.id === you.id);
  return (
    <details open={resolved === null} className="group rounded-sm border border-line bg-surface">
      <summary className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-sm px-3.5 py-1.5 text-small text-ink-soft hover:bg-hover [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" size={12} className="group-open:rotate-90" />
        {about !== null && <Badge icon="gauge">{about}</Badge>}
        {resolved ? <span>Resolved by {resolved.by.name} <RelativeTime at={resolved.at} /></span> : <span>{comments.length > 1 ? counted(comments.length - 1, "answer") : "Open"}</span>}
      </summary>
      {anchor && <a href={`#${anchor}`} className="link mx-3.5 mb-1 inline-block text-small text-ink-soft">Show what it is about</a>}
      <ul className="divide-y divide-line border-t border-line">
        {comments.map((comment, index) => <Said key={comment.id} comment={comment} first={index === 0} mine={comment.author.id === you.id && you.canComment} />)}
      </ul>
      {you.canComment && <AnswerForm thread={id} resolved={resolved !== null} mayResolve={mayResolve} />}
    </details>
  );
}

/** One comment. The first needs no name: it stands above the thread. */
function Said({ comment, first, mine }: { comment: Comment; first: boolean; mine: boolean }) {
  const { id, author, body, at, mentions } = comment;
  return (
    <li className="grid gap-1 px-3.5 py-2.5">
      {!first && (
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{author.name}</span>
          <span className="text-small text-ink-soft"><RelativeTime at={at} /></span>
        </p>
      )}
      <EditComment id={id} body={body} mine={mine}><Markdown text={withNames(body, mentions)} /></EditComment>
      <Edited comment={comment} />
    </li>
  );
}

/** That it was changed, and what it said before. */
function Edited({ comment: { editedAt, edits } }: { comment: Comment }) {
  if (editedAt === null) return null;
  return (
    <details className="text-small text-ink-soft">
      <summary className="w-fit">edited <RelativeTime at={editedAt} /></summary>
      <ol className="mt-1 grid gap-2 border-s-2 border-line-strong ps-3">
        {edits.map(({ body, at }) => (
          <li key={at}>
            <p>until <RelativeTime at={at} /></p>
            <Markdown text={body} />
          </li>
        ))}
      </ol>
    </details>
  );
}
