import { Avatar } from "#app/_ui/avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import type { Asked, Review } from "#server/reviews/schema.ts";
import { lapseWords } from "../lapse-words.ts";
import { AskButton } from "./ask-button.tsx";
import { AskOthers } from "./ask-others.tsx";

/** Who has reviewed, who was asked, and who could be. */
export function Reviewers({ promotion }: { promotion: Promotion }) {
  const { reviews, asked, you, policy } = promotion;
  const suggested = promotion.suggested.filter(({ id }) => id !== you.id);
  const verdicts = new Map(reviews.filter(({ verdict }) => verdict !== "comment").map((review) => [review.reviewer.id, review]));
  // Who has given a verdict on the present evidence is told by that verdict alone.
  const waiting = asked.filter(({ person, answered }) => person === null || !answered || !verdicts.has(person.id));
  return (
    <Panel title="Reviewers" anchor="reviewers" {...(you.canAsk ? { actions: <AskOthers suggested={suggested} /> } : {})}>
      <ul className="grid gap-2">
        {[...verdicts.values()].map((review) => (
          <Row key={review.id} name={review.reviewer.name} note={lapseWords(review, policy.enforced.approvalsLastDays)}><Verdict review={review} /></Row>
        ))}
        {waiting.map((each) => <AskedRow key={each.person?.id ?? each.team} asked={each} mayAsk={you.canAsk} />)}
        {suggested.slice(0, 5).map(({ id, name, email, because }) => (
          <Row key={id} name={name} note={because}>{you.canAsk ? <AskButton people={[email]} label="Ask" of={name} /> : <span className="text-small text-ink-soft">can sign</span>}</Row>
        ))}
        {verdicts.size + waiting.length + suggested.length === 0 && <li className="text-ink-soft">{promotion.closedAt === null ? "Nobody can sign this yet: a maintainer of the team has to add a reviewer, or an administrator signs." : "Nobody has reviewed it."}</li>}
      </ul>
      {suggested.length > 5 && <p className="mt-1.5 text-small text-ink-soft">{suggested.length - 5} more could sign.</p>}
    </Panel>
  );
}

function AskedRow({ asked: { person, team, by, at, answered }, mayAsk }: { asked: Asked; mayAsk: boolean }) {
  const name = person?.name ?? `Team ${team ?? ""}`;
  return (
    <Row name={name} team={person === null} note={<>asked by {by.name} <RelativeTime at={at} /></>}>
      {answered ? <Badge tone="allow">Answered</Badge> : mayAsk ? <AskButton {...(person ? { people: [person.email] } : { teams: [team ?? ""] })} label="Remind" of={name} /> : <Badge tone="wait">Asked</Badge>}
    </Row>
  );
}

function Row({ name, note, team = false, children }: { name: string; note: React.ReactNode; team?: boolean; children: React.ReactNode }) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2">
      {team ? <span className="flex size-5 items-center justify-center"><Icon name="people" size={14} className="text-ink-soft" /></span> : <Avatar name={name} />}
      <div className="min-w-0">
        <p className="truncate" title={name}>{name}</p>
        {note && <p className="text-small break-words text-ink-soft">{note}</p>}
      </div>
      {children}
    </li>
  );
}

function Verdict({ review: { verdict, current } }: { review: Review }) {
  if (!current) return <Badge>{verdict === "approve" ? "Approval lapsed" : "Lapsed"}</Badge>;
  return verdict === "approve" ? <Badge tone="seal">Approved</Badge> : <Badge tone="refuse">Asks for changes</Badge>;
}
