import { refusals, type Refusal } from "#server/single-sign-on/schema.ts";

/** next-auth's names of what went wrong at the provider. */
const faults: Record<string, Refusal> = {
  OAuthSignin: "provider_silent",
  OAuthCallback: "provider_refused",
  Callback: "provider_refused",
  AccessDenied: "provider_refused",
};

/**
 * Why a sign-in at the provider has led back here.
 * @param error what the address says
 * @returns null when it says nothing; nothing of the address itself is ever shown
 */
export function refusalWords(error: string | string[] | undefined): string | null {
  if (typeof error !== "string") return null;
  const refusal = Object.hasOwn(refusals, error) ? (error as Refusal) : Object.hasOwn(faults, error) ? faults[error] : undefined;
  return refusals[refusal ?? "provider_refused"];
}
