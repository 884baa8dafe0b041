import { TextAreaField } from "#app/_ui/field.tsx";
import { serviceRoles, type ServiceRole } from "#server/service-accounts/schema.ts";
import { roleMeanings } from "#server/teams/schema.ts";
import { roleNames } from "../role-names.ts";

/** What a machine is for, and its role in the team. */
export function AccountFields({
  description, onDescription, role, onRole, faults,
}: {
  description: string;
  onDescription: (text: string) => void;
  role: ServiceRole;
  onRole: (role: ServiceRole) => void;
  faults: Record<string, string | undefined>;
}) {
  return (
    <>
      <TextAreaField label="What it is for" optional rows={2} value={description} onChange={(event) => onDescription(event.target.value)} error={faults["description"]} />
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium">Role in the team</legend>
        {serviceRoles.map((each) => (
          <label key={each} className="grid grid-cols-[auto_1fr] gap-x-2">
            <input type="radio" name="role" checked={role === each} onChange={() => onRole(each)} className="mt-0.5 size-4 accent-ink" />
            <span>{roleNames[each]}</span>
            <span className="col-start-2 text-small text-ink-soft">{roleMeanings[each]}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
