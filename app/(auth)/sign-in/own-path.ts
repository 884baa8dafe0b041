const home = "/models";

/**
 * Where signing in leads: only ever to a path of this registry.
 * @param given what the address asked for
 * @returns a path with its query; the catalogue for everything else
 */
export function ownPath(given: string | string[] | undefined): string {
  if (typeof given !== "string" || !URL.canParse(given, "http://own")) return home;
  const url = new URL(given, "http://own");
  // A path that begins with two slashes is the address of another site.
  if (url.origin !== "http://own" || !given.startsWith("/") || url.pathname.startsWith("//")) return home;
  return `${url.pathname}${url.search}`;
}
