/** Which notifications the page shows. */
export type Shown = "unread" | "all";

export function hrefOf(shown: Shown, cursor?: string): string {
  const query = new URLSearchParams({ ...(shown === "all" ? { show: "all" } : {}), ...(cursor === undefined ? {} : { cursor }) }).toString();
  return query === "" ? "/notifications" : `/notifications?${query}`;
}
