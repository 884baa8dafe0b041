/** Adds up what vitest and Playwright have reported, and closes with one line. */
import { existsSync, readFileSync } from "node:fs";

interface Vitest {
  numFailedTestSuites: number;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}
interface Playwright {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

const read = (path: string): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null);
const vitest = read("test-results/vitest.json") as Vitest | null;
const playwright = read("test-results/playwright.json") as Playwright | null;

const passed = (vitest?.numPassedTests ?? 0) + (playwright?.stats.expected ?? 0) + (playwright?.stats.flaky ?? 0);
// A runner that left no report has not run, and that is a failure too.
const failed = Math.max(vitest?.numFailedTests ?? 1, vitest?.numFailedTestSuites ?? 1) + (playwright?.stats.unexpected ?? 1);
const skipped = (vitest?.numPendingTests ?? 0) + (playwright?.stats.skipped ?? 0);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
