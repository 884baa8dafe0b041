/**
 * Playwright's `test`, which also fails where a page did what its Content Security Policy forbids, and whose pages fetch
 * nothing beforehand.
 */
import { test as base, expect as check, type BrowserContext } from "@playwright/test";

export { expect } from "@playwright/test";

interface Options {
  /**
   * Whether a page fetches beforehand what its links lead to, as soon as they come into view, as it does for people. That
   * is some thirty answers for each page, and most of what the registry is asked for. What is pointed at is fetched
   * beforehand all the same.
   */
  looksAhead: boolean;
}

/** What browsers have refused to do since the test began, in their words. */
const refused: string[] = [];
const watched = new WeakSet<BrowserContext>();

async function watch(context: BrowserContext, looksAhead: boolean): Promise<BrowserContext> {
  if (watched.has(context)) return context;
  watched.add(context);
  // Nothing else in the pages asks what is in view.
  if (!looksAhead) await context.addInitScript(() => void Reflect.deleteProperty(globalThis, "IntersectionObserver"));
  return context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(`${message.page()?.url()}: ${message.text()}`);
  });
}

export const test = base.extend<Options & { policyHeld: void }>({
  looksAhead: [false, { option: true }],
  context: async ({ context, looksAhead }, provide) => await provide(await watch(context, looksAhead)),
  policyHeld: [
    async ({ browser, looksAhead }, provide) => {
      refused.length = 0;
      const open = browser.newContext.bind(browser);
      browser.newContext = async (options) => await watch(await open(options), looksAhead);
      await provide();
      browser.newContext = open;
      check(refused, "what the Content Security Policy has refused").toEqual([]);
    },
    { auto: true },
  ],
});
