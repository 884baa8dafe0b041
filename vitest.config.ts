import { defineConfig } from "vitest/config";

const folders = "{server,sdk,app,lint}";
const exclude = ["**/node_modules/**", "**/dist/**", "e2e/**"];

// NAME.test.ts needs nothing but Node; NAME.db.test.ts needs Postgres, which the second project starts.
export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", ["json", { outputFile: "test-results/vitest.json" }]],
    projects: [
      {
        test: {
          name: "pure",
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: [...exclude, "**/*.db.test.*"],
        },
      },
      {
        test: {
          name: "db",
          include: [`${folders}/**/*.db.test.{ts,tsx}`],
          exclude,
          globalSetup: ["server/db/testing.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
