import { describe, expect, test } from "vitest";
import { features, impurity, misplacement, violation } from "./boundaries.ts";

type Case = [from: string, to: string, options?: Parameters<typeof violation>[2]];
const title = ([from, to, options]: Case) => `${from} → ${options?.typeOnly ? "type " : ""}${to}${options?.names ? ` {${options.names.join()}}` : ""}`;
const types = { typeOnly: true };

const allowed: Record<string, Case[]> = {
  "the wire": [
    ["server/models/schema.ts", "zod"],
    ["server/models/schema.ts", "server/teams/schema.ts"],
    ["server/wire.ts", "server/router.ts", types],
    ["server/wire.ts", "server/errors.ts", types],
  ],
  "pure files": [
    ["server/promotions/machine.ts", "server/promotions/schema.ts"],
    ["server/promotions/machine.ts", "server/policies/evaluate.ts"],
    ["server/promotions/rules.ts", "server/errors.ts"],
    ["server/audit/chain.ts", "canonicalize"],
    ["server/audit/chain.ts", "node:crypto", { names: ["createHash"] }],
    ["server/checks/signature.ts", "@sigstore/verify"],
  ],
  "tables, queries and commands": [
    ["server/models/tables.ts", "server/teams/tables.ts"],
    ["server/models/tables.ts", "server/models/schema.ts"],
    ["server/models/tables.ts", "server/db/columns.ts"],
    ["server/models/tables.ts", "drizzle-orm/pg-core"],
    ["server/models/queries.ts", "server/models/tables.ts"],
    ["server/models/queries.ts", "server/teams/queries.ts"],
    ["server/models/queries.ts", "server/identity/access.ts"],
    ["server/models/queries.ts", "server/db/keyset.ts"],
    ["server/models/queries.ts", "server/db/client.ts", types],
    ["server/versions/queries.ts", "server/blobs/store.ts", types],
    ["server/promotions/commands.ts", "server/audit/commands.ts"],
    ["server/promotions/commands.ts", "server/db/client.ts", types],
    ["server/tokens/commands.ts", "server/tokens/secret.ts"],
    ["server/identity/commands.ts", "server/identity/password.ts"],
  ],
  "routers and byte routes": [
    ["server/models/router.ts", "server/models/commands.ts"],
    ["server/models/router.ts", "server/trpc.ts"],
    ["server/models/router.ts", "server/teams/schema.ts"],
    ["server/webhooks/router.ts", "server/webhooks/commands.ts"],
    ["server/router.ts", "server/models/router.ts"],
    ["server/router.ts", "server/webhooks/router.ts"],
    ["server/blobs/http.ts", "server/blobs/store.ts"],
    ["server/blobs/http.ts", "server/versions/queries.ts"],
    ["server/blobs/http.ts", "server/context.ts"],
    ["server/blobs/http.ts", "node:stream/promises"],
    ["server/main.ts", "server/blobs/http.ts"],
    ["server/http.ts", "server/blobs/http.ts"],
    ["server/blobs/store.ts", "node:fs/promises"],
    ["server/blobs/store.ts", "@aws-sdk/client-s3"],
    ["server/identity/adapter.ts", "server/identity/tables.ts"],
  ],
  "the process": [
    ["server/main.ts", "server/router.ts"],
    ["server/http.ts", "server/router.ts"],
    ["server/main.ts", "server/db/embedded.ts"],
    ["server/main.ts", "server/env.ts"],
    ["server/context.ts", "server/identity/session.ts"],
    ["server/trpc.ts", "server/audit/queries.ts"],
    ["server/worker.ts", "server/webhooks/commands.ts"],
    ["server/worker.ts", "server/notifications/queries.ts"],
    ["server/db/migrate.ts", "server/db/client.ts"],
  ],
  app: [
    ["app/(registry)/models/page.tsx", "server/models/schema.ts"],
    ["app/(registry)/models/page.tsx", "app/_trpc/server.tsx"],
    ["app/(registry)/models/page.tsx", "app/_ui/table.tsx"],
    ["app/_ui/table.tsx", "app/_ui/button.tsx"],
    ["app/_ui/table.tsx", "react"],
    ["app/_ui/table.tsx", "app/_ui/link.tsx"],
    ["app/_ui/link.tsx", "next/link"],
    ["app/_trpc/server.tsx", "server/router.ts"],
    ["app/_trpc/server.tsx", "server/context.ts"],
    ["app/_trpc/client.tsx", "server/router.ts", types],
    ["app/_trpc/client.tsx", "server/wire.ts", types],
    ["app/api/auth/[...nextauth]/route.ts", "server/identity/auth-options.ts"],
    ["app/api/trpc/[trpc]/route.ts", "server/context.ts"],
  ],
  "the rest": [
    ["sdk/client.ts", "server/wire.ts", types],
    ["sdk/client.ts", "@trpc/client"],
    ["sdk/client.ts", "node:fs"],
    ["sdk/client.db.test.ts", "server/testing.ts"],
    ["sdk/client.db.test.ts", "server/db/testing.ts"],
    ["bench/reads.ts", "server/db/embedded.ts"],
    ["server/models/commands.db.test.ts", "server/models/router.ts"],
    ["server/models/commands.db.test.ts", "server/testing.ts"],
    ["drizzle.config.ts", "drizzle-kit"],
  ],
};

const refused: Record<string, Case[]> = {
  "the wire knows nothing but zod and other schemas": [
    ["server/models/schema.ts", "server/models/rules.ts"],
    ["server/models/schema.ts", "server/models/tables.ts", types],
    ["server/models/schema.ts", "drizzle-orm"],
    ["server/models/schema.ts", "node:crypto", { names: ["createHash"] }],
    ["server/wire.ts", "server/router.ts"],
  ],
  "pure files do no input or output": [
    ["server/promotions/machine.ts", "node:fs/promises"],
    ["server/promotions/machine.ts", "drizzle-orm", types],
    ["server/promotions/machine.ts", "postgres"],
    ["server/promotions/machine.ts", "next/headers"],
    ["server/promotions/machine.ts", "server/promotions/queries.ts"],
    ["server/promotions/machine.ts", "server/promotions/tables.ts", types],
    ["server/promotions/machine.ts", "server/db/client.ts", types],
    ["server/promotions/machine.ts", "server/tokens/secret.ts"],
    ["server/audit/chain.ts", "node:crypto", { names: ["createHash", "randomBytes"] }],
    ["server/audit/chain.ts", "node:crypto"],
  ],
  "the arrows point one way": [
    ["server/models/tables.ts", "server/models/queries.ts"],
    ["server/models/tables.ts", "server/models/rules.ts"],
    ["server/models/tables.ts", "server/db/client.ts"],
    ["server/models/queries.ts", "server/models/commands.ts"],
    ["server/models/queries.ts", "server/models/router.ts", types],
    ["server/models/queries.ts", "server/trpc.ts"],
    ["server/models/queries.ts", "server/env.ts"],
    ["server/models/commands.ts", "server/context.ts", types],
    ["server/audit/chain.ts", "server/wire.ts", types],
  ],
  "writes reach neither network nor files, and open no connection": [
    ["server/versions/commands.ts", "server/blobs/store.ts"],
    ["server/versions/commands.ts", "node:fs"],
    ["server/versions/commands.ts", "@aws-sdk/client-s3"],
    ["server/versions/commands.ts", "server/db/client.ts"],
    ["server/versions/queries.ts", "postgres"],
  ],
  "a router adapts its own feature": [
    ["server/models/router.ts", "server/teams/queries.ts"],
    ["server/models/router.ts", "server/versions/commands.ts"],
    ["server/models/router.ts", "server/models/tables.ts"],
    ["server/models/router.ts", "drizzle-orm"],
    ["server/models/router.ts", "server/teams/router.ts"],
    ["server/models/commands.ts", "server/teams/router.ts"],
    ["server/main.ts", "server/models/router.ts"],
    ["server/router.ts", "server/models/queries.ts"],
  ],
  "byte routes are mounted by the process alone": [
    ["server/models/commands.ts", "server/blobs/http.ts"],
    ["server/blobs/router.ts", "server/blobs/http.ts"],
    ["server/router.ts", "server/blobs/http.ts"],
    ["server/worker.ts", "server/blobs/http.ts"],
  ],
  "nobody calls what the outbox feeds": [
    ["server/promotions/commands.ts", "server/webhooks/commands.ts"],
    ["server/promotions/queries.ts", "server/notifications/queries.ts"],
    ["server/main.ts", "server/webhooks/commands.ts"],
    ["server/webhooks/commands.ts", "server/notifications/commands.ts"],
  ],
  "the ground knows no feature": [
    ["server/db/keyset.ts", "server/models/schema.ts"],
    ["server/db/embedded.ts", "server/env.ts"],
    ["server/errors.ts", "server/trpc.ts"],
    ["server/env.ts", "server/db/client.ts"],
  ],
  "app shows": [
    ["app/(registry)/models/page.tsx", "server/models/queries.ts"],
    ["app/(registry)/models/page.tsx", "server/models/rules.ts"],
    ["app/(registry)/models/page.tsx", "server/models/tables.ts", types],
    ["app/(registry)/models/page.tsx", "server/router.ts", types],
    ["app/(registry)/models/page.tsx", "server/context.ts"],
    ["app/(registry)/models/page.tsx", "drizzle-orm"],
    ["app/(registry)/models/page.tsx", "sdk/client.ts"],
    ["app/_trpc/client.tsx", "server/router.ts"],
    ["app/_trpc/server.tsx", "server/models/queries.ts"],
    ["app/_trpc/server.tsx", "server/blobs/store.ts"],
    ["app/api/auth/[...nextauth]/route.ts", "server/identity/queries.ts"],
    ["app/_ui/table.tsx", "server/models/schema.ts", types],
    ["app/_ui/table.tsx", "app/(registry)/row.tsx"],
    ["app/_ui/table.tsx", "app/_trpc/client.tsx"],
    ["app/format.test.ts", "server/models/queries.ts"],
  ],
  "links are made in one place": [
    ["app/(registry)/models/page.tsx", "next/link"],
    ["app/_ui/table.tsx", "next/link"],
    ["app/_ui/table.tsx", "next/link", types],
  ],
  "sdk carries": [
    ["sdk/client.ts", "server/wire.ts"],
    ["sdk/client.ts", "server/models/schema.ts", types],
    ["sdk/build.ts", "server/wire.ts"],
    ["sdk/client.test.ts", "server/models/queries.ts"],
    ["server/models/queries.ts", "sdk/client.ts"],
  ],
  "nothing leans on tests": [
    ["server/models/queries.ts", "server/testing.ts"],
    ["server/models/queries.ts", "server/models/rules.test.ts"],
    ["app/page.tsx", "e2e/pages.ts"],
    ["server/models/queries.ts", "server/nowhere.ts"],
    ["lint/plugin.ts", "server/errors.ts"],
  ],
};

describe("may be imported", () => {
  for (const [group, cases] of Object.entries(allowed)) {
    test.each(cases.map((one) => [title(one), one] as const))(`${group}: %s`, (_, one) => expect(violation(...one)).toBeNull());
  }
});

describe("may not be imported", () => {
  for (const [group, cases] of Object.entries(refused)) {
    test.each(cases.map((one) => [title(one), one] as const))(`${group}: %s`, (_, one) => expect(violation(...one)).toContain("does not belong here"));
  }

  test("and the message says where the line belongs", () => {
    expect(violation("server/models/router.ts", "server/models/tables.ts")).toBe(
      "server/models/tables.ts does not belong here: router.ts only adapts: its own feature, server/trpc.ts and schemas. A read belongs in queries.ts, a write in commands.ts.",
    );
    expect(violation("server/promotions/commands.ts", "server/webhooks/commands.ts")).toContain("emit an event");
    expect(violation("server/models/queries.ts", "server/env.ts")).toContain("Take the setting as an argument");
  });

  test("in any feature, a router of another", () => {
    for (const from of features) for (const to of features.filter((one) => one !== from)) {
      for (const file of ["schema", "rules", "tables", "queries", "commands", "router", "http"]) {
        expect(violation(`server/${from}/${file}.ts`, `server/${to}/router.ts`)).not.toBeNull();
      }
    }
  });
});

describe("a file's name", () => {
  test.each([
    "server/models/utils.ts", "server/models/index.ts", "server/types.ts", "app/_lib/format.ts", "app/common/button.tsx",
    "server/models/helpers.test.ts", "e2e/helpers.ts", "app/(misc)/page.tsx", "sdk/types.ts",
  ])("%s names nothing", (path) => expect(misplacement(path)).toContain("names nothing"));

  test.each([
    "sdk/index.ts", "server/main.ts", "server/db/embedded.ts", "server/models/queries.ts", "server/promotions/machine.ts",
    "server/blobs/store.ts", "server/models/commands.db.test.ts", "app/(registry)/page.tsx", "app/_ui/index-card.tsx", "vitest.config.ts",
    "next-env.d.ts", "drizzle.config.ts", ".ci/check.ts", "bench/reads.ts", "server/testing/world.ts",
  ])("%s is where it belongs", (path) => expect(misplacement(path)).toBeNull());

  test.each(["server/service.ts", "server/billing/queries.ts", "server/models/sub/queries.ts", "server/db/deep/client.ts"])(
    "%s lies where no file is expected", (path) => expect(misplacement(path)).toContain("No file is expected here"),
  );

  test("ends in .ts on the server", () => {
    expect(misplacement("server/models/card.tsx")).toContain("components belong in app/");
  });
});

describe("the environment", () => {
  test.each(["server/env.ts", "bench/run.ts", "e2e/setup.ts", "sdk/cli.ts", "next.config.ts"])("is read in %s", (path) => {
    expect(impurity(path, "process.env")).toBeNull();
  });
  test.each(["server/main.ts", "server/models/queries.ts", "app/page.tsx", "server/db/embedded.ts", "server/promotions/machine.ts", "server/db/client.test.ts"])(
    "is not read in %s", (path) => expect(impurity(path, "process.env")).toContain("server/env.ts"),
  );
});

describe("clock, chance and network", () => {
  test.each(["Date.now()", "new Date()", "Math.random()", "performance.now()", "fetch()", "crypto", "process"] as const)("%s stays out of pure files", (expression) => {
    expect(impurity("server/promotions/machine.ts", expression)).toContain("take it as an argument");
    expect(impurity("server/promotions/schema.ts", expression)).not.toBeNull();
    expect(impurity("server/promotions/commands.ts", expression)).toBeNull();
    expect(impurity("server/promotions/machine.test.ts", expression)).toBeNull();
    expect(impurity("app/page.tsx", expression)).toBeNull();
  });
});
