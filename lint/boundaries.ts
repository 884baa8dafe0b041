/** Where a file may lie and what it may import. Pure: paths come in, a message or null comes out. */

export const features: readonly string[] = [
  "identity", "tokens", "tags", "models", "versions", "blobs", "inspect", "lineage", "pointers", "policies", "promotions", "reviews", "stages",
  "checks", "deployments", "runtime", "search", "audit", "outbox", "webhooks", "notifications", "teams", "uploads", "downloads", "storage", "deletions", "drafts",
  "accounts", "sessions", "second-factor", "invitations", "passwords", "mail", "grants", "service-accounts", "settings", "single-sign-on", "outgoing", "traffic",
  "cards", "metadata-schemas", "comparisons", "watching",
];

/** Fed by the outbox: nobody calls them. */
const fedByOutbox = ["webhooks", "notifications"];

/** Files that reach the outside world by nature; commands and queries may know their types only. */
const outsideFiles = [
  "blobs/store", "blobs/file-store", "blobs/bucket-store", "blobs/open-store", "blobs/hash", "blobs/checks", "blobs/arrival",
  "blobs/bucket", "blobs/bucket-arrival", "blobs/bucket-parts", "blobs/bucket-direct", "blobs/file-arrival", "blobs/file-bytes", "blobs/verified-range", "blobs/rooms", "blobs/file-places",
  "blobs/file-journal", "blobs/file-batches", "blobs/file-batch-worker",
  "identity/adapter", "identity/auth-options", "identity/session", "inspect/read-header", "uploads/receive", "uploads/lease", "uploads/direct",
  "uploads/file-router", "uploads/cloud", "downloads/tally", "downloads/open-verified", "storage/collect", "outgoing/agents", "outgoing/request", "single-sign-on/provider", "mail/send",
  "traffic/allowance", "traffic/streams", "traffic/connections", "traffic/metrics", "traffic/watched",
  "outbox/signals", "outbox/relay", "outbox/relays", "webhooks/deliver", "watching/watchers", "watching/streams",
  "cards/read-file",
  "audit/checkpoints", "audit/checkpoint-files", "audit/checkpoint-bucket", "audit/open-checkpoints", "audit/upkeep",
];

/** Files that draw random numbers, and are otherwise safe within a transaction. */
const secretFiles = ["identity/password", "identity/seal", "tokens/secret", "invitations/link-secret", "second-factor/totp", "webhooks/new-secret"];

const forbiddenNames = ["index", "utils", "util", "helpers", "helper", "lib", "common", "misc", "types"];

/** Packages that are taken from one file alone, which makes of them what the project wants of them. */
const wrapped: Record<string, string> = { "next/link": "app/_ui/link.tsx" };

type Kind =
  | ("schema" | "pure" | "tables" | "queries" | "commands" | "router" | "bytes" | "secret" | "outside") // in a feature
  | ("columns" | "keyset" | "client" | "uuid" | "jobs" | "db") // in server/db
  | ("main" | "env" | "log" | "context" | "trpc" | "rootRouter" | "wire" | "errors" | "worker" | "admin" | "http" | "responses" | "inputErrors" | "testing") // in server
  | ("app" | "ui" | "trpcServer" | "trpcClient" | "api") // in app
  | ("sdk" | "examples" | "demo" | "bench" | "e2e" | "lint" | "top" | "package" | "builtin" | "unknown");

type Place = { path: string; kind: Kind; feature?: string | undefined; isTest: boolean };

/** In a feature, but for its tests alone. */
const testFiles = ["blobs/store-contract", "blobs/sample-bytes", "lineage/sample-dossiers", "lineage/sample-events"];

/** Every other name in a feature is a pure file's noun. */
const featureFiles: Record<string, Kind> = {
  schema: "schema", tables: "tables", queries: "queries", commands: "commands", router: "router", http: "bytes", ingest: "bytes", pack: "bytes", archive: "bytes",
  // Pure, and what pages decide by as well: like a schema, these know schemas alone.
  "metric-names": "schema", "declared-facts": "schema", catalogue: "schema",
  // Reads and writes of promotions, one thing each.
  load: "queries", guards: "queries", compare: "queries", dossier: "queries", permits: "queries", simulate: "queries", history: "queries", advance: "commands", completion: "commands", rollback: "commands", tend: "commands", archival: "commands", registration: "commands",
  // What is to be known of a model at a glance.
  overview: "queries",
  // What begins with a move of a stage.
  opening: "commands",
  // What waits, for those who run it.
  measures: "queries",
  // What is found, and how a query becomes SQL.
  compile: "queries", find: "queries", facets: "queries", complete: "queries", views: "queries", sight: "queries", alike: "queries", hits: "queries", bounded: "queries", entries: "commands", reindex: "commands",
  // What came of what.
  graph: "queries", impact: "queries", reach: "queries", recalls: "commands", locks: "commands", events: "commands",
  // Proving who one is.
  throttle: "commands", fresh: "commands", check: "commands",
  // What hangs on models and versions.
  tagging: "commands",
  // Whom one may speak to.
  mentionable: "queries",
  // What people are told of.
  notices: "commands", digest: "commands",
  // What webhooks are told.
  "fan-out": "commands", queue: "commands", attempts: "commands", redelivery: "commands", told: "queries",
  // How what happened is told outside.
  envelope: "queries", feed: "queries",
  // What groups give.
  sync: "commands",
};
const dbFiles: Record<string, Kind> = { columns: "columns", keyset: "keyset", iso: "keyset", statement: "keyset", client: "client", uuid: "uuid", jobs: "jobs", groups: "jobs", testing: "testing" };
const serverFiles: Record<string, Kind> = {
  main: "main", env: "env", log: "log", context: "context", trpc: "trpc", router: "rootRouter", wire: "wire", errors: "errors",
  worker: "worker", admin: "admin", http: "http", responses: "responses", "input-errors": "inputErrors", testing: "testing",
};
const topFolders = ["server", "app", "sdk", "examples", "bench", "e2e", "lint", "drizzle", "docs", ".ci"];

function placeOf(path: string): Place {
  const isTest = /\.test\.tsx?$/.test(path);
  const bare = path.replace(/\.d\.ts$|\.[cm]?[jt]sx?$/, "").replace(/(\.db)?\.test$/, "");
  const [folder, second = "", ...rest] = bare.split("/");
  const place = (kind: Kind, feature?: string): Place => ({ path, kind, feature, isTest });
  if (folder === "server") {
    if (rest.length === 0) return place(serverFiles[second] ?? "unknown");
    if (second === "testing" || second === "admin") return place(second);
    if (rest.length > 1) return place("unknown");
    if (second === "db") return place(dbFiles[rest[0]!] ?? "db");
    if (!features.includes(second)) return place("unknown");
    const key = `${second}/${rest[0]}`;
    if (testFiles.includes(key)) return place("testing");
    if (outsideFiles.includes(key)) return place("outside", second);
    if (secretFiles.includes(key)) return place("secret", second);
    return place(featureFiles[rest[0]!] ?? "pure", second);
  }
  if (folder === "app") {
    if (second === "_ui") return place("ui");
    if (second === "api") return place("api");
    if (bare === "app/_trpc/server") return place("trpcServer");
    if (bare === "app/_trpc/client") return place("trpcClient");
    return place("app");
  }
  if (folder === "sdk" || folder === "examples" || folder === "demo" || folder === "bench" || folder === "e2e" || folder === "lint") return place(folder);
  if (topFolders.includes(folder!) || /^[^/]+\.config\.[cm]?[jt]s$/.test(path)) return place("top");
  return place(path.startsWith("node:") ? "builtin" : "package");
}

type Rule = {
  /** Kinds of project files whose values and types may be imported. */
  may: readonly Kind[];
  /** Kinds that only the same feature may import. */
  own?: readonly Kind[];
  /** Kinds of which only types may be imported. */
  types?: readonly Kind[];
  /** npm packages; left out: all. */
  packages?: readonly string[];
  /** Node's own modules; left out: all. */
  builtins?: readonly string[];
  /** What such a file is, for the message. */
  is: string;
};

const purePackages = ["zod", "canonicalize", "csv-stringify", "cron-parser", "ipaddr.js", "@sigstore/bundle", "@sigstore/verify", "ajv", "ajv-formats", "yaml"];
const pureCrypto = ["createHash", "createHmac", "createPublicKey", "hash", "timingSafeEqual", "verify", "KeyObject"];
const wholeDb: Kind[] = ["columns", "keyset", "client", "uuid", "jobs", "db"];
const decisions: Kind[] = ["schema", "pure", "errors"];
const reads: Kind[] = [...decisions, "tables", "queries", "secret", "keyset"];
const services: Kind[] = [...decisions, "queries", "commands", "secret", "outside", "keyset", "log"];
const everyServerKind: Kind[] = [
  ...services, ...wholeDb,
  "tables", "bytes", "main", "env", "log", "context", "trpc", "rootRouter", "wire", "worker", "admin", "http", "responses", "inputErrors", "testing",
];
const pages: Kind[] = ["schema", "app", "ui", "trpcServer", "trpcClient"];

const rules: Record<Exclude<Kind, "package" | "builtin">, Rule> = {
  schema: { may: ["schema"], packages: ["zod"], builtins: [], is: "schema.ts is the wire: zod and other schema.ts" },
  pure: {
    may: decisions,
    packages: purePackages,
    builtins: ["node:crypto", "node:buffer"],
    is: "this is a pure file: schema.ts, other pure files and pure packages, and the rest comes in as arguments",
  },
  tables: {
    may: ["tables", "schema", "columns"],
    types: ["outside"],
    packages: ["drizzle-orm"],
    builtins: [],
    is: "tables.ts knows other tables.ts, the literals of schema.ts, db/columns.ts and Drizzle",
  },
  queries: {
    may: reads,
    types: ["client", "outside"],
    packages: ["drizzle-orm", ...purePackages],
    builtins: ["node:crypto"],
    is: "queries.ts reads the database through the `db` it is given",
  },
  commands: {
    may: [...reads, "commands", "uuid", "jobs", "log"],
    types: ["client", "outside"],
    packages: ["drizzle-orm", ...purePackages],
    builtins: ["node:crypto"],
    is: "commands.ts writes through the `tx` it is given, with no network and no files",
  },
  router: {
    may: ["schema", "trpc", "errors"],
    own: ["pure", "queries", "commands", "secret", "outside"],
    types: ["client"],
    packages: ["@trpc/server", ...purePackages],
    builtins: [],
    is: "router.ts only adapts: its own feature, server/trpc.ts and schemas",
  },
  bytes: { may: [...services, "context", "inputErrors", "responses"], own: ["tables"], types: ["client"], is: "http.ts serves bytes of its own feature" },
  secret: { may: [...services], own: ["tables"], types: ["client"], is: "this file draws secrets for its own feature" },
  outside: { may: services, own: ["tables"], types: ["client"], is: "this file reaches the outside for its own feature" },
  columns: { may: wholeDb, is: "server/db knows no feature" },
  keyset: { may: wholeDb, is: "server/db knows no feature" },
  client: { may: wholeDb, is: "server/db knows no feature" },
  uuid: { may: wholeDb, is: "server/db knows no feature" },
  jobs: { may: wholeDb, is: "server/db knows no feature" },
  db: { may: wholeDb, is: "server/db knows no feature" },
  env: { may: [], packages: ["zod"], is: "server/env.ts reads the environment and nothing else" },
  errors: { may: ["schema"], packages: ["@trpc/server"], builtins: [], is: "server/errors.ts is what every feature throws" },
  inputErrors: { may: ["errors", "schema"], packages: ["zod"], builtins: [], is: "server/input-errors.ts words what was wrong with an input" },
  log: { may: ["errors"], packages: ["pino"], builtins: [], is: "server/log.ts writes lines" },
  responses: { may: ["errors", "keyset", "log"], is: "server/responses.ts writes an answer" },
  context: { may: [...services, "env", ...wholeDb], is: "server/context.ts says who asks" },
  trpc: { may: [...services, "inputErrors", "env", "context", ...wholeDb], is: "server/trpc.ts makes procedures" },
  rootRouter: { may: ["router", "trpc", ...decisions], packages: ["@trpc/server"], builtins: [], is: "server/router.ts only composes routers" },
  wire: {
    may: ["schema"],
    types: ["rootRouter", ...decisions],
    packages: ["@trpc/server"],
    builtins: [],
    is: "server/wire.ts holds the types that leave the server",
  },
  worker: { may: [...services, "env", "tables", ...wholeDb], types: ["context"], is: "server/worker.ts runs jobs" },
  // A record is verified by what anybody would verify it with.
  admin: { may: [...services, "env", "tables", "admin", "sdk", ...wholeDb], is: "server/admin.ts is the program of those who run the registry" },
  http: { may: [...services, "bytes", "responses", "env", "context", "rootRouter", ...wholeDb], is: "server/http.ts answers with bytes" },
  main: {
    may: [...services, ...wholeDb, "bytes", "env", "context", "trpc", "rootRouter", "worker", "http"],
    is: "server/main.ts puts the process together",
  },
  testing: { may: [...everyServerKind, "sdk"], is: "this file prepares tests" },
  app: { may: pages, is: "app shows: it takes schemas from the server and everything else through tRPC" },
  ui: { may: ["ui"], is: "app/_ui knows no domain, which belongs in the page that composes this" },
  trpcServer: { may: [...pages, "rootRouter", "context", "env", "wire"], is: "app/_trpc/server.tsx calls the root router" },
  trpcClient: { may: pages, types: ["rootRouter", "wire"], is: "app/_trpc/client.tsx knows the root router's type" },
  api: { may: [...pages, "rootRouter", "context", "env", "wire"], is: "app/api lets HTTP in" },
  sdk: { may: ["sdk"], types: ["wire"], is: "sdk carries: of the server it knows the types in server/wire.ts" },
  examples: { may: ["examples"], is: "an example knows what everybody who installs the SDK knows" },
  lint: { may: ["lint"], is: "lint knows paths, not code" },
  bench: { may: [...everyServerKind, "sdk", "bench"], is: "bench measures the server and the SDK" },
  e2e: { may: [...everyServerKind, "sdk", "e2e", "demo"], is: "e2e looks at the application from outside" },
  demo: { may: ["testing", "env", "schema", "sdk", "demo"], is: "demo uses the registry as people and services do" },
  top: { may: [...everyServerKind, "sdk", "bench", "e2e", "lint", "top"], is: "this file configures a tool" },
  unknown: { may: [], is: "this file lies where no file is expected" },
};

/** Where the line belongs instead, by what it wanted to import. */
const remedies: Partial<Record<Kind, string>> = {
  tables: "A read belongs in queries.ts, a write in commands.ts.",
  queries: "Read it in the router, the command or the query that calls this, and pass in what was read.",
  commands: "A write belongs in commands.ts, and what asks for it in router.ts.",
  router: "Routers meet only in server/router.ts; share a query, a command or a schema instead.",
  bytes: "Byte routes are mounted only by server/main.ts and server/http.ts.",
  outside: "Reach the outside before or after the transaction (router.ts, http.ts, the worker) and pass in what came of it.",
  client: "Take `db` or `tx` as an argument, with its type from db/client.ts.",
  env: "Take the setting as an argument; server/main.ts passes it on.",
  context: "Only where requests come in is it known who asks: server/trpc.ts, http.ts, app/_trpc/server.tsx and app/api; elsewhere take the actor as an argument.",
  rootRouter: "Only the process and app/_trpc/server.tsx call the root router; pages ask through app/_trpc.",
  trpc: "Procedures belong in router.ts.",
  wire: "Types that leave the server are for app/_trpc/client.tsx and the SDK; take the schema.ts.",
  app: "What both need belongs in app/_ui, or comes in as a prop.",
  sdk: "The SDK is a client like any other; share a schema.ts instead.",
  testing: "Only tests use testing files.",
  package: "Move the line to a file that may: Drizzle in queries.ts or commands.ts, the network in the files that reach outside.",
  builtin: "Take what it gives as an argument, from a file that may reach outside.",
};

export type Import = {
  /** `import type`, `export type`, or only type specifiers. */
  typeOnly?: boolean;
  /** The names imported; undefined for a namespace, a default or a whole module. */
  names?: readonly string[] | undefined;
};

/**
 * What is wrong with one import.
 * @param fromPath the importing file from the top of the project: `server/models/queries.ts`
 * @param toPath the imported file in the same form, or a package or Node module: `zod`, `node:fs`
 * @returns a message that says where the line belongs, or null when all is well
 */
export function violation(fromPath: string, toPath: string, { typeOnly = false, names }: Import = {}): string | null {
  const from = placeOf(fromPath);
  const to = placeOf(toPath);
  if (from.kind === "package" || from.kind === "builtin") return null;
  const rule = rules[from.kind];
  const say = (remedy = remedies[to.kind] ?? "") => `${toPath} does not belong here: ${rule.is}. ${remedy}`.trimEnd();

  const wrapper = wrapped[to.path];
  if (wrapper !== undefined && from.path !== wrapper) return say(`Take what ${wrapper} makes of it.`);
  if (to.isTest) return say("Nothing imports a test.");
  if (from.isTest) return testMayImport(from, rule, to, typeOnly) ? null : say();
  if (to.kind === "package" || to.kind === "builtin") return mayUse(from, rule, to, names, typeOnly) ? null : say();
  if (isFedOnly(from, to)) return say(`${to.feature} is fed by the outbox: emit an event, and let server/worker.ts deliver it.`);
  return mayImport(from, rule, to, typeOnly) ? null : say();
}

function mayImport(from: Place, rule: Rule, to: Place, typeOnly: boolean): boolean {
  if (rule.may.includes(to.kind)) return true;
  if (typeOnly && rule.types?.includes(to.kind)) return true;
  // Sign-in is HTTP's business in Next, and reading the session is the server's.
  if (["api", "trpcServer"].includes(from.kind) && to.kind === "outside") return to.feature === "identity";
  return from.feature !== undefined && from.feature === to.feature && (rule.own?.includes(to.kind) ?? false);
}

function mayUse(from: Place, rule: Rule, to: Place, names: Import["names"], typeOnly: boolean): boolean {
  if (["app", "ui", "trpcClient", "trpcServer"].includes(from.kind)) return typeOnly || !isDatabasePackage(to.path);
  if (to.kind === "package") return rule.packages?.includes(packageName(to.path)) ?? true;
  if (rule.builtins && !rule.builtins.includes(to.path)) return false;
  const isDeterministic = names?.every((name) => pureCrypto.includes(name)) ?? false;
  return from.kind !== "pure" || to.path !== "node:crypto" || isDeterministic;
}

function testMayImport(from: Place, rule: Rule, to: Place, typeOnly: boolean): boolean {
  if (to.kind === "package" || to.kind === "builtin") return true;
  if (from.kind === "sdk") return to.kind === "sdk" || to.kind === "testing" || (typeOnly && to.kind === "wire");
  if (from.path.startsWith("server/")) return [...everyServerKind, "router", "sdk"].includes(to.kind);
  return to.kind === "testing" || mayImport(from, rule, to, typeOnly);
}

function isFedOnly(from: Place, to: Place): boolean {
  if (!fedByOutbox.includes(to.feature ?? "") || to.kind === "schema" || from.feature === to.feature) return false;
  return !["rootRouter", "worker", "testing"].includes(from.kind);
}

const isDatabasePackage = (name: string) => ["drizzle-orm", "postgres", "graphile-worker"].includes(packageName(name));

function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/**
 * What is wrong with a file's name or place.
 * @returns a message, or null
 */
export function misplacement(path: string): string | null {
  const { kind, feature } = placeOf(path);
  if (kind === "package" || kind === "builtin" || kind === "top") return null;
  const words = path.replace(/(\.db)?(\.test)?(\.d)?\.[cm]?[jt]sx?$/, "").split("/");
  const forbidden = words.find((word) => forbiddenNames.includes(word.replace(/^[_(]|\)$/g, "")));
  if (forbidden && path !== "sdk/index.ts") return `"${forbidden}" names nothing: name the file or folder for the one thing that it holds.`;
  if (kind === "unknown") return `No file is expected here: server/ holds ${Object.keys(serverFiles).join(", ")}, db/ and the features (flat folders).`;
  if (feature && path.endsWith("x")) return "The server shows nothing: components belong in app/.";
  return null;
}

/** Expressions that read the clock, chance or the machine. The linter recognises them, this says where they may stand. */
export type Ambient = "process.env" | "Date.now()" | "new Date()" | "Math.random()" | "performance.now()" | "fetch()" | "crypto" | "process";

/**
 * What is wrong with such an expression in a file.
 * @returns a message, or null
 */
export function impurity(path: string, expression: Ambient): string | null {
  const { kind, isTest } = placeOf(path);
  const readsEnvironment: Kind[] = ["env", "testing", "bench", "e2e", "sdk", "examples", "lint", "top", "package"];
  if (expression === "process.env" && !readsEnvironment.includes(kind)) {
    return "Only server/env.ts reads the environment: add the setting there, and take it as an argument here.";
  }
  if (isTest || (kind !== "pure" && kind !== "schema")) return null;
  return `${expression} is not for a pure file: take it as an argument, and let the command or the query that calls this supply it.`;
}
