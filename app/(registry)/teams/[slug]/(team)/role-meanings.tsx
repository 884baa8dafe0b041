import { roleMeanings, teamRoles } from "#server/teams/schema.ts";
import { roleNames } from "./role-names.ts";

/** What each role may do, whether it is held in the team or on the model alone. */
export function RoleMeanings() {
  return (
    <dl className="divide-y divide-line">
      {teamRoles.map((role) => (
        <div key={role} className="py-1.5">
          <dt className="font-medium">{roleNames[role]}</dt>
          <dd className="text-ink-soft">{roleMeanings[role]}</dd>
        </div>
      ))}
    </dl>
  );
}
