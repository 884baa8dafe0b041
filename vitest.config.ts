import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const folders = "{server,sdk,app,lint,examples}";
const exclude = ["**/node_modules/**", "**/dist/**", "e2e/**"];

/** For what hangs: a machine that others use as well may take many times as long as a quiet one. */
const patience = { testTimeout: 30_000, hookTimeout: 60_000 };

// NAME.test.ts needs nothing but Node; NAME.db.test.ts needs Postgres, which the second project starts.
export default defineConfig({
  test: {
    // They wait for disks and for each other's processes as much as they compute.
    maxWorkers: 3,
    // A worker keeps what it has loaded for its next file: loading the server takes longer than most files do. So what a
    // file changes for all (an environment, a global, a module of Node) it undoes; no file replaces a module (`vi.mock`).
    isolate: false,
    // What a test pulls is not kept in the cache of whoever runs it.
    // The many processes that are started keep what Node has compiled.
    env: { COUNTERSIGN_CACHE: "off", NODE_COMPILE_CACHE: resolve("node_modules/.cache/node") },
    reporters: ["default", ["json", { outputFile: "test-results/vitest.json" }]],
    projects: [
      {
        test: {
          name: "pure",
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: [...exclude, "**/*.db.test.*"],
          ...patience,
        },
      },
      {
        test: {
          name: "db",
          include: [`${folders}/**/*.db.test.{ts,tsx}`],
          exclude,
          globalSetup: ["server/db/testing.ts"],
          ...patience,
        },
      },
    ],
  },
});
