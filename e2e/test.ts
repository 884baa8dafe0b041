/** Playwright's `test`, which also fails where a page did what its Content Security Policy forbids. */
import { test as base, expect as check, type BrowserContext } from "@playwright/test";

export { expect } from "@playwright/test";

/** What browsers have refused to do since the test began, in their words. */
const refused: string[] = [];
const watched = new WeakSet<BrowserContext>();

function watch(context: BrowserContext): BrowserContext {
  if (watched.has(context)) return context;
  watched.add(context);
  return context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(`${message.page()?.url()}: ${message.text()}`);
  });
}

export const test = base.extend<{ policyHeld: void }>({
  context: async ({ context }, provide) => await provide(watch(context)),
  policyHeld: [
    async ({ browser }, provide) => {
      refused.length = 0;
      const open = browser.newContext.bind(browser);
      browser.newContext = async (options) => watch(await open(options));
      await provide();
      browser.newContext = open;
      check(refused, "what the Content Security Policy has refused").toEqual([]);
    },
    { auto: true },
  ],
});
