/** What a request is counted under: a closed list, so that nobody makes new names by asking for them. */

/** `probe` is asked by machines that watch; `asset` is what pages load; `stream` lasts for as long as its reader wants. */
export type RouteKind = "query" | "mutation" | "stream" | "bytes" | "page" | "asset" | "probe";

export interface Route {
  kind: RouteKind;
  /** A procedure's name, a pattern such as `/files/{team}/{model}/{selector}/{path}`, or `pages`. */
  route: string;
}

/** The routes of server/http.ts that are no procedures. */
const patterns = [
  "/api/drafts/{draft}/files/{path}",
  "/api/drafts/{draft}/files",
  "/api/uploads/{upload}",
  "/api/uploads/{upload}/parts",
  "/api/uploads/{upload}/complete",
  "/api/uploadthing",
  "/ingest/{key}",
  "/api/references/{reference}",
  "/api/history/{team}/{model}",
  "/api/compare",
  "/api/promotions/{id}",
  "/api/checks",
  "/api/deployments/reports",
  "/api/deployments/{id}/reports",
  "/api/runtime",
  "/api/events",
  "/api/lineage",
  "/api/v1/lineage",
  "/api/versions/{reference}/bom",
  "/api/versions/{reference}/recipe.json",
  "/api/versions/{reference}/recipe.sh",
  "/api/audit",
  "/api/audit/checkpoints",
  "/api/audit/key",
  "/files/{team}/{model}/{selector}.tar",
  "/files/{team}/{model}/{selector}/{path}",
];

/** These hold slashes. */
const long = ["path", "reference", "key"];

const matchers = patterns.map((route) => ({ route, matcher: new RegExp(`^${route.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, (_, name: string) => (long.includes(name) ? ".+" : "[^/]+"))}$`) }));

const procedureKinds = { query: "query", mutation: "mutation", subscription: "stream" } as const;

/** The kinds of all procedures, by their names. */
export type Procedures = ReadonlyMap<string, keyof typeof procedureKinds>;

/** @param url the address as it was asked for, with its query */
export function routeOf(url: string, procedures: Procedures): Route {
  const [path = "/"] = url.split("?", 1);
  if (path.startsWith("/api/trpc/")) return procedureOf(path.slice("/api/trpc/".length), procedures);
  if (path === "/health" || path === "/ready" || path === "/metrics") return { kind: "probe", route: path };
  if (path.startsWith("/_next/")) return { kind: "asset", route: "/_next" };
  if (path.startsWith("/api/auth/")) return { kind: "page", route: "/api/auth" };
  if (!/^\/(api|files|ingest)\//.test(path)) return { kind: "page", route: "pages" };
  return { kind: "bytes", route: matchers.find(({ matcher }) => matcher.test(path))?.route ?? "unknown" };
}

/** Several calls in one request are one kind and have no name together. */
function procedureOf(path: string, procedures: Procedures): Route {
  const names = path.split(/,|%2c/i);
  const kind = procedures.get(names[0] ?? "");
  if (!kind) return { kind: "query", route: "unknown" };
  return { kind: procedureKinds[kind], route: names.length > 1 ? "batch" : names[0]! };
}
