import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./e2e/chromium.ts";

// What a test pulls is not kept in the cache of whoever runs it.
process.env["COUNTERSIGN_CACHE"] ??= "off";
// The many processes that are started keep what Node has compiled.
process.env["NODE_COMPILE_CACHE"] ??= resolve("node_modules/.cache/node");

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/browser",
  globalSetup: "./e2e/global-setup.ts",
  // Files side by side: each makes models, stages and registries of its own. Two cores suffice: some of them wait for
  // processes and for clocks more than they compute.
  workers: 3,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A busy machine may be slow once; the report says which test needed it.
  retries: process.env["CI"] === "true" ? 1 : 0,
  forbidOnly: process.env["CI"] === "true",
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    // Whatever moves is waited for before each click; the tests of the way to production see it move.
    contextOptions: { reducedMotion: "reduce" },
    // A trace takes a good part of the time. Who looks into a failure asks for one: `npx playwright test --trace retain-on-failure`.
    screenshot: process.env["CI"] === "true" ? "off" : "only-on-failure",
    trace: "off",
    launchOptions: await chromiumLaunch(),
  },
});
