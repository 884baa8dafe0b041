import { Panel } from "#app/_ui/panel.tsx";
import { Timeline, type TimelineEntry } from "#app/_ui/timeline.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import { aboutWords } from "../about.ts";
import { By, recordSentence } from "./record-sentence.tsx";
import { reviewEntry } from "./review-entry.tsx";
import { streamOf, type Happening } from "./stream.ts";
import { ThreadBox } from "./thread-box.tsx";

/** Who said what, and what became of it, in order. */
export function Conversation({ promotion }: { promotion: Promotion }) {
  const open = promotion.threads.filter(({ resolved }) => resolved === null).length;
  return (
    <Panel title="Conversation" anchor="conversation" {...(open > 0 ? { actions: <span className="text-small text-ink-soft">{open === 1 ? "1 thread is open" : `${open} threads are open`}</span> } : {})}>
      <div className="pt-2"><Timeline entries={streamOf(promotion).map((happening) => entryOf(happening, promotion))} /></div>
    </Panel>
  );
}

function entryOf(happening: Happening, promotion: Promotion): TimelineEntry {
  const { at } = happening;
  switch (happening.kind) {
    case "record":
      return { key: String(happening.entry.seq), at, ...recordSentence(happening.entry, promotion) };
    case "review":
      return { key: happening.review.id, at, ...reviewEntry(happening.review, promotion) };
    case "thread": {
      const { thread } = happening;
      return {
        key: thread.id,
        at,
        anchor: `thread-${thread.id}`,
        icon: thread.resolved ? "check" : "comment",
        tone: thread.resolved ? "allow" : "neutral",
        title: <><By name={thread.comments[0]?.author.name ?? ""} /> {thread.about === null ? "commented" : `commented on ${aboutWords(thread.about)}`}</>,
        children: <ThreadBox thread={thread} you={promotion.you} />,
      };
    }
  }
}
