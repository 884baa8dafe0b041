import Form from "next/form";
import { api, load } from "#app/_trpc/server.tsx";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { Link } from "#app/_ui/link.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Stay } from "#server/pointers/schema.ts";
import { StageBadge } from "../../../../stage-badge.tsx";
import { readInstant, writeInstant } from "./read-instant.ts";
import { How, Signed, StayVersion } from "./stay-words.tsx";

/**
 * What each stage named at an instant, which the address keeps.
 * @param typed what the address asks for; undefined when nothing is asked
 */
export async function LiveAt({ model, stages, typed, asTable }: { model: string; stages: readonly string[]; typed: string | undefined; asTable: boolean }) {
  const at = typed === undefined ? null : readInstant(typed);
  const stays = at === null ? null : await load((await api()).pointers.liveAt({ model, at }));
  return (
    <div className="grid gap-4">
      <Form action={`/models/${model}/stages`} prefetch={false} scroll={false} className="flex flex-wrap items-end gap-2">
        {asTable && <input type="hidden" name="as" value="table" />}
        <div className="w-64 max-w-full">
          <TextField
            key={at} label="Instant, in UTC" type="datetime-local" name="at" step={1} required defaultValue={at === null ? undefined : writeInstant(at)}
            error={typed !== undefined && at === null ? `“${typed}” is no instant: write it as 2026-05-03T10:00.` : undefined}
          />
        </div>
        <Button type="submit" icon="history">Show what was live</Button>
      </Form>
      {at !== null && stays && <Answer at={at} stays={stays} stages={stages} model={model} />}
    </div>
  );
}

function Answer({ at, stays, stages, model }: { at: string; stays: readonly Stay[]; stages: readonly string[]; model: string }) {
  const names = [...new Set([...stages, ...stays.map(({ stage }) => stage)])];
  return (
    <section aria-label={`What was live at ${formatInstant(Date.parse(at))}`}>
      <p className="mb-1 font-medium">At {formatInstant(Date.parse(at))}</p>
      <ul className="divide-y divide-line border-y border-line">
        {names.map((name) => {
          const stay = stays.find(({ stage }) => stage === name);
          return (
            <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <span className="min-w-28"><StageBadge stage={name} /></span>
              {stay ? <Held stay={stay} model={model} /> : <span className="text-ink-soft">nothing was live</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Held({ stay, model }: { stay: Stay; model: string }) {
  return (
    <>
      <StayVersion model={model} version={stay.version} />
      <How stay={stay} />
      <span className="text-ink-soft">since <time dateTime={stay.from}>{formatInstant(Date.parse(stay.from))}</time>{stay.until === null ? ", and still is" : <>, until <RelativeTime at={stay.until} /></>}</span>
      <Signed stay={stay} />
      {stay.promotionId && <Link href={`/promotions/${stay.promotionId}`} className="link ms-auto">Promotion</Link>}
    </>
  );
}
