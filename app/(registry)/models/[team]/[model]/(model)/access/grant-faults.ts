import { faultsOf, reasonOf, tellsOf } from "#app/_trpc/faults.ts";

/** What was wrong with a role that was to be given, beside the fields that caused it. */
export interface GrantFaults {
  to: string | undefined;
  role: string | undefined;
  end: string | undefined;
  rest: string | null;
}

/** @param error as the mutation gives it; null while there is none */
export function grantFaults(error: unknown): GrantFaults {
  const { fields, rest } = faultsOf(error);
  const of = { to: fields["to.email"] ?? fields["to.team"], role: fields["role"], end: fields["expiresAt"], rest: null };
  if (rest === null) return of;
  if (reasonOf(error) === "not_found" && !rest.startsWith("The model ")) return { ...of, to: rest };
  if (tellsOf(error, "expiresAt")) return { ...of, end: rest };
  if (reasonOf(error) === "invalid_input" && tellsOf(error, "role")) return { ...of, role: rest };
  return { ...of, rest };
}
