import { Button, LinkButton } from "#app/_ui/button.tsx";
import { SelectField, TextField } from "#app/_ui/field.tsx";
import { actions } from "#server/audit/schema.ts";
import { actionName } from "./entry-words.ts";
import type { Filters } from "./filters.ts";

/** What is looked for. It is a plain form: the address holds it, and it needs no scripts. */
export function FilterForm({ filters, isFiltered }: { filters: Filters; isFiltered: boolean }) {
  return (
    <form role="search" aria-label="The record" action="/admin/audit" className="grid grid-cols-2 gap-x-3 gap-y-3 md:grid-cols-4">
      <div className="col-span-2"><TextField label="Words" type="search" name="text" defaultValue={filters.text} maxLength={200} placeholder="Target, reason, name, address or request" /></div>
      <TextField label="Who" name="actor" defaultValue={filters.actor} maxLength={254} placeholder="E-mail or name" autoComplete="off" />
      <TextField label="Model" name="model" mono defaultValue={filters.model} placeholder="team/model" autoComplete="off" spellCheck={false} />
      <SelectField label="Action" name="action" defaultValue={filters.action}>
        <option value="">Any</option>
        {actions.toSorted().map((action) => <option key={action} value={action}>{actionName(action)}</option>)}
      </SelectField>
      <SelectField label="Outcome" name="outcome" defaultValue={filters.outcome}>
        <option value="">Any</option>
        <option value="done">Done</option>
        <option value="refused">Refused</option>
      </SelectField>
      <TextField label="From (UTC)" type="date" name="from" defaultValue={filters.from} />
      <TextField label="To (UTC)" type="date" name="to" defaultValue={filters.to} />
      <div className="col-span-2 flex flex-wrap gap-2 md:col-span-4">
        <Button type="submit" icon="search">Show</Button>
        {isFiltered && <LinkButton href="/admin/audit" variant="quiet">Show everything</LinkButton>}
      </div>
    </form>
  );
}
