/** Which columns of a table a browser shows: kept for a year in a cookie, so that the server renders the right ones. */

export const columnCookies = { models: "columns-models", versions: "columns-versions", found: "columns-found-versions" } as const;
export type ColumnCookie = (typeof columnCookies)[keyof typeof columnCookies];

const most = 20;

/** The columns that a cookie's value names, by their keys; null where nothing was chosen. */
export function readColumns(value: string | undefined): string[] | null {
  if (!value) return null;
  try {
    return value.split(",").slice(0, most).map(decodeURIComponent).filter((key) => key !== "" && key.length <= 300);
  } catch {
    return null;
  }
}

/** @param columns null for the usual ones again */
export function writeColumns(cookie: ColumnCookie, columns: readonly string[] | null): void {
  const value = (columns ?? []).slice(0, most).map(encodeURIComponent).join(",");
  document.cookie = `${cookie}=${value === "" && columns ? "," : value}; path=/; max-age=${columns ? 31_536_000 : 0}; samesite=lax`;
}
